/** Self-attention as matrices, one for each head: a row for each query, a column for each key. Pure. */
import type { TraceView } from "../../engine/types";
import { readerOf } from "./diagram";
import { type Selected, sizeOf, written } from "./numbers";
import { arrayOf, type TraceArray } from "./steps";

export type Attention = TraceView["attentions"][number];

/** The layer of attention that has an array among its matrices. */
export function attentionOf(view: TraceView, name: string): Attention | null {
  return view.attentions.find(({ matrices }) => matrices.includes(name)) ?? null;
}

/** An array with a matrix for each head, by its places. */
export interface Matrices {
  array: TraceArray;
  /** The numbers of each head, row by row. */
  heads: (number | null)[][];
  /** The largest absolute number of all heads. */
  size: number;
}

export function matricesOf(array: TraceArray, { heads, steps }: Attention): Matrices {
  const read = readerOf(array);
  const count = steps * steps;
  const numbers = Array.from({ length: heads }, (_, head) =>
    Array.from({ length: count }, (_, at) => read(head * count + at)),
  );
  return { array, heads: numbers, size: sizeOf(numbers.flat()) };
}

/** The places of a matrix where a later time step is left out. */
export function maskedOf(view: TraceView, { mask, steps }: Attention): ReadonlySet<number> {
  if (mask === null) return new Set();
  const read = readerOf(arrayOf(view, mask));
  const places = Array.from({ length: steps * steps }, (_, place) => place);
  return new Set(places.filter((place) => read(place) === 0));
}

/** The heads that have a number at one of these places. */
export function headsAt({ steps }: Attention, places: Iterable<number>): Set<number> {
  return new Set([...places].map((place) => Math.floor(place / (steps * steps))));
}

/** Those places of an array that are in one head, as places of its matrix. */
export function withinHead(
  { steps }: Attention,
  head: number,
  places: Iterable<number>,
): Set<number> {
  const first = head * steps * steps;
  const local = [...places].map((place) => place - first);
  return new Set(local.filter((place) => place >= 0 && place < steps * steps));
}

/** The place of a selected number in the matrix of a head; null if it is elsewhere. */
export function selectedIn(
  { steps }: Attention,
  head: number,
  name: string,
  selected: Selected | null,
): number | null {
  const place = (selected?.place ?? -1) - head * steps * steps;
  return selected?.name === name && place >= 0 && place < steps * steps ? place : null;
}

/** A number in a narrow cell: two decimals, unless all of them are small. */
export function short(value: number | null, size: number): string {
  if (value === null) return written(value, 2);
  if (size < 0.1 || size >= 100) return written(value, 2);
  return value.toFixed(2).replace(/^-(0\.00)$/, "$1");
}
