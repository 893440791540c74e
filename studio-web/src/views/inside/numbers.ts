/**
 * The layout of a trace's arrays on the screen. Pure. A number is identified by its place: how many
 * numbers of its array precede it, row by row.
 */
import type { Plane } from "../../engine/types";
import { bytesOf, NONE, valueAt } from "../../parts/pictures";
import type { TraceArray, TraceLine } from "./steps";

/** Arrays with more numbers, or more columns, are shown as a picture. */
const MOST_NUMBERS = 400;
const MOST_COLUMNS = 64;

/**
 * Whether an array is drawn only when that is asked for: a large one that is no picture by itself,
 * such as the 784 rows of weights that an image has.
 */
export function isAskedFor({ plane, values, images }: TraceArray): boolean {
  return values === null && (plane === null || images === null);
}

/** A small array is drawn at once, and so are the result and the first two that it is computed from. */
const FEW_NUMBERS = 24;
const FIRST = 3;

/**
 * The arrays of a step that are drawn at once, by name: the result and what it is mainly computed
 * from, and all that are small. The moments of Adam would make a page of seven tables.
 */
export function drawnAtOnce(arrays: TraceArray[]): ReadonlySet<string> {
  const isSmall = ({ values }: TraceArray) =>
    values !== null && values.flat().length <= FEW_NUMBERS;
  const shown = arrays.filter((array, place) => place < FIRST || isSmall(array));
  return new Set(shown.filter((array) => !isAskedFor(array)).map(({ name }) => name));
}

/** The place as the server's index: one number per axis. */
export function indexOf(shape: number[], place: number): number[] {
  let rest = place;
  return shape
    .toReversed()
    .map((size, axis) => {
      const isFirst = axis === shape.length - 1;
      const index = isFirst ? rest : rest % size;
      rest = Math.floor(rest / size);
      return index;
    })
    .toReversed();
}

export function placeOf(shape: number[], index: number[]): number {
  return index.reduce((place, number, axis) => place * (shape[axis] ?? 1) + number, 0);
}

/** An array laid out on the screen, its numbers row by row. */
export interface Layout {
  width: number;
  height: number;
  values: (number | null)[];
  /** Whether each number can be read; otherwise the array is a picture. */
  isTable: boolean;
  /** For pictures side by side, one per column of the array: their size, and how many in a row. */
  tiles: { side: number; high: number; across: number; columns: number } | null;
  /** Whether each number was sent as one byte only, so that it is approximate. */
  isRough: boolean;
}

/**
 * Lays an array out. An image's row becomes the image again, and the weights of its pixels one
 * image per neuron; feature maps and kernels are images side by side. A vector that is too long for a table is folded into rows.
 */
export function layoutOf(array: TraceArray, side: number | null): Layout {
  const { plane, images } = array;
  const values = plane ? valuesOf(plane) : (array.values ?? []).flat();
  const columns = plane?.width ?? array.values?.[0]?.length ?? 0;
  const isRow = values.length === columns;
  const isImage = isRow && side !== null && values.length === side * side;
  const isSmall = values.length <= MOST_NUMBERS && columns <= MOST_COLUMNS;
  const isTable = isSmall && !isImage && !plane;
  const isRough = plane !== null;
  if (images) {
    const [high = 1, wide = 1, count = 1] = images;
    return { ...tiled(high, wide, count), values, isTable: false, isRough };
  }
  if (side !== null && !isRow && array.shape[0] === side * side)
    return { ...tiled(side, side, columns), values, isTable: false, isRough };
  const width = isTable || !isRow ? columns : Math.ceil(Math.sqrt(values.length));
  const height = width > 0 ? Math.ceil(values.length / width) : 0;
  return { width, height, values, isTable, isRough, tiles: null };
}

/** The numbers of a plane. There may be a hundred thousand, so a table maps bytes to numbers. */
function valuesOf(plane: Plane): number[] {
  const known = Array.from({ length: 256 }, (_, byte) => valueAt(plane, byte));
  const values: number[] = [];
  for (const byte of bytesOf(plane.pixels)) values.push(known[byte] ?? 0);
  return values;
}

