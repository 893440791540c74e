/** Drawing maths: bytes to colours, numbers to widths. Pure. */
import type { Plane } from "../engine/types";

export type Colour = readonly [number, number, number];

/** The colours of pictures. Each theme has its own, defined in the styles (tokens.css). */
export interface Paint {
  /** The neutral colour: zero, or no confidence at all. */
  ground: Colour;
  plus: Colour;
  minus: Colour;
  classes: readonly Colour[];
}

/** Told apart without seeing all colours (`palette.test.ts`); a class keeps its colour on all screens. */
const CLASSES = "0072b2 b58500 00582a 9f4277 0a9ab7 ad3904 848536 5c7a5f 7c005d 4d383b";
export const COLOURS = 10;

/** The light theme's paint. */
export const LIGHT: Paint = {
  ground: [250, 250, 252],
  plus: [0, 114, 178],
  minus: [213, 94, 0],
  classes: CLASSES.split(" ").map((hex) => rgbOf(`#${hex}`)),
};

/** The colour of a class for styles and SVG; it follows the theme automatically. */
export function classColour(place: number): string {
  return `var(--class-${place % COLOURS})`;
}

export function rgbOf(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function mixed(a: Colour, b: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * share);
  return [at(0), at(1), at(2)];
}

export function bytesOf(base64: string): Uint8Array {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** Bytes as Base64, in pieces small enough for one call. */
export function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(pieces.join(""));
}

/** The number that a byte of a plane represents. */
export function valueAt(plane: Plane, byte: number): number {
  return plane.low + ((plane.high - plane.low) * byte) / 255;
}

/** Negative values are orange, positive ones blue; at `size` the colour is full. */
export function signColour(value: number, size: number, paint: Paint = LIGHT): Colour {
  const share = size > 0 ? Math.min(1, Math.abs(value) / size) : 0;
  return mixed(paint.ground, value < 0 ? paint.minus : paint.plus, share);
}

export type Palette = "sign" | "ink";

/** The RGBA bytes of a plane, for putImageData. Ink is black on white in every theme. */
export function coloured(
  plane: Plane,
  palette: Palette,
  paint: Paint = LIGHT,
): Uint8ClampedArray<ArrayBuffer> {
  const size = Math.max(Math.abs(plane.low), Math.abs(plane.high));
  const colours = Array.from({ length: 256 }, (_, byte): Colour => {
    const grey = 255 - byte;
    return palette === "ink" ? [grey, grey, grey] : signColour(valueAt(plane, byte), size, paint);
  });
  return painted(bytesOf(plane.pixels), (byte) => colours[byte] ?? paint.ground);
}

/** The decision boundary: the colour is the class, its strength the network's confidence. */
export function boundaryColours(
  chosen: Plane,
  sure: Plane,
  paint: Paint = LIGHT,
): Uint8ClampedArray<ArrayBuffer> {
  const confidence = bytesOf(sure.pixels);
  return painted(bytesOf(chosen.pixels), (place, i) => {
    const share = Math.max(0, Math.min(1, valueAt(sure, confidence[i] ?? 0)));
    const colour = paint.classes[place % paint.classes.length] ?? paint.ground;
    return mixed(paint.ground, colour, 0.15 + 0.6 * share * share);
  });
}

function painted(
  bytes: Uint8Array,
  colourOf: (byte: number, place: number) => Colour,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(bytes.length * 4);
  bytes.forEach((byte, i) => {
    const [red, green, blue] = colourOf(byte, i);
    pixels[4 * i] = red;
    pixels[4 * i + 1] = green;
    pixels[4 * i + 2] = blue;
    pixels[4 * i + 3] = 255;
  });
  return pixels;
}

/** The width of a line: 0.5 for zero, 5 for the largest weight. */
export function edgeWidth(weight: number, largest: number): number {
  return 0.5 + 4.5 * (largest > 0 ? Math.min(1, Math.abs(weight) / largest) : 0);
}

/** The vertical positions of `count` nodes, evenly spaced in a column. */
export function column(count: number, height: number): number[] {
  return Array.from({ length: count }, (_, i) => (height * (i + 0.5)) / count);
}

/** What stands in place of a number that is not there. */
export const NONE = "–";

/** A number formatted for reading: four digits, or a dash where there is no value. */
export function shown(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  return String(Number(value.toPrecision(digits)));
}

/** `1 × 4`; empty for a scalar. */
export function shapeText(shape: number[]): string {
  return shape.join(" × ");
}
