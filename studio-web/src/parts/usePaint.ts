/** The theme that is in force, and its colours for canvases, which know no CSS variables. */
import { useSyncExternalStore } from "react";
import { type Colour, COLOURS, LIGHT, type Paint, rgbOf } from "./pictures";

function whenDressed(tell: () => void): () => void {
  const watcher = new MutationObserver(tell);
  watcher.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => watcher.disconnect();
}

/** light or dark: what the system or the person wants, as the document wears it. */
export function useDressedTheme(): string {
  return useSyncExternalStore(whenDressed, () => document.documentElement.dataset.theme ?? "light");
}

/** The value of a CSS variable of the document. */
export function styleOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The paint of the theme in force. */
export function usePaint(): Paint {
  return paintOf(useDressedTheme());
}

const paints = new Map<string, Paint>();

/** Read once a theme: to ask for a style makes the browser lay out the page. */
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
