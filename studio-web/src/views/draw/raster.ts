/**
 * From marks to the 280 x 280 bytes that are sent to the server, independent of the screen. Pure.
 */
import type { SentDrawing } from "../../engine/types";
import { base64Of } from "../../parts/pictures";
import {
  CELLS,
  type Mark,
  photoOf,
  type Picture,
  type Point,
  visibleMarks,
  SIDE,
  type Stroke,
} from "./marks";
import { smoothed } from "./smooth";

const settled = new WeakMap<readonly Mark[], Uint8Array>();

/** All marks as bytes; 255 is ink. The result is cached and must not be modified. */
export function bytesOfMarks(marks: readonly Mark[]): Uint8Array {
  const known = settled.get(marks);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(SIDE * SIDE);
  for (const mark of visibleMarks(marks)) {
    if (mark.kind === "stroke") ink(bytes, mark);
    else if (mark.kind === "picture")
      enlarged(mark.pixels).forEach((byte, i) => (bytes[i] = Math.max(bytes[i] ?? 0, byte)));
  }
  settled.set(marks, bytes);
  return bytes;
}

/** What is on the paper, as the server takes it: the photo, or else the drawing. */
export function sentOf(marks: readonly Mark[], current: Stroke | null): SentDrawing {
  const photo = photoOf(marks, current);
  if (photo === null) return { side: SIDE, pixels: base64Of(bytesOf(marks, current)) };
  const { width, height, pixels } = photo;
  return { width, height, pixels: base64Of(new Uint8Array(pixels.buffer)) };
}

/** All marks and the stroke in progress. */
export function bytesOf(marks: readonly Mark[], current: Stroke | null): Uint8Array {
  const bytes = bytesOfMarks(marks);
  if (current === null) return bytes;
  const more = bytes.slice();
  ink(more, current);
  return more;
}

/** Draws a stroke with round caps into the bytes, or erases it. */
export function ink(bytes: Uint8Array, stroke: Stroke): void {
  const line = smoothed(stroke.points);
  line.forEach((end, k) => inkPiece(bytes, line[Math.max(0, k - 1)] ?? end, end, stroke));
}

/**
 * One straight segment: the ink of a pixel depends on the distance of its centre from the segment.
 */
function inkPiece(bytes: Uint8Array, from: Point, to: Point, { width, isEraser }: Stroke): void {
  const radius = width / 2;
  const [left, right] = reach(from.x, to.x, radius);
  const [top, bottom] = reach(from.y, to.y, radius);
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const away = distanceToPiece(column + 0.5, row + 0.5, from, to);
      const cover = Math.round(255 * Math.max(0, Math.min(1, radius + 0.5 - away)));
      const i = row * SIDE + column;
      const old = bytes[i] ?? 0;
      bytes[i] = isEraser ? Math.min(old, 255 - cover) : Math.max(old, cover);
    }
}

/** The first and the last pixel that the pen may touch between two points. */
function reach(a: number, b: number, radius: number): [number, number] {
  const least = Math.floor(Math.min(a, b) - radius - 1);
  const most = Math.ceil(Math.max(a, b) + radius + 1);
  return [Math.max(0, least), Math.min(SIDE - 1, most)];
}

function distanceToPiece(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / squared : 0;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
}

/**
 * A digit of 28 x 28 pixels over the whole paper, interpolated between the centres of its pixels.
 */
export function enlarged(pixels: Picture["pixels"]): Uint8Array {
  const scale = CELLS / SIDE;
  const within = (place: number) => Math.max(0, Math.min(CELLS - 1, place));
  const at = (row: number, column: number) => pixels[within(row) * CELLS + within(column)] ?? 0;
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const y = (Math.floor(i / SIDE) + 0.5) * scale - 0.5;
    const x = ((i % SIDE) + 0.5) * scale - 0.5;
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [down, right] = [y - row, x - column];
    const upper = at(row, column) * (1 - right) + at(row, column + 1) * right;
    const lower = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
    return Math.round(upper * (1 - down) + lower * down);
  });
}

/** The cells of the keyboard grid with ink at their centre. */
export function inkedCells(bytes: Uint8Array): boolean[] {
  const size = SIDE / CELLS;
  return Array.from({ length: CELLS * CELLS }, (_, cell) => {
    const row = Math.floor((Math.floor(cell / CELLS) + 0.5) * size);
    const column = Math.floor(((cell % CELLS) + 0.5) * size);
    return (bytes[row * SIDE + column] ?? 0) > 127;
  });
}