function tiled(
  high: number,
  side: number,
  columns: number,
): Pick<Layout, "width" | "height" | "tiles"> {
  const across = Math.ceil(Math.sqrt(columns));
  const height = Math.ceil(columns / across) * high;
  return { width: across * side, height, tiles: { side, high, across, columns } };
}

/** The position of a number in its picture, counted row by row. */
export function spotOf({ tiles, width }: Layout, place: number): number {
  if (tiles === null) return place;
  const { side, high, across, columns } = tiles;
  const pixel = Math.floor(place / columns);
  const tile = place % columns;
  const row = Math.floor(tile / across) * high + Math.floor(pixel / side);
  return row * width + (tile % across) * side + (pixel % side);
}

/** The number at a position; null where the picture is empty. */
export function placeAt({ tiles, width, values }: Layout, spot: number): number | null {
  if (tiles === null) return spot < values.length ? spot : null;
  const { side, high, across, columns } = tiles;
  const [row, column] = [Math.floor(spot / width), spot % width];
  const tile = Math.floor(row / high) * across + Math.floor(column / side);
  return tile < columns ? ((row % high) * side + (column % side)) * columns + tile : null;
}

/** The largest absolute number, for the colours. */
export function sizeOf(values: (number | null)[]): number {
  return values.reduce((size: number, value) => Math.max(size, Math.abs(value ?? 0)), 0);
}

/** The background of a number: orange if negative, blue if positive, stronger for larger values. */
export function tint(value: number | null, size: number): string {
  if (value === null || size === 0 || value === 0) return "transparent";
  const share = Math.round((40 * Math.abs(value)) / size);
  return `color-mix(in srgb, var(${value < 0 ? "--minus" : "--plus"}) ${share}%, transparent)`;
}

/** The colour of a number that is not written out: full for the largest. */
export function fill(value: number | null, size: number): string {
  if (value === null || size === 0) return "var(--surface)";
  const share = Math.round((100 * Math.abs(value)) / size);
  return `color-mix(in srgb, var(${value < 0 ? "--minus" : "--plus"}) ${share}%, var(--surface))`;
}

/** The place reached by a key, within the edges of the layout; null for other keys. */
export function placeBeside(key: string, place: number, layout: Layout): number | null {
  const { width, height } = layout;
  const spot = spotOf(layout, place);
  const column = spot % width;
  const first = spot - column;
  const there: Record<string, number> = {
    ArrowLeft: Math.max(first, spot - 1),
    ArrowRight: Math.min(first + width - 1, spot + 1),
    ArrowUp: spot >= width ? spot - width : spot,
    ArrowDown: spot + width < width * height ? spot + width : spot,
    Home: first,
    End: first + width - 1,
  };
  const found = there[key];
  return found === undefined ? null : (placeAt(layout, found) ?? place);
}

/** A number formatted with so many digits, and an exponent where it is very small or large. */
export function written(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) return NONE;
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  const rounded = Number(value.toPrecision(digits));
  return size < 1e-3 || size >= 1e7 ? rounded.toExponential() : String(rounded);
}

/** The same in LaTeX: an exponent becomes a power of ten. */
export function texOf(value: number | null | undefined, digits = 4): string {
  const [number = "", exponent] = written(value, digits).split("e");
  if (exponent === undefined) return number;
  const power = `10^{${Number(exponent)}}`;
  return number === "1" ? power : `${number} \\cdot ${power}`;
}

/** Whether a setting's letter says its name: `\beta_1` is beta1, and `\eta` is a learning rate. */
export function isNamedBy(name: string, latex: string): boolean {
  const letter = latex.replace(/[\\_{}]/g, "");
  return letter === name || latex.startsWith("\\text");
}

/** A number on the screen: its array, and its place there. */
export interface Selected {
  name: string;
  place: number;
}

/** The number that a line computes, if it is in one of these arrays. */
export function selectedBy(
  { array, index }: Pick<TraceLine, "array" | "index">,
  arrays: TraceArray[],
): Selected | null {
  const found = arrays.find(({ name }) => name === array);
  return found ? { name: found.name, place: placeOf(found.shape, index) } : null;
}
