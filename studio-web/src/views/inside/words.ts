import { type Dictionary, useWordsOf } from "../../words";
import type { Kind, Phase, TraceStep } from "./story";

interface InsideWords {
  title: string;
  intro: string;
  noRun: string;
  toLab: string;
  run: string;
  runAt: (name: string, epoch: number) => string;
  part: string;
  parts: { training: string; held_out: string };
  row: string;
  rowOf: (last: number) => string;
  previousRow: string;
  nextRow: string;
  miss: string;
  noMiss: string;
  digits: string;
  example: string;
  choice: string;
  formula: string;
  target: string;
  answer: string;
  sure: (share: string) => string;
  isRight: string;
  isWrong: string;
  network: string;
  networkNow: (what: string) => string;
  moreUnits: (count: number) => string;
  legend: { plus: string; minus: string };
  phases: Record<Phase, string>;
  steps: string;
  stepOf: (step: number, count: number) => string;
  back: string;
  forth: string;
  first: string;
  last: string;
  layer: (layer: number) => string;
  allLayers: string;
  kinds: Record<Kind, string>;
  sentence: (kind: Kind, step: TraceStep) => string;
  result: string;
  lines: string;
  moreLines: string;
  origin: string;
  originHint: string;
  exactly: string;
  given: string;
  picture: (name: string, shape: string) => string;
  table: (name: string, shape: string) => string;
  learning: (epoch: number) => string;
  pause: string;
  lookAgain: string;
  how: (how: string, isEvolution: boolean) => string;
  keys: string;
}

const en: InsideWords = {
  title: "Inside",
  intro:
    "One example on its way through the network and back: every number of one step of learning.",
  noRun: "There is no network to look into yet. Train one in the Lab; a single step is enough.",
  toLab: "To the Lab",
  run: "Run",
  runAt: (name, epoch) => `${name}, epoch ${epoch}`,
  part: "Rows",
  parts: { training: "Training", held_out: "Held out" },
  row: "Row",
  rowOf: (last) => `0 to ${last}`,
  previousRow: "Previous row",
  nextRow: "Next row",
  miss: "A misclassified one",
  noMiss: "Here every row is classified rightly.",
  digits: "Digits",
  example: "The example",
  choice: "What to look at",
  formula: "Formula",
  target: "Target",
  answer: "The network says",
  sure: (share) => `with ${share}`,
  isRight: "right",
  isWrong: "wrong",
  network: "The network",
  networkNow: (what) => `The network; at work: ${what}`,
  moreUnits: (count) => `+ ${count}`,
  legend: { plus: "above zero", minus: "below zero" },
  phases: {
    input: "Input",
    forward: "Forward",
    loss: "Loss",
    backward: "Backward",
    update: "Update",
  },
  steps: "Steps",
  stepOf: (step, count) => `Step ${step} of ${count}`,
  back: "Back",
  forth: "Next",
  first: "First step",
  last: "Last step",
  layer: (layer) => (layer === 0 ? "input" : `layer ${layer}`),
  allLayers: "all layers",
  kinds: {
    example: "The example",
    scaling: "Scaling",
    sum: "Weighted sum",
    curve: "Activation",
    softmax: "Softmax",
    dropout: "Dropout",
    layer: "Layer",
    loss: "Loss",
    slope: "Where the error begins",
    weights: "Gradient of the weights",
    biases: "Gradient of the biases",
    pull: "Regularizer",
    through: "Back through the weights",
    chain: "Back through the curve",
    softmaxBack: "Back through the softmax",
    dropoutBack: "Back through the dropout",
    back: "Back through the layer",
    gradient: "The whole gradient",
    update: "Update",
    after: "After the step",
  },
  sentence: (kind, step) =>
    kind === "update"
      ? "Each number goes a small step against its slope: where the loss would grow, it shrinks."
      : step.explanation,
  result: "result",
  lines: "With the numbers",
  moreLines: "All lines",
  origin: "Where it comes from",
  originHint: "Point at a number, or Tab to a table and use the arrow keys.",
  exactly: "exactly",
  given: "Nothing on this way makes this number: it was there before.",
  picture: (name, shape) => `${name}, ${shape}, as a picture; arrow keys go from number to number`,
  table: (name, shape) => (shape ? `${name}, ${shape}` : name),
  learning: (epoch) => `The network learns on. This is how it was in epoch ${epoch}.`,
  pause: "Pause",
  lookAgain: "Look again",
  how: (how) => how,
  keys: "← → one step · Home, End: first and last · Tab to a table, then arrows: number by number",
};

