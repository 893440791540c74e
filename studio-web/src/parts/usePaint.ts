/** The current theme, and its colours for canvases, which cannot use CSS variables. */
import { useSyncExternalStore } from "react";
import { type Colour, COLOURS, LIGHT, type Paint, rgbOf } from "./pictures";

function onThemeChange(notify: () => void): () => void {
  const watcher = new MutationObserver(notify);
  watcher.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => watcher.disconnect();
}

/** light or dark: the preference of the system or of the user, as set on the document. */
export function useTheme(): string {
  return useSyncExternalStore(
    onThemeChange,
    () => document.documentElement.dataset.theme ?? "light",
  );
}

/** The value of a CSS variable of the document. */
export function styleOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The colours of the current theme. */
export function usePaint(): Paint {
  return paintOf(useTheme());
}

const paints = new Map<string, Paint>();

/** Read once per theme, since reading a style makes the browser lay out the page. */
function paintOf(theme: string): Paint {
  const paint = paints.get(theme) ?? readPaint();
  paints.set(theme, paint);
  return paint;
}

function readPaint(): Paint {
  return {
    ground: colourOf("--plane", LIGHT.ground),
    plus: colourOf("--plus", LIGHT.plus),
    minus: colourOf("--minus", LIGHT.minus),
    classes: Array.from({ length: COLOURS }, (_, place) =>
      colourOf(`--class-${place}`, LIGHT.classes[place] ?? LIGHT.ground),
    ),
  };
}

function colourOf(name: string, otherwise: Colour): Colour {
  const hex = styleOf(name);
  return /^#[0-9a-f]{6}$/i.test(hex) ? rgbOf(hex) : otherwise;
}
