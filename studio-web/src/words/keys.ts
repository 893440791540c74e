/** The keys and their actions, screen by screen: the text of the help that `?` opens. */
import { useWordsOf } from ".";

export interface KeyGroup {
  title: string;
  keys: [key: string, does: string][];
}

const en: KeyGroup[] = [
  {
    title: "Everywhere",
    keys: [
      ["?", "this help"],
      ["Tab, Shift + Tab", "to the next field or button, and back"],
      ["Escape", "close a dialog"],
    ],
  },
  {
    title: "Lab",
    keys: [
      ["Space", "play or pause"],
      ["s", "one step"],
      ["e", "one epoch"],
      ["r", "reset"],
      ["↑ ↓", "on the handle of a layer: move the layer"],
      ["← → ↑ ↓", "in the network: move between neurons and see their values"],
    ],
  },
  {
    title: "Inside",
    keys: [
      ["← →", "previous step, next step"],
      ["Home, End", "first step, last step"],
      ["← → ↑ ↓", "in a table or an image: move between numbers and see where each comes from"],
    ],
  },
  {
    title: "Draw",
    keys: [
      ["← → ↑ ↓", "in the grid of cells: move"],
      ["Space, Enter", "draw a dot"],
      ["Shift + ← → ↑ ↓", "draw a line"],
      ["Delete", "erase"],
      ["Ctrl + Z, Ctrl + Y", "undo, redo"],
    ],
  },
  {
    title: "Evolve",
    keys: [["← → ↑ ↓", "in the population: move between individuals"]],
  },
  {
    title: "Runs",
    keys: [
      ["Enter, Escape", "in a name: save the new name, restore the old one"],
      ["Enter", "on a column heading: sort by it, or reverse the order"],
      ["Enter, ↓", "on the button ⋯: open the menu of actions for a run"],
    ],
  },
  {
    title: "Tour",
    keys: [
      ["← →", "previous step, next step"],
      ["Escape", "end the tour"],
    ],
  },
];

const es: KeyGroup[] = [
  {
    title: "En todas partes",
    keys: [
      ["?", "esta ayuda"],
      ["Tab, Mayús + Tab", "al campo o botón siguiente, y atrás"],
      ["Escape", "cerrar un diálogo"],
    ],
  },
  {
    title: "Laboratorio",
    keys: [
      ["Espacio", "empezar o pausar"],
      ["s", "un paso"],
      ["e", "una época"],
      ["r", "reiniciar"],
      ["↑ ↓", "en el asa de una capa: mover la capa"],
      ["← → ↑ ↓", "en la red: pasar de neurona a neurona y ver sus valores"],
    ],
  },
  {
    title: "Por dentro",
    keys: [
      ["← →", "el paso anterior, el siguiente"],
      ["Inicio, Fin", "el primer paso, el último"],
      ["← → ↑ ↓", "en una tabla o imagen: pasar de número en número y ver su origen"],
    ],
  },
  {
    title: "Dibujar",
    keys: [
      ["← → ↑ ↓", "en la cuadrícula: moverse"],
      ["Espacio, Intro", "dibujar un punto"],
      ["Mayús + ← → ↑ ↓", "dibujar una línea"],
      ["Supr", "borrar"],
      ["Ctrl + Z, Ctrl + Y", "deshacer, rehacer"],
    ],
  },
  {
    title: "Evolucionar",
    keys: [["← → ↑ ↓", "en la población: pasar de individuo en individuo"]],
  },
  {
    title: "Ensayos",
    keys: [
      ["Intro, Escape", "en un nombre: guardar el nuevo o restaurar el anterior"],
      ["Intro", "en la cabecera de una columna: ordenar por ella o invertir el orden"],
      ["Intro, ↓", "en el botón ⋯: abrir el menú de acciones de un ensayo"],
    ],
  },
  {
    title: "Visita",
    keys: [
      ["← →", "el paso anterior, el siguiente"],
      ["Escape", "terminar la visita"],
    ],
  },
];

export const useKeyGroups = () => useWordsOf({ en, es });
