/** The texts of the tour: the explanation of each step, and the result of its action. */
import { useWordsOf } from "../../words";
import type { StepName } from "./steps";

interface StepWords {
  title: string;
  text: string;
  /** The action that the learner can start. */
  show: string;
  /** What to observe after the action. */
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
  keys: "Use the arrow keys to move through the tour, and Escape to end it.",
  working: "One moment …",
  steps: {
    data: {
      title: "Everything begins with data",
      text: "Flowers, patients, handwritten digits, points in a plane, or your own table. Some of the rows are held out: the network is not trained on them, so they show how well it generalizes.",
      show: "Show me: choose the two moons",
      done: "Two interlocking half circles. No straight line can separate them.",
    },
    network: {
      title: "Build a network",
      text: "Each layer is a row of neurons. A neuron adds up its weighted inputs and applies its activation function to the sum. More neurons allow a finer decision boundary.",
      show: "Show me: two layers of eight",
      done: "Two hidden layers of eight neurons each. The output layer always matches the data.",
    },
    play: {
      title: "Train it",
      text: "Play starts training; Pause interrupts it. One step is one mini-batch of examples; one epoch is a pass over all of them.",
      show: "Show me: press Play",
      done: "Training is under way. After each mini-batch every weight takes a small step against its gradient, so the loss decreases.",
    },
    watch: {
      title: "Watch it learn",
      text: "The loss falls and the decision boundary takes shape. Keep an eye on the dashed curve, the held-out loss: when it rises while the training loss still falls, the network overfits.",
      show: "Show me: once more, slowly",
      done: "Training starts again from the initial weights, at a few epochs per second. See how the boundary takes shape.",
    },
    inside: {
      title: "Look inside",
      text: "Follow one example through every multiplication: forward to the prediction, and backward to the gradient of each weight. No number is hidden.",
      show: "Show me: open Inside",
      done: "One card for each operation: the formula, the formula with its numbers, and the result. The arrow keys move between them.",
    },
    draw: {
      title: "Draw a digit",
      text: "A network trained on 60,000 handwritten digits classifies yours. See its input, the probability of each class, and which strokes count for the prediction.",
      show: "Show me: open Draw",
      done: "Draw with the mouse, a finger or the keyboard; small or crooked digits are fine.",
    },
    evolve: {
      title: "Train by evolution",
      text: "A population of networks instead of gradients: the fittest reproduce, their children mutate, and fitness rises from generation to generation.",
      show: "Show me: evolve a population",
      done: "Each bar is the fitness of one network. That was the tour: every run is saved under Runs, and the Tour button in the header starts it again.",
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
  keys: "Usa las flechas para recorrer la visita y Escape para terminarla.",
  working: "Un momento …",
  steps: {
    data: {
      title: "Todo empieza con los datos",
      text: "Flores, pacientes, cifras manuscritas, puntos en un plano o tu propia tabla. Algunas filas se reservan: la red no se entrena con ellas, y así muestran lo bien que generaliza.",
      show: "Muéstrame: elegir las dos lunas",
      done: "Dos medios círculos entrelazados. Ninguna línea recta puede separarlos.",
    },
    network: {
      title: "Construye una red",
      text: "Cada capa es una fila de neuronas. Una neurona suma sus entradas ponderadas y aplica su función de activación a la suma. Más neuronas permiten una frontera de decisión más fina.",
      show: "Muéstrame: dos capas de ocho",
      done: "Dos capas ocultas de ocho neuronas cada una. La capa de salida siempre se ajusta a los datos.",
    },
    play: {
      title: "Entrénala",
      text: "Empezar inicia el entrenamiento; Pausa lo interrumpe. Un paso es un minilote de ejemplos; una época, una pasada por todos ellos.",
      show: "Muéstrame: pulsar Empezar",
      done: "El entrenamiento está en marcha. Tras cada minilote, cada peso da un pequeño paso en contra de su gradiente, y la pérdida disminuye.",
    },
    watch: {
      title: "Mira cómo aprende",
      text: "La pérdida baja y la frontera de decisión toma forma. Vigila la curva a trazos, la pérdida en las filas reservadas: si sube mientras la de entrenamiento aún baja, hay sobreajuste.",
      show: "Muéstrame: otra vez, despacio",
      done: "El entrenamiento empieza de nuevo desde los pesos iniciales, a pocas épocas por segundo. Mira cómo la frontera toma forma.",
    },
    inside: {
      title: "Mira por dentro",
      text: "Sigue un ejemplo por cada multiplicación: hacia delante hasta la predicción y hacia atrás hasta el gradiente de cada peso. Ningún número queda oculto.",
      show: "Muéstrame: abrir Por dentro",
      done: "Una tarjeta por operación: la fórmula, la fórmula con sus números y el resultado. Las flechas pasan de una a otra.",
    },
    draw: {
      title: "Dibuja una cifra",
      text: "Una red entrenada con 60 000 cifras manuscritas clasifica la tuya. Mira su entrada, la probabilidad de cada clase y qué trazos cuentan para la predicción.",
      show: "Muéstrame: abrir Dibujar",
      done: "Dibuja con el ratón, el dedo o el teclado; también valen cifras pequeñas o torcidas.",
    },
    evolve: {
      title: "Entrena por evolución",
      text: "Una población de redes en vez de gradientes: las más aptas se reproducen, sus hijos mutan y la aptitud sube de generación en generación.",
      show: "Muéstrame: evolucionar una población",
      done: "Cada barra es la aptitud de una red. Fin de la visita: cada ensayo queda guardado en Ensayos, y el botón Visita, arriba, la empieza de nuevo.",
    },
  },
};

export const useTourWords = () => useWordsOf<TourWords>({ en, es });