/** The sentences of the cards; in English the cards bring their own, from Python. */
const SENTENCES: Record<Kind, string> = {
  example: "Lo que entra, x, y el objetivo t: lo que debería salir.",
  scaling: "Cada columna se lleva al mismo tamaño.",
  sum: "Cada neurona suma lo que entra, cada número por su peso, y su sesgo.",
  curve: "Cada número pasa por la curva, uno por uno.",
  softmax:
    "Los valores se convierten en probabilidades, todas positivas y que suman 1: e = exp(z), dividido por la suma de la fila. Antes se resta el valor mayor; eso solo cambia el tamaño de e.",
  dropout: "El azar calla una parte de los números; los demás se agrandan para compensar.",
  layer: "Lo que hace esta capa está escrito en su propio `forward`.",
  loss: "Lo que cuesta la respuesta: cuanto más lejos del objetivo, más cara.",
  slope:
    "¿Hacia dónde se equivoca menos? De aquí parte el error; lo que se resta y se divide lo dice la fórmula.",
  weights: "La derivada de un peso es la de su neurona por el número que multiplicó.",
  biases: "El sesgo se suma tal cual, así que su derivada es la de su neurona.",
  pull: "Los pesos grandes son caros, así que cada uno es atraído hacia 0.",
  through: "Una entrada actúa por cada uno de sus pesos; lo que vuelve por ellos se suma.",
  chain: "La regla de la cadena: la derivada que llega por la pendiente de la curva.",
  softmaxBack: "Subir un valor baja las demás probabilidades: la fila actúa junta.",
  dropoutBack: "Lo que fue callado no aprende; lo que se agrandó cuenta otro tanto más.",
  back: "La propia capa sabe cómo vuelve la derivada por ella.",
  gradient: "Todos los gradientes en fila, en el orden de θ: el optimizador no ve ninguna red.",
  update:
    "Cada número da un pequeño paso contra su pendiente: donde la pérdida crecería, disminuye.",
  after: "Todo θ después de este paso, y lo que el optimizador recuerda para el siguiente.",
};

const es: InsideWords = {
  title: "Por dentro",
  intro:
    "Un ejemplo en su camino por la red, ida y vuelta: cada número de un paso del aprendizaje.",
  noRun: "Aún no hay ninguna red que mirar. Entrena una en el Laboratorio; basta con un solo paso.",
  toLab: "Al Laboratorio",
  run: "Ensayo",
  runAt: (name, epoch) => `${name}, época ${epoch}`,
  part: "Filas",
  parts: { training: "Entrenamiento", held_out: "Reservadas" },
  row: "Fila",
  rowOf: (last) => `0 a ${last}`,
  previousRow: "Fila anterior",
  nextRow: "Fila siguiente",
  miss: "Una mal clasificada",
  noMiss: "Aquí todas las filas están bien clasificadas.",
  digits: "Cifras",
  example: "El ejemplo",
  choice: "Qué mirar",
  formula: "Fórmula",
  target: "Objetivo",
  answer: "La red dice",
  sure: (share) => `con ${share}`,
  isRight: "bien",
  isWrong: "mal",
  network: "La red",
  networkNow: (what) => `La red; en marcha: ${what}`,
  moreUnits: (count) => `+ ${count}`,
  legend: { plus: "sobre cero", minus: "bajo cero" },
  phases: {
    input: "Entrada",
    forward: "Adelante",
    loss: "Pérdida",
    backward: "Atrás",
    update: "Ajuste",
  },
  steps: "Pasos",
  stepOf: (step, count) => `Paso ${step} de ${count}`,
  back: "Atrás",
  forth: "Siguiente",
  first: "Primer paso",
  last: "Último paso",
  layer: (layer) => (layer === 0 ? "entrada" : `capa ${layer}`),
  allLayers: "todas las capas",
  kinds: {
    example: "El ejemplo",
    scaling: "Escala",
    sum: "Suma ponderada",
    curve: "Activación",
    softmax: "Softmax",
    dropout: "Dropout",
    layer: "Capa",
    loss: "Pérdida",
    slope: "Donde empieza el error",
    weights: "Gradiente de los pesos",
    biases: "Gradiente de los sesgos",
    pull: "Regularización",
    through: "De vuelta por los pesos",
    chain: "De vuelta por la curva",
    softmaxBack: "De vuelta por la softmax",
    dropoutBack: "De vuelta por el dropout",
    back: "De vuelta por la capa",
    gradient: "El gradiente entero",
    update: "Ajuste",
    after: "Después del paso",
  },
  sentence: (kind) => SENTENCES[kind],
  result: "resultado",
  lines: "Con los números",
  moreLines: "Todas las líneas",
  origin: "De dónde viene",
  originHint: "Señala un número, o ve con Tab a una tabla y usa las flechas.",
  exactly: "exactamente",
  given: "Nada en este camino hace este número: ya estaba antes.",
  picture: (name, shape) => `${name}, ${shape}, como imagen; las flechas van de número en número`,
  table: (name, shape) => (shape ? `${name}, ${shape}` : name),
  learning: (epoch) => `La red sigue aprendiendo. Así era en la época ${epoch}.`,
  pause: "Pausa",
  lookAgain: "Mirar otra vez",
  how: (_, isEvolution) =>
    isEvolution
      ? "La evolución no sigue ninguna pendiente, así que no tiene paso que mostrar. Este es el paso que daría aquí el descenso de gradiente simple, cuesta abajo en la misma pérdida."
      : "El primer paso del optimizador desde la red tal como está, solo con esta fila; lo que el optimizador recuerda de pasos anteriores queda fuera.",
  keys: "← → un paso · Inicio, Fin: primero y último · Tab a una tabla y flechas: número a número",
};

const DICTIONARY: Dictionary<InsideWords> = { en, es };

export function useInsideWords(): InsideWords {
  return useWordsOf(DICTIONARY);
}
