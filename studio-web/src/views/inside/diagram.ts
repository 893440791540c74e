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
  /** How many time steps there are, where the values are those of a sequence; else null. */
  steps: number | null;
  /** How many of them are drawn; a sequence is one picture. */
  drawn: number;
  /** The latest array of these neurons, and its numbers; null before the first one. */
  array: TraceArray | null;
}

/** The columns after the step at `here`, each with its latest values. */
export function columnsOf(view: TraceView, here: number): Column[] {
  return Array.from({ length: layersOf(view) + 1 }, (_, layer): Column => {
    const own = view.arrays.filter((array) => array.part === "neurons" && array.layer === layer);
    const images = layer === 0 ? null : (own.find((array) => array.images)?.images ?? null);
    const sequence = own.find(isOverTime) ?? null;
    const units = images?.[2] ?? (sequence ?? own[0])?.shape.at(-1) ?? 0;
    const array = latest(view, here, (array) => {
      if (array.layer !== layer) return false;
      if (images !== null) return array.part === "neurons" && array.images !== null;
      if (isOverTime(array)) return array.shape[2] === units && array.part !== "weights";
      const { part, shape } = array;
      return sequence === null && part === "neurons" && shape.length === 2 && shape[0] === 1;
    });
    const inTime = array ?? sequence;
    const steps = inTime !== null && isOverTime(inTime) ? (inTime.shape[1] ?? 0) : null;
    const drawn = steps === null ? Math.min(units, MOST_NODES) : 1;
    return { layer, units, areMaps: images !== null, steps, drawn, array };
  });
}

/** Whether an array has numbers for each time step of one row. */
function isOverTime({ shape }: TraceArray): boolean {
  return shape.length === 3 && shape[0] === 1;
}

/** The latest array of this kind. */
function latest(view: TraceView, here: number, isOne: (array: TraceArray) => boolean) {
  const names = view.steps.slice(0, here + 1).map(({ name }) => name);
  const arrays = names.map((name) => arrayOf(view, name));
  return arrays.findLast((array) => array !== null && isOne(array)) ?? null;
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

/**
 * The neurons and lines of a number and its sources: `2.0` or `2.1.0`; `2@3.0` is the neuron at time
 * step 3.
 */
export function litBy(view: TraceView, places: Map<string, Iterable<number>>): Set<string> {
  const lit = new Set<string>();
  for (const [name, numbers] of places) {
    const array = arrayOf(view, name);
    if (array === null || array.layer === null || array.part === "targets") continue;
    const keyOf = keysOf(view, array, array.layer);
    for (const place of numbers) lit.add(keyOf(place));
  }
  return lit;
}

function keysOf(view: TraceView, array: TraceArray, layer: number): (place: number) => string {
  const { part, shape, images } = array;
  if (part === "weights") return (place) => [layer, ...indexOf(shape, place)].join(".");
  if (isOverTime(array)) {
    const columns = shape[2] ?? 1;
    const units = unitsOf(view, layer);
    return (place) => `${layer}@${Math.floor(place / columns)}.${(place % columns) % units}`;
  }
  const maps = part === "neurons" ? (images?.[2] ?? Infinity) : Infinity;
  return (place) => `${layer}.${place % maps}`;
}

/** How many neurons a layer has. */
function unitsOf(view: TraceView, layer: number): number {
  const own = view.arrays.filter((array) => array.part === "neurons" && array.layer === layer);
  return (own.find(isOverTime) ?? own[0])?.shape.at(-1) ?? 1;
}
