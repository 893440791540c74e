/** SVG as text: elements, colours, and a picture that stands alone. Pure. */

/** A drawing in pixels: the inside of an SVG element. */
export interface Drawing {
  width: number;
  height: number;
  body: string;
}

type Attributes = Record<string, string | number | undefined>;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}

/** An element; numbers are rounded to a hundredth of a pixel, missing attributes left out. */
export function tag(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? rounded(value) : escaped(String(value))}"`,
    )
    .join("");
  const inside = children.join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

export const rounded = (value: number) => Math.round(100 * value) / 100;

/** A colour as every viewer reads it: six hexadecimal digits, and its opacity from 0 to 1. */
export interface PlainColour {
  hex: string;
  opacity: number;
}

/** A computed colour, `rgb(0 114 178 / 0.5)` or `color(srgb 0 0.45 0.7)`; null for any other. */
export function plainColour(computed: string): PlainColour | null {
  const [, model = "", inside = ""] = /^(rgba?|color)\((.*)\)$/.exec(computed) ?? [];
  const isShare = model === "color";
  if (model === "" || (isShare && !inside.startsWith("srgb "))) return null;
  const numbers = inside.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  const hex = numbers.slice(0, 3).map((part) => byteOf(isShare ? 255 * part : part));
  return { hex: `#${hex.join("")}`, opacity: numbers[3] ?? 1 };
}

function byteOf(value: number): string {
  const byte = Math.max(0, Math.min(255, Math.round(value)));
  return byte.toString(16).padStart(2, "0");
}

/** What a picture takes from the theme. */
export interface Look {
  ground: string;
  ink: string;
  font: string;
  /** How many pixels a heading takes in that font. */
  widthOfHeading: (heading: string, size: number) => number;
}

const MARGIN = 16;
const HEAD = 44;
const HEADING_SIZE = 15;

/** The width of a text in pixels, roughly: letters are a bit wider than half their height. */
export function widthOf(text: string, size: number): number {
  return 0.56 * size * text.length;
}

/** A whole SVG file: the drawing under its heading, on the theme's ground. */
export function standAlone({ width, height, body }: Drawing, heading: string, look: Look): Drawing {
  const wide = Math.ceil(Math.max(width, look.widthOfHeading(heading, HEADING_SIZE)) + 2 * MARGIN);
  const high = Math.ceil(height + HEAD + MARGIN);
  const xmlns = "http://www.w3.org/2000/svg";
  const file = tag(
    "svg",
    { xmlns, width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, "font-family": look.font },
    tag("title", {}, escaped(heading)),
    tag("rect", { width: wide, height: high, fill: look.ground }),
    tag(
      "text",
      { x: MARGIN, y: 28, "font-size": HEADING_SIZE, "font-weight": 600, fill: look.ink },
      escaped(heading),
    ),
    tag("g", { transform: `translate(${MARGIN} ${HEAD})` }, body),
  );
  return { width: wide, height: high, body: file };
}
