/** The texts of the tour: what each step shows, what to do, and what to see then. */
import { useWordsOf } from "../../words";
import type { StepName } from "./steps";

interface StepWords {
  title: string;
  text: string;
  task: string;
  /** What to observe once the task is done. */
  done: string;
}

export interface TourWords {
  tour: string;
  start: string;
  resume: string;
  place: (step: number, of: number) => string;
  back: string;
  next: string;
  finish: string;
  leave: string;
  goThere: string;
  steps: Record<StepName, StepWords>;
}

const en: TourWords = {
  tour: "Tour",
  start: "Start the tour",
  resume: "Resume the tour",
  place: (step, of) => `Tour: step ${step} of ${of}`,
  back: "Back",
  next: "Next",
  finish: "Finish",
  leave: "Leave the tour",
  goThere: "Go there",
  steps: {
    play: {
      title: "Train a network",
      text: "A small network is to tell three kinds of iris apart. After each mini-batch every weight takes a small step against its gradient.",
      task: "Press Play, or the Space bar.",
      done: "The loss falls, and the decision boundary takes shape beside it. Dashed curves are held-out rows, which the network is not trained on.",
    },
    rate: {
      title: "Change a setting",
      text: "The learning rate is the size of those steps. A running training takes a new one up at once; one that has ended continues, or starts afresh.",
      task: "Set the learning rate to 1, and press Enter. If nothing moves, press Play.",
      done: "Far too large: the loss leaps up and down instead of falling. The dot beside the setting puts it back.",
    },
    doctor: {
      title: "Ask the doctor",
      text: "The last line watches each run. It names what is wrong with its evidence, and says when all is well.",
      task: "Wait for the line to appear, and press what it says.",
      done: "A finding opens when it is pressed: prove it over five seeds, apply the change to a fresh network, or read the lesson that explains it.",
    },
    layer: {
      title: "Build on the diagram",
      text: "Above each hidden layer stand its units, its activation and its dropout; a plus between two layers adds one.",
      task: "Press a plus in the diagram.",
      done: "One more layer. A changed network starts from fresh weights: press Play to train it.",
    },
    inside: {
      title: "Look inside",
      text: "One example through every multiplication: forward to its prediction, backward to the gradient of each weight.",
      task: "Open Inside.",
      done: "Each card is one operation: its formula, the formula with its numbers, and the result. The arrow keys ← and → go through them.",
    },
    learn: {
      title: "Go on with a lesson",
      text: "Seventeen lessons lead from one neuron to evolution; their experiments open in the Lab, and their exercises are checked here.",
      task: "Open Learn.",
      done: "That was the tour. Draw and Evolve are worth a look, too. The key ? lists all keys, and the menu at the top starts the tour again.",
    },
  },
};

const es: TourWords = {
  tour: "Visita",
  start: "Empezar la visita",
  resume: "Seguir con la visita",
  place: (step, of) => `Visita: paso ${step} de ${of}`,
  back: "Atrás",
  next: "Siguiente",
  finish: "Terminar",
  leave: "Dejar la visita",
  goThere: "Ir allí",
  steps: {
    play: {
      title: "Entrena una red",
      text: "Una red pequeña debe distinguir tres especies de lirio. Tras cada minilote, cada peso da un pequeño paso en contra de su gradiente.",
      task: "Pulsa Empezar o la barra espaciadora.",
      done: "La pérdida baja y la frontera de decisión toma forma a su lado. Las curvas a trazos son de las filas reservadas, con las que la red no se entrena.",
    },
    rate: {
      title: "Cambia un ajuste",
      text: "La tasa de aprendizaje es el tamaño de esos pasos. Un entrenamiento en marcha toma la nueva al instante; uno terminado continúa o empieza de nuevo.",
      task: "Pon la tasa de aprendizaje en 1 y pulsa Intro. Si nada se mueve, pulsa Empezar.",
      done: "Demasiado grande: la pérdida salta arriba y abajo en vez de bajar. El punto junto al ajuste lo restablece.",
    },
    doctor: {
      title: "Pregunta al doctor",
      text: "La última línea vigila cada ensayo. Dice qué va mal y en qué se nota, y también cuándo todo va bien.",
      task: "Espera a que aparezca la línea y pulsa lo que dice.",
      done: "Un hallazgo se abre al pulsarlo: demuéstralo con cinco semillas, aplica el cambio a una red nueva o lee la lección que lo explica.",
    },
    layer: {
      title: "Construye en el diagrama",
      text: "Sobre cada capa oculta están sus neuronas, su activación y su dropout; un signo más entre dos capas añade otra.",
      task: "Pulsa un signo más del diagrama.",
      done: "Una capa más. Una red cambiada parte de pesos nuevos: pulsa Empezar para entrenarla.",
    },
    inside: {
      title: "Mira por dentro",
      text: "Un ejemplo por cada multiplicación: hacia delante hasta su predicción y hacia atrás hasta el gradiente de cada peso.",
      task: "Abre Por dentro.",
      done: "Cada tarjeta es una operación: su fórmula, la fórmula con sus números y el resultado. Las flechas ← y → las recorren.",
    },
    learn: {
      title: "Sigue con una lección",
      text: "Diecisiete lecciones llevan de una neurona a la evolución; sus experimentos se abren en el Laboratorio y sus ejercicios se comprueban aquí.",
      task: "Abre Aprender.",
      done: "Fin de la visita. También vale la pena mirar Dibujar y Evolucionar. La tecla ? enumera todas las teclas, y el menú de arriba empieza la visita de nuevo.",
    },
  },
};

export const useTourWords = () => useWordsOf<TourWords>({ en, es });
