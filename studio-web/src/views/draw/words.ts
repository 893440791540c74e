import type { DigitView } from "../../engine/types";
import type { Dictionary } from "../../words";
import { bestTwo } from "./bestTwo";

const en = {
  drawing: "Draw a digit",
  hint: "Any digit from 0 to 9, anywhere on the paper, in any size.",
  paper: "Paper: draw a digit here with mouse, pen or finger",
  undo: "Undo",
  redo: "Redo",
  clear: "Clear",
  testDigit: "Try a test digit",
  testLabel: (label: string) => `A digit from MNIST's test set. Its label is ${label}.`,
  pen: "Pen size",
  eraser: "Eraser",
  photo: {
    file: "Or open an image of a digit",
    camera: "Or take a photo",
    hint: "One digit on a sheet of paper, scanned or photographed. An image can also be dropped on the paper, or pasted.",
    unreadable: "This file is no image that the browser can read. Try a JPEG or PNG.",
  },
  grid: {
    use: "Draw with the keyboard",
    label: "Paper, 28 rows and 28 columns",
    hint: "Arrow keys move, Space or Enter draws a dot, Shift and an arrow key draws a line, Delete erases, Ctrl+Z undoes.",
    cell: (row: number, column: number, isInked: boolean) =>
      `Row ${row}, column ${column}, ${isInked ? "ink" : "empty"}`,
    inked: (row: number, column: number) => `Ink at row ${row}, column ${column}`,
    erased: (row: number, column: number) => `Erased at row ${row}, column ${column}`,
  },
  answer: "Prediction",
  note: (view: DigitView) => {
    if (view.is_empty) return "The paper is empty. Draw a digit from 0 to 9.";
    const [best, second] = bestTwo(view);
    const words = view.is_sure ? `Prediction: ${best}.` : `I am not sure: ${best}, or ${second}.`;
    return view.steps.length > 0
      ? words
      : `${words} The drawing was only shrunk, not centred like the training digits.`;
  },
  confidence: "Probability of each class",
  isAnswer: "predicted",
  network: "Network",
  shipped: (name: string) => `${name} (included with EduNN)`,
  seen: {
    title: "Input to the network",
    otherTitle: (how: string) => `Input to the network, ${how}`,
    recipe: "Preprocess the drawing like MNIST",
    prepared: "preprocessed",
    shrunk: "only shrunk",
    compared: (prepared: string, shrunk: string) =>
      `Prediction with preprocessing: ${prepared}; without: ${shrunk}.`,
    stepsTitle: "The steps of preprocessing",
    steps: {
      ink: {
        name: "0. Find the ink",
        about: "The contrast with the paper around it, without shadow, grain, specks and frame.",
      },
      box: {
        name: "1. Crop",
        about: "The square around the ink: the position on the paper no longer matters.",
      },
      small: {
        name: "2. Shrink to 20 × 20",
        about: "Each pixel is the mean of the area it covers: the size no longer matters.",
      },
      bright: { name: "3. Rescale", about: "Divide by the maximum: the darkest ink becomes 1." },
      digit: { name: "4. Centre", about: "Place the centre of mass in the middle of 28 × 28." },
    },
    why:
      "All training digits are about 20 pixels high, black, and centred. Merely shrinking the whole paper " +
      "to 28 × 28 leaves out steps 1, 3 and 4: a small 3 in a corner stays small and in the corner, where the " +
      "network saw hardly any ink during training. On 2,000 drawn test digits EduNN's network is 99.1 % accurate with " +
      "preprocessing, and 83.6 % without.",
  },
  reasons: {
    title: "Explanation",
    empty: "Draw a digit to see how the prediction comes about.",
    saliencyTitle: (answer: string) => `Evidence for and against ${answer}`,
    saliencyAbout:
      "Gradient × input: each pixel times the derivative of the logit with respect to it, about how much the pixel contributes to the logit.",
    for: "for",
    against: "against",
    nearest: "Nearest neighbours in the training set",
    neighbour: (label: string, row: number) => `A ${label}, row ${row} of MNIST`,
    distance: (distance: string) => `distance ${distance}`,
    agree: (same: number, all: number, answer: string) =>
      `${same} of the ${all} nearest among 60,000 training digits have the label ${answer}.`,
    layers: "Output of each layer",
    maps: (place: number, title: string, count: number) =>
      `Layer ${place}: ${title}, ${count === 1 ? "1 feature map" : `${count} feature maps`}`,
    mapsAbout: "Feature maps stand side by side: where each filter found its pattern.",
    layer: (place: number, units: number, activation: string) =>
      `Layer ${place}: ${units} neurons, ${activation}`,
    range: (low: string, high: string) => `from ${low} to ${high}`,
    layersAbout:
      "One pixel per neuron: blue is positive, orange is negative; colour strength is the distance from 0.",
  },
  mine: {
    title: "My digits",
    thatWas: "What did you draw?",
    keepAs: (label: number) => `Save as a ${label}`,
    keepHint: "Choose the digit you meant to add the drawing to My digits, for fine-tuning.",
    saved: (label: number) => `Saved in My digits as a ${label}.`,
    deleted: (label: number) => `Deleted a ${label}.`,
    none: "No digits yet. Draw one, and choose which digit it is.",
    one: (label: number) => `One of my digits: a ${label}`,
    deleteDigit: (label: number) => `Delete this ${label}`,
  },
  tuning: {
    title: "Fine-tune a network on my digits",
    about: (network: string) =>
      `Training of a copy of “${network}” continues with your digits, mixed with MNIST to prevent catastrophic forgetting.`,
    epochs: "Epochs",
    rate: "Learning rate",
    name: "Name of the new network",
    newName: "my digits",
    noneYet: "Draw a digit first, and choose which digit it is.",
    busy: "Fine-tuning is under way.",
    start: (count: number) =>
      count === 1 ? "Fine-tune on 1 digit" : `Fine-tune on ${count} digits`,
    going: (epoch: number, epochs: number) => `Epoch ${epoch} of ${epochs}`,
    finished: (name: string) => `Done. The network has been saved as “${name}”.`,
    use: (name: string) => `Use “${name}” for my drawing`,
    right: "Accuracy",
    mine: "My digits",
    mnist: "MNIST test set",
    before: "Before",
    after: "After",
  },
};

