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
];

export const useKeyGroups = () => useWordsOf({ en, es });
