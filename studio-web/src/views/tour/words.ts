/** The words of the tour: what each step shows, and what "show me" did. */
import { useWordsOf } from "../../words";
import type { StepName } from "./steps";

interface StepWords {
  title: string;
  text: string;
  /** What the learner may let the tour do. */
  show: string;
  /** What to see now that it is done. */
  done: string;
}

export interface TourWords {
  tour: string;
  start: string;
  place: (step: number, of: number) => string;
  back: string;
  next: string;
  finish: string;
  skip: string;
  keys: string;
  working: string;
  steps: Record<StepName, StepWords>;
}

const en: TourWords = {
  tour: "Tour",
  start: "Start the tour",
  place: (step, of) => `Step ${step} of ${of}`,
  back: "Back",
  next: "Next",
  finish: "Finish",
  skip: "Skip",
  keys: "Arrow keys step through the tour, Escape ends it.",
  working: "One moment …",
  steps: {
    data: {
      title: "Everything begins with data",
      text: "Flowers, patients, handwritten digits, points in a plane, or a table of your own. A part of the rows is held out: the network never learns from them, so they show what it has really understood.",
      show: "Show me: choose the two moons",
      done: "Two half circles that reach into each other. No straight line can part them.",
    },
    network: {
      title: "Build a network",
      text: "Each layer is a row of neurons. A neuron adds up its weighted inputs and bends the sum by its activation. More neurons can draw finer borders.",
      show: "Show me: two layers of eight",
      done: "Two hidden layers of eight neurons each. The output layer is made to fit the data by itself.",
    },
    play: {
      title: "Let it learn",
      text: "Play begins, Pause waits. One step is one small batch of examples; one epoch is all of them once.",
      show: "Show me: press Play",
      done: "It learns. After each batch every weight is nudged a little, downhill on the loss.",
    },
    watch: {
      title: "Watch it understand",
      text: "The loss falls and the border between the classes bends. Keep an eye on the dashed curve of the held-out rows: when it rises while the other falls, the network learns by heart.",
      show: "Show me: once more, slowly",
      done: "From the first weights again, a few epochs a second. See how the border finds its shape.",
    },
    inside: {
      title: "Look inside",
      text: "Follow one example through every multiplication, forward to the answer and backward to the change of each weight. No number is hidden.",
      show: "Show me: open Inside",
      done: "One card for each operation: the formula, the same with its numbers, and the result. The arrow keys walk through them.",
    },
    draw: {
      title: "Draw a digit",
      text: "A network that learned 60,000 handwritten digits waits for yours. You see what it sees, how sure it is, and which strokes convinced it.",
      show: "Show me: open Draw",
      done: "Draw with the mouse, a finger or the keyboard; small and crooked is fine.",
    },
    evolve: {
      title: "Evolution can do it, too",
      text: "Instead of slopes: a crowd of networks. The fittest have children, the children mutate, and generation by generation they get better.",
      show: "Show me: evolve a crowd",
      done: "Each bar is the fitness of one network. That was the tour: every run is kept under Runs, and Tour in the header starts it again.",
    },
  },
};

const es: TourWords = {
  tour: "Visita",
  start: "Empezar la visita",
  place: (step, of) => `Paso ${step} de ${of}`,
  back: "Atrás",
  next: "Siguiente",
  finish: "Terminar",
  skip: "Saltar",
  keys: "Las flechas pasan de paso a paso; Escape termina la visita.",
  working: "Un momento …",
  steps: {
    data: {
      title: "Todo empieza con los datos",
      text: "Flores, pacientes, dígitos escritos a mano, puntos en un plano o tu propia tabla. Una parte de las filas se reserva: la red nunca aprende de ellas, y así muestran qué ha entendido de verdad.",
      show: "Muéstrame: elegir las dos lunas",
      done: "Dos medios círculos entrelazados. Ninguna línea recta puede separarlos.",
    },
    network: {
      title: "Construye una red",
      text: "Cada capa es una fila de neuronas. Una neurona suma sus entradas ponderadas y curva la suma con su activación. Más neuronas trazan fronteras más finas.",
      show: "Muéstrame: dos capas de ocho",
      done: "Dos capas ocultas de ocho neuronas. La capa de salida se adapta sola a los datos.",
    },
    play: {
      title: "Déjala aprender",
      text: "Empezar la pone en marcha, Pausa la detiene. Un paso es un lote pequeño de ejemplos; una época, todos ellos una vez.",
      show: "Muéstrame: pulsar Empezar",
      done: "Está aprendiendo. Tras cada lote, cada peso se mueve un poco, cuesta abajo en la pérdida.",
    },
    watch: {
      title: "Mira cómo entiende",
      text: "La pérdida baja y la frontera entre las clases se curva. Vigila la curva a trazos de las filas reservadas: si sube mientras la otra baja, la red aprende de memoria.",
      show: "Muéstrame: otra vez, despacio",
      done: "De nuevo desde los primeros pesos, a pocas épocas por segundo. Mira cómo la frontera toma forma.",
    },
    inside: {
      title: "Mira por dentro",
      text: "Sigue un ejemplo por cada multiplicación: hacia delante hasta la respuesta y hacia atrás hasta el cambio de cada peso. Ningún número queda oculto.",
      show: "Muéstrame: abrir Por dentro",
      done: "Una tarjeta por operación: la fórmula, la misma con sus números y el resultado. Las flechas las recorren.",
    },
    draw: {
      title: "Dibuja un dígito",
      text: "Una red que aprendió 60 000 dígitos escritos a mano espera el tuyo. Ves lo que ella ve, cuán segura está y qué trazos la convencieron.",
      show: "Muéstrame: abrir Dibujar",
      done: "Dibuja con el ratón, el dedo o el teclado; pequeño y torcido también vale.",
    },
    evolve: {
      title: "La evolución también puede",
      text: "En vez de pendientes, una multitud de redes. Las más aptas tienen hijos, los hijos mutan y, generación tras generación, mejoran.",
      show: "Muéstrame: evolucionar una multitud",
      done: "Cada barra es la aptitud de una red. Fin de la visita: todo queda guardado en Ensayos, y Visita, arriba, la empieza de nuevo.",
    },
  },
};

export const useTourWords = () => useWordsOf<TourWords>({ en, es });