type DrawWords = typeof en;

const es: DrawWords = {
  drawing: "Dibuja una cifra",
  hint: "Cualquier cifra del 0 al 9, en cualquier lugar del papel y de cualquier tamaño.",
  paper: "Papel: dibuja aquí una cifra con ratón, lápiz o dedo",
  undo: "Deshacer",
  redo: "Rehacer",
  clear: "Borrar todo",
  testDigit: "Probar una cifra de MNIST",
  testLabel: (label) => `Una cifra del conjunto de prueba de MNIST. Su etiqueta es ${label}.`,
  pen: "Grosor del lápiz",
  eraser: "Goma",
  photo: {
    file: "O abre una imagen de una cifra",
    camera: "O haz una foto",
    hint: "Una cifra en una hoja de papel, escaneada o fotografiada. También se puede soltar una imagen sobre el papel, o pegarla.",
    unreadable: "Este archivo no es una imagen que el navegador pueda leer. Prueba con JPEG o PNG.",
  },
  grid: {
    use: "Dibujar con el teclado",
    label: "Papel, 28 filas y 28 columnas",
    hint: "Las flechas mueven, Espacio o Intro dibuja un punto, Mayús y una flecha dibujan una línea, Supr borra, Ctrl+Z deshace.",
    cell: (row, column, isInked) =>
      `Fila ${row}, columna ${column}, ${isInked ? "tinta" : "vacía"}`,
    inked: (row, column) => `Tinta en la fila ${row}, columna ${column}`,
    erased: (row, column) => `Borrado en la fila ${row}, columna ${column}`,
  },
  answer: "Predicción",
  note: (view) => {
    if (view.is_empty) return "El papel está vacío. Dibuja una cifra del 0 al 9.";
    const [best, second] = bestTwo(view);
    const words = view.is_sure ? `Predicción: ${best}.` : `No es seguro: ${best}, o ${second}.`;
    return view.steps.length > 0
      ? words
      : `${words} El dibujo solo se redujo; no está centrado como las cifras de entrenamiento.`;
  },
  confidence: "Probabilidad de cada clase",
  isAnswer: "predicha",
  network: "Red",
  shipped: (name) => `${name} (incluida en EduNN)`,
  seen: {
    title: "Entrada de la red",
    otherTitle: (how) => `Entrada de la red, ${how}`,
    recipe: "Preprocesar el dibujo como en MNIST",
    prepared: "preprocesado",
    shrunk: "solo reducido",
    compared: (prepared, shrunk) =>
      `Predicción con preprocesamiento: ${prepared}; sin él: ${shrunk}.`,
    stepsTitle: "Los pasos del preprocesamiento",
    steps: {
      ink: {
        name: "0. Hallar la tinta",
        about: "El contraste con el papel de alrededor, sin sombra, grano, motas ni marco.",
      },
      box: {
        name: "1. Recortar",
        about: "El cuadrado en torno a la tinta: la posición en el papel ya no importa.",
      },
      small: {
        name: "2. Reducir a 20 × 20",
        about: "Cada píxel es la media del área que cubre: el tamaño ya no importa.",
      },
      bright: {
        name: "3. Reescalar",
        about: "Dividir por el máximo: la tinta más oscura pasa a ser 1.",
      },
      digit: { name: "4. Centrar", about: "Poner el centro de masa en el medio de 28 × 28." },
    },
    why:
      "Todas las cifras de entrenamiento miden unos 20 píxeles de alto, son negras y están centradas. Si solo se reduce " +
      "el papel entero a 28 × 28, faltan los pasos 1, 3 y 4: un 3 pequeño en una esquina sigue pequeño y en la esquina, " +
      "donde apenas había tinta durante el entrenamiento. Con 2000 cifras de prueba dibujadas, la exactitud de la red de " +
      "EduNN es del 99.1 % con preprocesamiento y del 83.6 % sin él.",
  },
  reasons: {
    title: "Explicación",
    empty: "Dibuja una cifra para ver cómo se llega a la predicción.",
    saliencyTitle: (answer) => `Indicios a favor y en contra de ${answer}`,
    saliencyAbout:
      "Gradiente × entrada: cada píxel por la derivada del logit respecto a él, más o menos lo que el píxel aporta al logit.",
    for: "a favor",
    against: "en contra",
    nearest: "Vecinos más cercanos en el conjunto de entrenamiento",
    neighbour: (label, row) => `Un ${label}, fila ${row} de MNIST`,
    distance: (distance) => `distancia ${distance}`,
    agree: (same, all, answer) =>
      `${same} de las ${all} más cercanas, entre 60 000 cifras de entrenamiento, tienen la etiqueta ${answer}.`,
    layers: "Salida de cada capa",
    maps: (place, title, count) =>
      `Capa ${place}: ${title}, ${count === 1 ? "1 mapa de características" : `${count} mapas de características`}`,
    mapsAbout:
      "Los mapas de características van uno junto a otro: dónde halló cada filtro su patrón.",
    layer: (place, units, activation) => `Capa ${place}: ${units} neuronas, ${activation}`,
    range: (low, high) => `de ${low} a ${high}`,
    layersAbout:
      "Un píxel por neurona: el azul es positivo; el naranja, negativo; la intensidad del color es la distancia a 0.",
  },
  mine: {
    title: "Mis cifras",
    thatWas: "¿Qué dibujaste?",
    keepAs: (label) => `Guardar como ${label}`,
    keepHint: "Elige la cifra que querías dibujar para añadirla a Mis cifras, para el ajuste fino.",
    saved: (label) => `Guardado en Mis cifras como un ${label}.`,
    deleted: (label) => `Se borró un ${label}.`,
    none: "Aún no hay ninguna. Dibuja una cifra y elige cuál es.",
    one: (label) => `Una de mis cifras: un ${label}`,
    deleteDigit: (label) => `Borrar este ${label}`,
  },
  tuning: {
    title: "Ajuste fino de una red con mis cifras",
    about: (network) =>
      `El entrenamiento de una copia de «${network}» continúa con tus cifras, mezcladas con MNIST para evitar el olvido catastrófico.`,
    epochs: "Épocas",
    rate: "Tasa de aprendizaje",
    name: "Nombre de la nueva red",
    newName: "mis cifras",
    noneYet: "Dibuja antes una cifra y elige cuál es.",
    busy: "El ajuste está en marcha.",
    start: (count) => (count === 1 ? "Ajustar con 1 cifra" : `Ajustar con ${count} cifras`),
    going: (epoch, epochs) => `Época ${epoch} de ${epochs}`,
    finished: (name) => `Listo. La red se ha guardado como «${name}».`,
    use: (name) => `Usar «${name}» con mi dibujo`,
    right: "Exactitud",
    mine: "Mis cifras",
    mnist: "Conjunto de prueba de MNIST",
    before: "Antes",
    after: "Después",
  },
};

export const dictionary: Dictionary<DrawWords> = { en, es };
