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
  /** Neurons, or feature maps. */
  units: number;
  /** Whether they are feature maps, drawn as images. */
  areMaps: boolean;
  /** How many of them are drawn. */
  drawn: number;
  /** The latest array of these neurons, and its numbers; null before the first one. */
  array: TraceArray | null;
}

/** The columns after the step at `here`, each with its latest values. */
export function columnsOf(view: TraceView, here: number): Column[] {
  return Array.from({ length: layersOf(view) + 1 }, (_, layer): Column => {
    const own = view.arrays.filter((array) => array.part === "neurons" && array.layer === layer);
    const images = layer === 0 ? null : (own.find((array) => array.images)?.images ?? null);
    const units = images?.[2] ?? own[0]?.shape.at(-1) ?? 0;
    const array = latest(view, here, layer, images !== null);
    return { layer, units, areMaps: images !== null, drawn: Math.min(units, MOST_NODES), array };
  });
}

/** The latest array of a layer's neurons, one row, or of its feature maps. */
function latest(view: TraceView, here: number, layer: number, areMaps: boolean) {
  const names = view.steps.slice(0, here + 1).map(({ name }) => name);
  const arrays = names.map((name) => arrayOf(view, name));
  const isOne = (array: TraceArray | null) =>
    array?.part === "neurons" &&
    array.layer === layer &&
    (areMaps ? array.images !== null : array.shape.length === 2 && array.shape[0] === 1);
  return arrays.findLast(isOne) ?? null;
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
    const maps = array.part === "neurons" ? (array.images?.[2] ?? Infinity) : Infinity;
    for (const place of numbers)
      lit.add([array.layer, ...(isLine ? indexOf(array.shape, place) : [place % maps])].join("."));
  }
  return lit;
}
