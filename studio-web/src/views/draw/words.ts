import type { DigitLook } from "../../engine/types";
import type { Dictionary } from "../../words";

const en = {
  drawing: "Draw a digit",
  hint: "From 0 to 9, anywhere, as large or small as you like.",
  paper: "Paper: draw a digit here with mouse, pen or finger",
  undo: "Undo",
  redo: "Redo",
  clear: "Clear",
  testDigit: "Try a test digit",
  testLabel: (label: string) => `From MNIST's test digits. Whoever wrote it meant a ${label}.`,
  pen: "Pen, share of the side",
  eraser: "Eraser",
  grid: {
    use: "Draw with the keyboard",
    label: "Paper, 28 rows and 28 columns",
    hint: "Arrows move, Space or Enter draws a dot, Shift and arrows draw a line, Delete erases. Ctrl+Z takes back.",
    cell: (row: number, column: number, isInked: boolean) =>
      `Row ${row}, column ${column}, ${isInked ? "ink" : "empty"}`,
    inked: (row: number, column: number) => `Ink at row ${row}, column ${column}`,
    erased: (row: number, column: number) => `Erased at row ${row}, column ${column}`,
  },
  answer: "The answer",
  note: (look: DigitLook) => look.note,
  sureness: "How sure the network is of each class",
  isAnswer: "the answer",
  network: "Which network reads it",
  shipped: (name: string) => `${name} (came with EduNN)`,
  seen: {
    title: "What the network sees",
    otherTitle: "What it would see the other way",
    recipe: "Prepare the drawing as MNIST's digits were",
    prepared: "prepared",
    shrunk: "only shrunk",
    compared: (prepared: string, shrunk: string) =>
      `Prepared it is read as ${prepared}, only shrunk as ${shrunk}.`,
    stepsTitle: "The four steps from the drawing to what the network sees",
    steps: {
      box: {
        name: "1. Cut out",
        about: "The square around the ink: where you drew no longer matters.",
      },
      small: {
        name: "2. Shrink to 20 × 20",
        about: "Each pixel is the mean of what it covers: how large you drew no longer matters.",
      },
      bright: { name: "3. Blacken", about: "Divided by its maximum: the darkest ink is 1." },
      digit: { name: "4. Centre", about: "Into 28 × 28, the centre of mass in the middle." },
    },
    why:
      "All digits that the network learned from were about 20 pixels long, black and centred. Shrinking the whole paper " +
      "to 28 × 28 leaves out steps 1, 3 and 4: a small 3 in a corner stays small and in the corner, where the " +
      "weights have never met ink. Of 2,000 drawn test digits the network of EduNN reads 98.2 % when they are " +
      "prepared, 66.9 % when they are only shrunk.",
  },
  reasons: {
    title: "Why this answer",
    empty: "Draw something, and the reasons appear here.",
    spokeTitle: (answer: string) => `Pixels that spoke for or against ${answer}`,
    spokeAbout:
      "Pixel × slope of the score by this pixel: about how much of the score is due to this ink.",
    for: "for it",
    against: "against it",
    nearest: "The training digits most like it",
    neighbour: (label: string, row: number) => `A ${label}, row ${row} of MNIST`,
    distance: (distance: string) => `distance ${distance}`,
    agree: (same: number, all: number, answer: string) =>
      `${same} of the ${all} nearest of 60,000 are a ${answer}, too.`,
    layers: "What each layer makes of it",
    layer: (place: number, title: string) => `Layer ${place}: ${title}`,
    range: (low: string, high: string) => `from ${low} to ${high}`,
    layersAbout:
      "One pixel a neuron: blue is positive, orange negative; the stronger, the further from 0.",
  },
  mine: {
    title: "My digits",
    thatWas: "That was a …",
    keepAs: (label: number) => `That was a ${label}: keep it`,
    keepHint: "Tell which digit you meant: it goes to My digits, and a network can learn from it.",
    kept: (label: number) => `Kept in My digits as a ${label}.`,
    forgotten: (label: number) => `A ${label} was forgotten.`,
    none: "None yet: draw a digit, and tell which it was.",
    one: (label: number) => `One of my digits: a ${label}`,
    forget: (label: number) => `Forget this ${label}`,
  },
  tuning: {
    title: "Let a network learn my digits",
    about: (network: string) =>
      `A copy of “${network}” goes on learning from your digits, mixed with rows of MNIST so that it forgets nothing.`,
    epochs: "Epochs",
    rate: "Learning rate",
    name: "Its new name",
    start: (count: number) => (count === 1 ? "Learn from 1 digit" : `Learn from ${count} digits`),
    going: (epoch: number, epochs: number) => `Learning: epoch ${epoch} of ${epochs}`,
    finished: (name: string) => `Done: the network is called “${name}”.`,
    use: (name: string) => `Let “${name}” read my drawing`,
    right: "Read right",
    mine: "My digits",
    mnist: "MNIST's test digits",
    before: "Before",
    after: "After",
  },
};

export type DrawWords = typeof en;

/** A probability below this is called a guess, as the server's own sentence does. */
const UNSURE = 0.6;

function nota(look: DigitLook): string {
  if (look.is_empty)
    return "El papel está vacío: dibuja una cifra, del 0 al 9, tan grande o pequeña como quieras.";
  const share = look.prediction[look.classes.indexOf(look.answer)] ?? 0;
  const sure = share >= UNSURE ? "Leo" : "No estoy segura; lo que más me parece es";
  const words = `${sure} ${look.answer} (${Math.round(100 * share)} %).`;
  if (look.steps.length > 0) return words;
  return `${words} El papel solo se redujo: las cifras no están centradas como las que aprendí.`;
}

