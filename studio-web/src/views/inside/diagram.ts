/**
 * The drawing of the network around one example: columns of neurons and the lines between. Pure.
 */
import type { TraceView } from "../../engine/types";
import { bytesOf, valueAt } from "../../parts/pictures";
import { indexOf } from "./numbers";
import { arrayOf, layerOf, layersOf, type TraceArray, type TraceStep } from "./steps";

/** Columns with more neurons than this show only the first ones. */
const MOST_NODES = 12;

export interface Column {
  layer: number;
  units: number;
  /** How many of them are drawn. */
  drawn: number;
  /** The latest array of these neurons, and its numbers; null before the first one. */
  array: TraceArray | null;
}

/** The columns after the step at `here`, each with its latest values. */
export function columnsOf(view: TraceView, here: number): Column[] {
  const layers = layersOf(view);
  const found = lastArrays(view, here);
  return Array.from({ length: layers + 1 }, (_, layer): Column => {
    const weights = arrayOf(view, `W${Math.max(1, layer)}`);
    const units = weights?.shape[layer === 0 ? 0 : 1] ?? 0;
    const array = found.get(layer) ?? null;
    const isWhole = array !== null && array.shape.at(-1) === units;
    return { layer, units, drawn: Math.min(units, MOST_NODES), array: isWhole ? array : null };
  });
}

function lastArrays(view: TraceView, here: number): Map<number, TraceArray> {
  const found = new Map<number, TraceArray>();
  for (const { name } of view.steps.slice(0, here + 1)) {
    const array = arrayOf(view, name);
    const isRow = array?.shape.length === 2 && array.shape[0] === 1;
    if (isRow && array.part === "neurons" && array.layer !== null) found.set(array.layer, array);
  }
  return found;
}

/**
 * The values of the lines into a layer at a step: its weights, their gradient, or the new weights.
 */
export function weightsAt(view: TraceView, step: TraceStep, layer: number): TraceArray | null {
  const result = arrayOf(view, step.name);
  const isHere = result?.part === "weights" && result.layer === layer;
  return isHere ? result : arrayOf(view, `W${layer}`);
}

/** The numbers of an array by their places, also of one that was sent as a picture. */
export function readerOf(array: TraceArray | null): (place: number) => number | null {
  if (array?.plane) {
    const { plane } = array;
    const bytes = bytesOf(plane.pixels);
    return (place) => valueAt(plane, bytes[place] ?? 0);
  }
  const values = array?.values?.flat() ?? [];
  return (place) => values[place] ?? null;
}

/** The layer whose weights a step uses; null if it uses none. */
export function busyLayer(view: TraceView, step: TraceStep): number | null {
  const layer = layerOf(view, step.name);
  if (layer === null) return null;
  return step.kind === "weighted_sum_backward" ? layer + 1 : layer;
}

/** The neurons and lines of a number and its sources: `2.0` or `2.1.0`. */
export function litBy(view: TraceView, places: Map<string, Iterable<number>>): Set<string> {
  const lit = new Set<string>();
  for (const [name, numbers] of places) {
    const array = arrayOf(view, name);
    if (array === null || array.layer === null || array.part === "targets") continue;
    const isLine = array.part === "weights";
    for (const place of numbers)
      lit.add([array.layer, ...(isLine ? indexOf(array.shape, place) : [place])].join("."));
  }
  return lit;
}
