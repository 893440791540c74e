/** The texts of what the page waits for, part by part. */
import type { Dictionary } from "../words";

export interface WaitingWords {
  screen: string;
  waitsFor: (parts: string) => string;
  training: string;
  computing: string;
  come: (answered: number, all: number) => string;
  bytes: (got: string, size: string) => string;
  soFar: (seconds: number) => string;
  generation: (run: string, under: number, shown: number) => string;
  step: (run: string, epoch: number) => string;
  other: string;
  /** By the last word of a request's path. */
  kinds: Record<string, string>;
}

const en: WaitingWords = {
  screen: "The program of this screen is on its way.",
  waitsFor: (parts) => `Still to come: ${parts}.`,
  training: "It is computed between two steps of the training under way.",
  computing: "The studio is at work on it.",
  come: (answered, all) => `${answered} of ${all} parts have come.`,
  bytes: (got, size) => `${got} of ${size} MB.`,
  soFar: (seconds) => `(${seconds} s so far)`,
  generation: (run, under, shown) =>
    `${run}: generation ${under} is taking long. Shown is generation ${shown}, the last finished one.`,
  step: (run, epoch) =>
    `${run}: a step is taking long. Shown is the state before it, in epoch ${epoch}.`,
  other: "an answer",
  kinds: {
    catalogue: "the choices of the form",
    data: "the data sets",
    "data view": "the rows of the data",
    "data reading": "your table, as it is read",
    "data tables": "your table",
    "data points": "your points",
    events: "news of the runs",
    runs: "the list of runs",
    run: "the run",
    name: "the run's new name",
    orders: "the run's answer to your command",
    curves: "the curves",
    script: "the Python program",
    exports: "the exported network",
    seeds: "the runs with other seeds",
    network: "the network and its weights",
    filters: "the weights as images",
    results: "the results on all rows",
    boundary: "the decision boundary",
    trace: "every number of one example, forward, backward and update",
    origin: "where the number comes from",
    lines: "the lines of this time step",
    population: "the population",
    family: "the family tree",
    breeding: "one child, gene by gene",
    networks: "the saved networks",
    "digits prediction": "what the digit is",
    "digits kept": "your digits",
    "digits tuning": "the fine-tuning",
    diagnosis: "the doctor's findings",
    proof: "the proof over five seeds",
    lessons: "the lessons",
    exercises: "the check of your exercise",
    progress: "your progress",
  },
};

const es: WaitingWords = {
  screen: "El programa de esta pantalla está en camino.",
  waitsFor: (parts) => `Falta por llegar: ${parts}.`,
  training: "Se calcula entre dos pasos del entrenamiento en curso.",
  computing: "El estudio trabaja en ello.",
  come: (answered, all) => `Han llegado ${answered} de ${all} partes.`,
  bytes: (got, size) => `${got} de ${size} MB.`,
  soFar: (seconds) => `(${seconds} s hasta ahora)`,
  generation: (run, under, shown) =>
    `${run}: la generación ${under} tarda mucho. Se muestra la generación ${shown}, la última terminada.`,
  step: (run, epoch) =>
    `${run}: un paso tarda mucho. Se muestra el estado anterior, en la época ${epoch}.`,
  other: "una respuesta",
  kinds: {
    catalogue: "las opciones del formulario",
    data: "los conjuntos de datos",
    "data view": "las filas de los datos",
    "data reading": "tu tabla, tal como se lee",
    "data tables": "tu tabla",
    "data points": "tus puntos",
    events: "noticias de los ensayos",
    runs: "la lista de ensayos",
    run: "el ensayo",
    name: "el nuevo nombre del ensayo",
    orders: "la respuesta del ensayo a tu orden",
    curves: "las curvas",
    script: "el programa en Python",
    exports: "la red exportada",
    seeds: "los ensayos con otras semillas",
    network: "la red y sus pesos",
    filters: "los pesos como imágenes",
    results: "los resultados en todas las filas",
    boundary: "la frontera de decisión",
    trace: "cada número de un ejemplo: propagación, retropropagación y actualización",
    origin: "de dónde viene el número",
    lines: "las líneas de este instante",
    population: "la población",
    family: "el árbol genealógico",
    breeding: "un hijo, gen a gen",
    networks: "las redes guardadas",
    "digits prediction": "qué cifra es",
    "digits kept": "tus cifras",
    "digits tuning": "el ajuste fino",
    diagnosis: "los hallazgos del doctor",
    proof: "la prueba con cinco semillas",
    lessons: "las lecciones",
    exercises: "la comprobación de tu ejercicio",
    progress: "tu progreso",
  },
};

export const WORDS: Dictionary<WaitingWords> = { en, es };
