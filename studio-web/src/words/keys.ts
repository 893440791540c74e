/** The keys and their actions, screen by screen: the text of the help that `?` opens. */
import { useWords, useWordsOf } from ".";
import { SHORTCUTS, type ShortcutName } from "../store/shortcuts";
import type { Words } from "./en";

export interface KeyGroup {
  title: string;
  keys: (readonly [key: string, does: string])[];
}

type Place = keyof Words["screens"] | "all" | "tour";
type Rows = readonly (readonly [key: string, does: string])[];

interface KeyWords {
  all: string;
  tour: string;
  /** The keys whose names are not what they type. */
  names: Record<string, string>;
  does: Record<ShortcutName, string>;
  /** Keys that the parts of a screen have while they hold the focus. */
  parts: Partial<Record<Place, Rows>>;
}

const ARROWS = { ArrowLeft: "←", ArrowRight: "→" };

export const EN: KeyWords = {
  all: "Everywhere",
  tour: "Tour",
  names: { ...ARROWS, " ": "Space" },
  does: {
    help: "this help",
    tour: "start the tour; while it is open, to it and back to the page",
    screen: "to a screen, in the order of the header",
    play: "play or pause",
    step: "one step",
    epoch: "one epoch",
    reset: "reset",
    doctor: "open the doctor's finding",
    previous: "previous step",
    next: "next step",
    first: "first step",
    last: "last step",
  },
  parts: {
    all: [
      ["Tab, Shift + Tab", "to the next field or button, and back"],
      ["Escape", "close a dialog"],
    ],
    lab: [
      ["Enter", "on a data set: take it and close the list"],
      ["↑ ↓", "on the handle of a layer: move the layer"],
      ["Enter, Tab, Enter", "on the handle of a layer: take it, choose its place, put it there"],
      ["← → ↑ ↓", "in the network: move between neurons and see their values"],
    ],
    inside: [
      ["← → ↑ ↓", "in a table or an image: move between numbers and see where each comes from"],
    ],
    draw: [
      ["← → ↑ ↓", "in the grid of cells: move"],
      ["Space, Enter", "draw a dot"],
      ["Shift + ← → ↑ ↓", "draw a line"],
      ["Delete", "erase"],
      ["Ctrl + Z, Ctrl + Y", "undo, redo"],
    ],
    evolve: [["← → ↑ ↓", "in the population: move between individuals"]],
    runs: [
      ["← → ↑ ↓", "in the table: move between cells; Tab goes to the field in one"],
      ["Enter, Escape", "in a name: save the new name, restore the old one"],
      ["Enter", "on a column heading: sort by it, or reverse the order"],
      ["Enter, ↓", "on the button ⋯: open the menu of actions for a run"],
    ],
    learn: [
      ["Ctrl + Enter", "in an answer: check it"],
      ["Tab, Shift + Tab", "in an answer: indent the line, or move it back"],
      ["Escape, Tab", "leave the answer"],
    ],
    tour: [
      ["← →", "previous step, next step"],
      ["Escape", "end the tour"],
    ],
  },
};

export const ES: KeyWords = {
  all: "En todas partes",
  tour: "Visita",
  names: { ...ARROWS, " ": "Espacio", Home: "Inicio", End: "Fin" },
  does: {
    help: "esta ayuda",
    tour: "empezar la visita; mientras está abierta, ir a ella y volver a la página",
    screen: "a una pantalla, en el orden de la cabecera",
    play: "empezar o pausar",
    step: "un paso",
    epoch: "una época",
    reset: "reiniciar",
    doctor: "abrir el hallazgo del doctor",
    previous: "el paso anterior",
    next: "el paso siguiente",
    first: "el primer paso",
    last: "el último paso",
  },
  parts: {
    all: [
      ["Tab, Mayús + Tab", "al campo o botón siguiente, y atrás"],
      ["Escape", "cerrar un diálogo"],
    ],
    lab: [
      ["Intro", "en un conjunto de datos: tomarlo y cerrar la lista"],
      ["↑ ↓", "en el asa de una capa: mover la capa"],
      ["Intro, Tab, Intro", "en el asa de una capa: tomarla, elegir su lugar, dejarla allí"],
      ["← → ↑ ↓", "en la red: pasar de neurona a neurona y ver sus valores"],
    ],
    inside: [["← → ↑ ↓", "en una tabla o imagen: pasar de número en número y ver su origen"]],
    draw: [
      ["← → ↑ ↓", "en la cuadrícula: moverse"],
      ["Espacio, Intro", "dibujar un punto"],
      ["Mayús + ← → ↑ ↓", "dibujar una línea"],
      ["Supr", "borrar"],
      ["Ctrl + Z, Ctrl + Y", "deshacer, rehacer"],
    ],
    evolve: [["← → ↑ ↓", "en la población: pasar de individuo en individuo"]],
    runs: [
      ["← → ↑ ↓", "en la tabla: pasar de celda en celda; Tab va al campo de una"],
      ["Intro, Escape", "en un nombre: guardar el nuevo o restaurar el anterior"],
      ["Intro", "en la cabecera de una columna: ordenar por ella o invertir el orden"],
      ["Intro, ↓", "en el botón ⋯: abrir el menú de acciones de un ensayo"],
    ],
    learn: [
      ["Ctrl + Intro", "en una respuesta: comprobarla"],
      ["Tab, Mayús + Tab", "en una respuesta: sangrar la línea o devolverla"],
      ["Escape, Tab", "salir de la respuesta"],
    ],
    tour: [
      ["← →", "el paso anterior, el siguiente"],
      ["Escape", "terminar la visita"],
    ],
  },
};

const NAMES = Object.keys(SHORTCUTS) as ShortcutName[];

/** The shortcuts of one screen, or those of all; each from the list that its handler reads. */
function shortcutsOf(place: Place, words: KeyWords): Rows {
  return NAMES.filter((name) =>
    place === "all"
      ? SHORTCUTS[name].screens === null
      : (SHORTCUTS[name].screens as readonly string[] | null)?.includes(place),
  ).map((name) => {
    const keys = SHORTCUTS[name].keys.map((key) => words.names[key] ?? key);
    const isRange = keys.length > 2;
    return [isRange ? `${keys[0]} … ${keys.at(-1)}` : keys.join(", "), words.does[name]] as const;
  });
}

/** All keys, group by group; a screen without keys of its own has none. */
export function useKeyGroups(): KeyGroup[] {
  const words = useWordsOf<KeyWords>({ en: EN, es: ES });
  const { screens } = useWords();
  const places: Place[] = ["all", ...(Object.keys(screens) as Place[]), "tour"];
  const titles: Record<string, string> = { ...screens, all: words.all, tour: words.tour };
  return places
    .map((place) => ({
      title: titles[place] ?? place,
      keys: [...shortcutsOf(place, words), ...(words.parts[place] ?? [])],
    }))
    .filter(({ keys }) => keys.length > 0);
}
