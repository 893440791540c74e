/** The network around one example, as a drawing: columns of neurons and the lines between. Pure. */
import type { TraceLook } from "../../engine/types";
import { bytesOf, valueAt } from "../../parts/pictures";
import { indexOf } from "./numbers";
import { kindOf, layerOf, layersOf, type TraceArray, type TraceStep } from "./story";

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
export function columnsOf(look: TraceLook, here: number): Column[] {
  const layers = layersOf(look);
  const found = lastArrays(look, here, layers);
  return Array.from({ length: layers + 1 }, (_, layer): Column => {
    const weights = look.arrays.find(({ name }) => name === `W${Math.max(1, layer)}`);
    const units = weights?.shape[layer === 0 ? 0 : 1] ?? 0;
    const array = found.get(layer) ?? null;
    const isWhole = array !== null && array.shape.at(-1) === units;
    return { layer, units, drawn: Math.min(units, MOST_NODES), array: isWhole ? array : null };
  });
}

function lastArrays(look: TraceLook, here: number, layers: number): Map<number, TraceArray> {
  const arrays = new Map(look.arrays.map((array) => [array.name, array]));
  const found = new Map<number, TraceArray>();
  for (const { name, phase } of look.steps.slice(0, here + 1)) {
    const layer = layerOf(name, layers);
    const array = arrays.get(name);
    const isRow = array?.shape.length === 2 && array.shape[0] === 1;
    if (phase !== "update" && layer !== null && isRow && !/^d?[Wb]\d/.test(name))
      found.set(layer, array);
  }
  return found;
}

/** What the lines into a layer stand for at a step: its weights, their slopes, or the new ones. */
export function weightsAt(look: TraceLook, step: TraceStep, layer: number): TraceArray | null {
  const isHere = layerOf(step.name, layersOf(look)) === layer;
  const kind = kindOf(step);
  const name =
    isHere && kind === "weights"
      ? step.name
      : isHere && step.name === `W${layer}_new`
        ? step.name
        : `W${layer}`;
  return look.arrays.find((array) => array.name === name) ?? null;
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
export function busyLayer(look: TraceLook, step: TraceStep): number | null {
  const layer = layerOf(step.name, layersOf(look));
  if (layer === null) return null;
  return kindOf(step) === "through" ? layer + 1 : layer;
}

/** Which neurons and lines a number and its sources stand for: `2.0` or `2.1.0`. */
export function litBy(look: TraceLook, places: Map<string, Iterable<number>>): Set<string> {
  const layers = layersOf(look);
  const lit = new Set<string>();
  for (const [name, numbers] of places) {
    const shape = look.arrays.find((array) => array.name === name)?.shape ?? [];
    const layer = layerOf(name, layers);
    if (layer === null) continue;
    const isLine = /^d?W/.test(name);
    for (const place of numbers)
      lit.add([layer, ...(isLine ? indexOf(shape, place) : [place])].join("."));
  }
  return lit;
}
