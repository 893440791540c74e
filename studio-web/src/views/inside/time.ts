/** A recurrent layer unrolled in time: the rows of numbers that each of its time steps has. Pure. */
import type { TraceView } from "../../engine/types";
import { readerOf } from "./diagram";
import { type Selected, sizeOf } from "./numbers";
import { arrayOf, type TraceArray, type TraceStep } from "./steps";

export type UnrolledLayer = TraceView["unrolled"][number];

/** The places of each array from which the selected number is computed. */
export type Marks = ReadonlyMap<string, ReadonlySet<number>>;

/** More time steps than these are shown as a section around the chosen one. */
const MOST_STEPS = 24;

/** A row of numbers that every time step has: an array's, or one block of it. */
export interface TimeRow {
  array: TraceArray;
  latex: string;
  /** The first of the array's columns that belong to it, and how many do. */
  from: number;
  count: number;
  /** Whether it is one of the sums that lie side by side in one array. */
  isBlock: boolean;
  /** Whether it is the layer's input, or its gradient. */
  isInput: boolean;
  /** Whether it is what the time step before gave. */
  isBefore: boolean;
  /** Whether it goes on to the next time step; a gradient goes to the one before. */
  isCarried: boolean;
}

/** The recurrent layer that a step belongs to; at the input, the one that takes it. */
export function layerAt(view: TraceView, step: TraceStep): UnrolledLayer | null {
  const named = ({ forward, backward }: UnrolledLayer) =>
    [...forward, ...backward].some(({ name }) => name === step.name);
  return (
    view.unrolled.find(({ layer }) => layer === step.layer) ?? view.unrolled.find(named) ?? null
  );
}

/** The rows of a time step, in the order in which they are computed. */
export function rowsOf(view: TraceView, layer: UnrolledLayer, isBack: boolean): TimeRow[] {
  const { forward, backward, units, blocks } = layer;
  const carried = forward
    .filter(({ latex }) => latex.endsWith("_{t-1}"))
    .map(({ latex }) => latex.replace("t-1", "t"));
  const rows = (isBack ? backward : forward).flatMap(({ name, latex }): TimeRow[] => {
    const array = arrayOf(view, name);
    if (array === null) return [];
    const columns = array.shape.at(-1) ?? 0;
    const isInput = /^d?x_/.test(latex);
    const facts = {
      array,
      isInput,
      isBefore: latex.endsWith("_{t-1}"),
      isCarried: carried.includes(isBack ? latex.replace(/^d/, "") : latex),
    };
    if (isInput || columns === units)
      return [{ ...facts, latex, from: 0, count: columns, isBlock: false }];
    return Array.from({ length: columns / units }, (_, block) => ({
      ...facts,
      latex: latex.replace("_{t}", `_{${blocks[block] ?? block},t}`),
      from: block * units,
      count: units,
      isBlock: true,
    }));
  });
  // a gradient that is known by itself stands in a block once more
  const single = rows.flatMap((row) => (row.isBlock ? [] : [row.latex]));
  return rows.filter((row) => !(row.isBlock && single.includes(row.latex)));
}

/** The rows that are drawn for all time steps: no sums of gates, and no state twice. */
export function drawnOf(rows: TimeRow[], hasTokens: boolean): TimeRow[] {
  return rows.filter(
    ({ isBlock, isBefore, isInput, array }) =>
      !isBlock && !isBefore && !(isInput && hasTokens && array.name === "x"),
  );
}

/** The marks, with those on the state before moved to the time step that gave it. */
export function withStates(rows: TimeRow[], marks: Marks): Marks {
  const moved = new Map(marks);
  for (const { array, latex, count } of rows.filter(({ isBefore }) => isBefore)) {
    const state = rows.find((row) => row.isCarried && row.latex === latex.replace("t-1", "t"));
    const places = [...(marks.get(array.name) ?? [])].map((place) => place - count);
    if (state === undefined || places.length === 0) continue;
    const { name } = state.array;
    moved.set(name, new Set([...(moved.get(name) ?? []), ...places.filter((at) => at >= 0)]));
  }
  return moved;
}

/** The place of a number of a row in its array. */
export function placeIn({ array, from }: TimeRow, time: number, unit: number): number {
  return time * (array.shape.at(-1) ?? 0) + from + unit;
}

/** Which number of a state, or of its gates, one at a place of an array is; null for others. */
export function unitOf(rows: TimeRow[], { name, place }: Selected): number | null {
  for (const { array, from, count, isInput } of rows) {
    const unit = (place % (array.shape.at(-1) ?? 1)) - from;
    if (!isInput && array.name === name && unit >= 0 && unit < count) return unit;
  }
  return null;
}

/** The number of a row that is at a place of an array; null if it is in another row or step. */
export function unitAt(row: TimeRow, time: number, { name, place }: Selected): number | null {
  const unit = place - placeIn(row, time, 0);
  return row.array.name === name && unit >= 0 && unit < row.count ? unit : null;
}

/** The numbers of a row, time step by time step, and the largest absolute one. */
export function numbersOf(
  row: TimeRow,
  steps: number,
): { values: (number | null)[][]; size: number } {
  const read = readerOf(row.array);
  const values = Array.from({ length: steps }, (_, time) =>
    Array.from({ length: row.count }, (_, unit) => read(placeIn(row, time, unit))),
  );
  return { values, size: sizeOf(values.flat()) };
}

/** The time steps that are drawn. */
export function timesAround(time: number, steps: number, most = MOST_STEPS): number[] {
  const first = Math.max(0, Math.min(steps - most, time - Math.floor(most / 2)));
  return Array.from({ length: Math.min(most, steps) }, (_, place) => first + place);
}
