/** The texts of Learn; the lessons themselves are in English. */
import { useWordsOf } from "../../words";

const en = {
  title: "Lessons",
  about:
    "Seventeen lessons, from one neuron to a small framework of your own. Exercises are checked " +
    "on this machine, and what you have done is kept in your workspace.",
  english: "the lessons are in English",
  minutes: (minutes: number) => `${minutes} minutes`,
  doneOf: (done: number, of: number) => `${done} of ${of} done`,
  progressOf: (lesson: number) => `Progress in lesson ${lesson}`,
  all: "All lessons",
  before: "Previous",
  next: "Next",
  exercise: (number: number) => `Exercise ${number}`,
  yourAnswer: (number: number) => `Your answer to exercise ${number}`,
  check: "Check",
  checking: "Checking …",
  startAgain: "Start again",
  solution: "Solution",
  done: "Done, and compared with the solution",
  question: (number: number) => `Question ${number}`,
  answer: "Answer",
  knew: "I knew it",
  finished: "I have finished this lesson",
  yours: "yours",
  right: "right",
  copyCode: "Copy",
  editorKeys: "Tab indents; Escape, then Tab leaves the editor.",
  checkKeys: "Ctrl and Enter check.",
  unchecked: "No check knows this one: compare it with the solution.",
  results: "What the cell shows",
  running: "The cells of this lesson are running; what they show appears when they are done.",
  lab: "Lab beside the lesson",
  tried: (times: number) => `The Lab is set to this experiment (${times}). Press Play there.`,
  collect: "For your teacher",
  collectAbout: "A file with all that you have done here, to be handed in.",
  student: "Your name",
  download: "Download the file",
};

export type LearnWords = typeof en;

const es: LearnWords = {
  title: "Lecciones",
  about:
    "Diecisiete lecciones, de una neurona a un pequeño framework propio. Los ejercicios se " +
    "comprueban en este equipo, y lo que has hecho se guarda en tu espacio de trabajo.",
  english: "las lecciones están en inglés",
  minutes: (minutes) => `${minutes} minutos`,
  doneOf: (done, of) => `${done} de ${of} hechos`,
  progressOf: (lesson) => `Progreso en la lección ${lesson}`,
  all: "Todas las lecciones",
  before: "Anterior",
  next: "Siguiente",
  exercise: (number) => `Ejercicio ${number}`,
  yourAnswer: (number) => `Tu respuesta al ejercicio ${number}`,
  check: "Comprobar",
  checking: "Comprobando …",
  startAgain: "Empezar de nuevo",
  solution: "Solución",
  done: "Hecho y comparado con la solución",
  question: (number) => `Pregunta ${number}`,
  answer: "Respuesta",
  knew: "Lo sabía",
  finished: "He terminado esta lección",
  yours: "tuyo",
  right: "correcto",
  copyCode: "Copiar",
  editorKeys: "Tab sangra; Escape y luego Tab sale del editor.",
  checkKeys: "Ctrl e Intro comprueba.",
  unchecked: "Ninguna comprobación conoce este ejercicio: compáralo con la solución.",
  results: "Lo que muestra la celda",
  running: "Las celdas de esta lección se están ejecutando; lo que muestran aparecerá al terminar.",
  lab: "Laboratorio junto a la lección",
  tried: (times) => `El Laboratorio tiene ahora este experimento (${times}). Pulsa Empezar allí.`,
  collect: "Para tu docente",
  collectAbout: "Un archivo con todo lo que has hecho aquí, para entregarlo.",
  student: "Tu nombre",
  download: "Descargar el archivo",
};

export const useLearnWords = () => useWordsOf({ en, es });
