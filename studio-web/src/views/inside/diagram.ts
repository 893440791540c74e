/** The network around one example, as a drawing: columns of neurons and the lines between. Pure. */
import type { TraceView } from "../../engine/types";
import { bytesOf, valueAt } from "../../parts/pictures";
import { indexOf } from "./numbers";
import { arrayOf, layerOf, layersOf, type TraceArray, type TraceStep } from "./steps";

/** Of more neurons than this in a column, the first ones are drawn. */
export const MOST_NODES = 12;

export interface Column {
  layer: number;
  units: number;
  /** How many of them are drawn. */
  drawn: number;
  /** The array that was found last for these neurons, and its numbers; null before the first. */
  array: TraceArray | null;
}

/** The columns as they are after the step at `here`: each with what was found for it last. */
export function columnsOf(look: TraceView, here: number): Column[] {
  const layers = layersOf(look);
  const found = lastArrays(look, here);
  return Array.from({ length: layers + 1 }, (_, layer): Column => {
    const weights = arrayOf(look, `W${Math.max(1, layer)}`);
    const units = weights?.shape[layer === 0 ? 0 : 1] ?? 0;
    const array = found.get(layer) ?? null;
    const isWhole = array !== null && array.shape.at(-1) === units;
    return { layer, units, drawn: Math.min(units, MOST_NODES), array: isWhole ? array : null };
  });
}

function lastArrays(look: TraceView, here: number): Map<number, TraceArray> {
  const found = new Map<number, TraceArray>();
  for (const { name } of look.steps.slice(0, here + 1)) {
    const array = arrayOf(look, name);
    const isRow = array?.shape.length === 2 && array.shape[0] === 1;
    if (isRow && array.part === "neurons" && array.layer !== null) found.set(array.layer, array);
  }
  return found;
}

/** What the lines into a layer stand for at a step: its weights, their gradient, or the new ones. */
export function weightsAt(look: TraceView, step: TraceStep, layer: number): TraceArray | null {
  const result = arrayOf(look, step.name);
  const isHere = result?.part === "weights" && result.layer === layer;
  return isHere ? result : arrayOf(look, `W${layer}`);
}

/** The numbers of an array by their places, also of one that came as a picture. */
export function readerOf(array: TraceArray | null): (place: number) => number | null {
  if (array?.plane) {
    const { plane } = array;
    const bytes = bytesOf(plane.pixels);
    return (place) => valueAt(plane, bytes[place] ?? 0);
  }
  const values = array?.values?.flat() ?? [];
  return (place) => values[place] ?? null;
}

/** The layer whose lines a step works on; null where it works on none. */
export function busyLayer(look: TraceView, step: TraceStep): number | null {
  const layer = layerOf(look, step.name);
  if (layer === null) return null;
  return step.kind === "weighted_sum_backward" ? layer + 1 : layer;
}

/** Which neurons and lines a number and its sources stand for: `2.0` or `2.1.0`. */
export function litBy(look: TraceView, places: Map<string, Iterable<number>>): Set<string> {
  const lit = new Set<string>();
  for (const [name, numbers] of places) {
    const array = arrayOf(look, name);
    if (array === null || array.layer === null || array.part === "targets") continue;
    const isLine = array.part === "weights";
    for (const place of numbers)
      lit.add([array.layer, ...(isLine ? indexOf(array.shape, place) : [place])].join("."));
  }
  return lit;
}
