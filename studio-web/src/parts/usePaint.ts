/** The theme that is in force, and its colours for canvases, which know no CSS variables. */
import { useMemo, useSyncExternalStore } from "react";
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

function colourOf(name: string, otherwise: Colour): Colour {
  const hex = styleOf(name);
  return /^#[0-9a-f]{6}$/i.test(hex) ? rgbOf(hex) : otherwise;
}

/** The paint of the theme in force. */
export function usePaint(): Paint {
  const theme = useDressedTheme();
  return useMemo(
    () => ({
      ground: colourOf("--plane", LIGHT.ground),
      plus: colourOf("--plus", LIGHT.plus),
      minus: colourOf("--minus", LIGHT.minus),
      classes: Array.from({ length: COLOURS }, (_, place) =>
        colourOf(`--class-${place}`, LIGHT.classes[place] ?? LIGHT.ground),
      ),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the theme decides what the styles say
    [theme],
  );
}
