/** The single-key shortcuts: the one list that the handlers and the help take them from. */
import { useEffect } from "react";
import type { Words } from "../words/en";
import { usePrefs } from "./prefs";

type ScreenName = keyof Words["screens"];

export interface Shortcut {
  /** As `KeyboardEvent.key` names them. */
  keys: readonly string[];
  /** The screens on which it does something; null for all. */
  screens: readonly ScreenName[] | null;
}

export type ShortcutName =
  | "help"
  | "tour"
  | "screen"
  | "play"
  | "step"
  | "epoch"
  | "reset"
  | "doctor"
  | "previous"
  | "next"
  | "first"
  | "last";

const TRAINING: readonly ScreenName[] = ["lab", "evolve"];

/** Without Ctrl, Alt or Meta, which belong to browsers and screen readers; and they can be off. */
export const SHORTCUTS: Record<ShortcutName, Shortcut> = {
  help: { keys: ["?"], screens: null },
  tour: { keys: ["t"], screens: null },
  screen: { keys: ["1", "2", "3", "4", "5", "6", "7"], screens: null },
  play: { keys: [" "], screens: TRAINING },
  step: { keys: ["s"], screens: TRAINING },
  epoch: { keys: ["e"], screens: TRAINING },
  reset: { keys: ["r"], screens: TRAINING },
  doctor: { keys: ["d"], screens: ["lab"] },
  previous: { keys: ["ArrowLeft"], screens: ["inside"] },
  next: { keys: ["ArrowRight"], screens: ["inside"] },
  first: { keys: ["Home"], screens: ["inside"] },
  last: { keys: ["End"], screens: ["inside"] },
};

/** Elements in which every key belongs to the text, the choice or the drawing. */
const TAKES_ALL =
  "select, textarea, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], " +
  "[role=listbox], [role=application], input:not([type=checkbox], [type=radio], [type=range])";
/** Elements that have a use of their own for Space and for the keys that move. */
const TAKES_SPACE =
  "input, button, summary, a, [role=button], [role=tab], [role=gridcell], [role=grid]";
const TAKES_MOVES = "input, [role=grid], [role=slider], [role=tablist]";

/** The shortcut of a key press, or null where the focused element needs the key itself. */
export function shortcutOf(event: KeyboardEvent, hasSingleKeys: boolean): ShortcutName | null {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const isCharacter = key.length === 1;
  if (isCharacter && !hasSingleKeys) return null;
  const own = isCharacter ? (key === " " ? TAKES_SPACE : "") : TAKES_MOVES;
  const takers = own === "" ? TAKES_ALL : `${TAKES_ALL}, ${own}`;
  if (target instanceof Element && target.closest(takers) !== null) return null;
  const names = Object.keys(SHORTCUTS) as ShortcutName[];
  return names.find((name) => SHORTCUTS[name].keys.includes(key)) ?? null;
}

export type Actions = Partial<Record<ShortcutName, (key: string) => void>>;

/** Lets shortcuts act as long as the component is on the page. */
export function useShortcuts(actions: Actions): void {
  const hasSingleKeys = usePrefs((prefs) => prefs.singleKeys);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = shortcutOf(event, hasSingleKeys);
      const act = name === null ? undefined : actions[name];
      if (act === undefined) return;
      event.preventDefault();
      act(event.key);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
