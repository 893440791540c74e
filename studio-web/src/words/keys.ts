/** Keys and what they do, screen by screen: the text of the help that `?` opens. */
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
      ["↑ ↓", "on a layer's handle: move the layer"],
      ["← → ↑ ↓", "in the network: go from neuron to neuron and read its numbers"],
    ],
  },
  {
    title: "Inside",
    keys: [
      ["← →", "the step before, the next step"],
      ["Home, End", "the first step, the last step"],
      ["← → ↑ ↓", "in a table or a picture: from number to number, each with where it came from"],
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
    keys: [["← → ↑ ↓", "in the population: from individual to individual"]],
  },
  {
    title: "Runs",
    keys: [
      ["Enter, Escape", "in a name: keep the new one, go back to the old one"],
      ["Enter", "on a column's head: sort by it, and turn the order round"],
      ["Enter, ↓", "on the button ⋯: all that can be done with a run"],
    ],
  },
  {
    title: "Tour",
    keys: [
      ["← →", "the step before, the next step"],
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
      ["← → ↑ ↓", "en la red: ir de neurona a neurona y leer sus números"],
    ],
  },
  {
    title: "Por dentro",
    keys: [
      ["← →", "el paso anterior, el siguiente"],
      ["Inicio, Fin", "el primer paso, el último"],
      ["← → ↑ ↓", "en una tabla o imagen: de número en número, cada uno con su origen"],
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
    keys: [["← → ↑ ↓", "en la población: de individuo en individuo"]],
  },
  {
    title: "Ensayos",
    keys: [
      ["Intro, Escape", "en un nombre: guardar el nuevo, volver al anterior"],
      ["Intro", "en la cabecera de una columna: ordenar por ella e invertir el orden"],
      ["Intro, ↓", "en el botón ⋯: todo lo que se puede hacer con un ensayo"],
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