const es: DrawWords = {
  drawing: "Dibuja una cifra",
  hint: "Del 0 al 9, donde quieras, tan grande o pequeña como quieras.",
  paper: "Papel: dibuja aquí una cifra con ratón, lápiz o dedo",
  undo: "Deshacer",
  redo: "Rehacer",
  clear: "Borrar todo",
  testDigit: "Probar una cifra de MNIST",
  testLabel: (label) => `De las cifras de prueba de MNIST. Quien la escribió quería un ${label}.`,
  pen: "Lápiz, parte del lado",
  eraser: "Goma",
  grid: {
    use: "Dibujar con el teclado",
    label: "Papel, 28 filas y 28 columnas",
    hint: "Las flechas mueven, Espacio o Intro dibuja un punto, Mayús y flechas una línea, Supr borra. Ctrl+Z deshace.",
    cell: (row, column, isInked) =>
      `Fila ${row}, columna ${column}, ${isInked ? "tinta" : "vacía"}`,
    inked: (row, column) => `Tinta en la fila ${row}, columna ${column}`,
    erased: (row, column) => `Borrado en la fila ${row}, columna ${column}`,
  },
  answer: "La respuesta",
  note: nota,
  sureness: "Cuán segura está la red de cada clase",
  isAnswer: "la respuesta",
  network: "Qué red la lee",
  shipped: (name) => `${name} (viene con EduNN)`,
  seen: {
    title: "Lo que ve la red",
    otherTitle: "Lo que vería de la otra manera",
    recipe: "Preparar el dibujo como las cifras de MNIST",
    prepared: "preparado",
    shrunk: "solo reducido",
    compared: (prepared, shrunk) =>
      `Preparado se lee como ${prepared}; solo reducido, como ${shrunk}.`,
    stepsTitle: "Los cuatro pasos del dibujo a lo que ve la red",
    steps: {
      box: {
        name: "1. Recortar",
        about: "El cuadrado en torno a la tinta: ya no importa dónde dibujaste.",
      },
      small: {
        name: "2. Reducir a 20 × 20",
        about: "Cada píxel es la media de lo que cubre: ya no importa el tamaño.",
      },
      bright: {
        name: "3. Ennegrecer",
        about: "Dividido por su máximo: la tinta más oscura es 1.",
      },
      digit: { name: "4. Centrar", about: "En 28 × 28, con el centro de masa en el medio." },
    },
    why:
      "Todas las cifras de las que aprendió la red medían unos 20 píxeles, eran negras y estaban centradas. Reducir el papel " +
      "entero a 28 × 28 omite los pasos 1, 3 y 4: un 3 pequeño en una esquina sigue pequeño y en la esquina, " +
      "donde los pesos nunca han encontrado tinta. De 2000 cifras de prueba dibujadas, la red de EduNN lee el 98,2 % si " +
      "se preparan y el 66,9 % si solo se reducen.",
  },
  reasons: {
    title: "Por qué esta respuesta",
    empty: "Dibuja algo y las razones aparecerán aquí.",
    spokeTitle: (answer) => `Píxeles a favor o en contra de ${answer}`,
    spokeAbout:
      "Píxel × pendiente de la puntuación en ese píxel: cuánto de la puntuación se debe a esa tinta.",
    for: "a favor",
    against: "en contra",
    nearest: "Las cifras de entrenamiento más parecidas",
    neighbour: (label, row) => `Un ${label}, fila ${row} de MNIST`,
    distance: (distance) => `distancia ${distance}`,
    agree: (same, all, answer) =>
      `${same} de las ${all} más cercanas, de 60 000, también son un ${answer}.`,
    layers: "Lo que hace de ella cada capa",
    layer: (place, title) => `Capa ${place}: ${title.replace("neurons", "neuronas")}`,
    range: (low, high) => `de ${low} a ${high}`,
    layersAbout:
      "Un píxel por neurona: azul es positivo, naranja negativo; cuanto más fuerte, más lejos de 0.",
  },
  mine: {
    title: "Mis cifras",
    thatWas: "Eso era un …",
    keepAs: (label) => `Eso era un ${label}: guardarlo`,
    keepHint: "Di qué cifra querías: va a Mis cifras y una red puede aprender de ella.",
    kept: (label) => `Guardado en Mis cifras como un ${label}.`,
    forgotten: (label) => `Se olvidó un ${label}.`,
    none: "Aún no hay ninguna: dibuja una cifra y di cuál era.",
    one: (label) => `Una de mis cifras: un ${label}`,
    forget: (label) => `Olvidar este ${label}`,
  },
  tuning: {
    title: "Que una red aprenda mis cifras",
    about: (network) =>
      `Una copia de «${network}» sigue aprendiendo de tus cifras, mezcladas con filas de MNIST para que no olvide nada.`,
    epochs: "Épocas",
    rate: "Tasa de aprendizaje",
    name: "Su nuevo nombre",
    start: (count) => (count === 1 ? "Aprender de 1 cifra" : `Aprender de ${count} cifras`),
    going: (epoch, epochs) => `Aprendiendo: época ${epoch} de ${epochs}`,
    finished: (name) => `Listo: la red se llama «${name}».`,
    use: (name) => `Que «${name}» lea mi dibujo`,
    right: "Bien leídas",
    mine: "Mis cifras",
    mnist: "Cifras de prueba de MNIST",
    before: "Antes",
    after: "Después",
  },
};

export const dictionary: Dictionary<DrawWords> = { en, es };
