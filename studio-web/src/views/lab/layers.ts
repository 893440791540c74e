/** Changes of the hidden layers: the form's list and the heads above the diagram share them. Pure. */
import type { Catalogue, DenseChoice, DropoutChoice, LayerChoice } from "../../engine/types";
import { isDense, regularizationOf } from "./settings";

/** A layer as the diagram shows it: dropout belongs to the dense layer before it. */
export interface Head {
  layer: LayerChoice;
  /** Its place among all hidden layers, from 0. */
  place: number;
  dropout: DropoutChoice | null;
}

const isDropout = (layer: LayerChoice | undefined): layer is DropoutChoice =>
  layer?.kind === "dropout";

export function headsOf(hidden: readonly LayerChoice[]): Head[] {
  const belongs = (place: number) => {
    const before = hidden[place - 1];
    return isDropout(hidden[place]) && before !== undefined && isDense(before);
  };
  return hidden.flatMap((layer, place) => {
    if (belongs(place)) return [];
    const next = hidden[place + 1];
    return { layer, place, dropout: isDense(layer) && isDropout(next) ? next : null };
  });
}

/** A new dense layer, with the regularization that the others share. */
export function newDense(catalogue: Catalogue, hidden: readonly LayerChoice[]): DenseChoice {
  return { ...catalogue.dense, ...(regularizationOf(hidden) ?? {}) };
}

export function isFull(catalogue: Catalogue, hidden: readonly LayerChoice[]): boolean {
  return hidden.length >= (catalogue.limits["layers"] ?? Infinity);
}

export function replaced(
  hidden: readonly LayerChoice[],
  place: number,
  layer: LayerChoice,
): LayerChoice[] {
  return hidden.map((old, at) => (at === place ? layer : old));
}

/** The layers with `added` instead of `count` layers from `place` on. */
function spliced(
  hidden: readonly LayerChoice[],
  place: number,
  count: number,
  ...added: LayerChoice[]
): LayerChoice[] {
  return [...hidden.slice(0, place), ...added, ...hidden.slice(place + count)];
}

/** Another layer after a head and its dropout, or before all layers. */
export function addedAfter(
  hidden: readonly LayerChoice[],
  head: Head | undefined,
  layer: LayerChoice,
): LayerChoice[] {
  return spliced(hidden, head === undefined ? 0 : head.place + sizeOf(head), 0, layer);
}

/** The layers without a head and its dropout. */
export function without(hidden: readonly LayerChoice[], head: Head): LayerChoice[] {
  return spliced(hidden, head.place, sizeOf(head));
}

/** Another rate of the dropout after a dense layer; 0 removes it. */
export function withDropout(
  hidden: readonly LayerChoice[],
  { place, dropout }: Head,
  rate: number,
): LayerChoice[] {
  const wanted: LayerChoice[] = rate > 0 ? [{ ...dropout, kind: "dropout", rate }] : [];
  return spliced(hidden, place + 1, dropout === null ? 0 : 1, ...wanted);
}

const sizeOf = ({ dropout }: Head) => (dropout === null ? 1 : 2);

/** A number of units within the limits of the form. */
export function unitsWithin(catalogue: Catalogue, units: number): number {
  return Math.max(1, Math.min(catalogue.limits["units"] ?? Infinity, units));
}

/** Where heads stand above the columns of the diagram, in pixels. */
export interface Standing {
  /** The centre of each head. */
  heads: number[];
  /** The middle of each gap between columns. */
  gaps: number[];
  width: number;
}

const LEAST_WIDTH = 76;
const MOST_WIDTH = 108;
const GAP = 4;

/** The places above the columns; null where the columns show other layers, or are too narrow. */
export function standingOf(heads: Head[], columns: readonly number[]): Standing | null {
  const isShown = heads.every(({ layer }) => isDense(layer)) && columns.length === heads.length + 2;
  const [first = 0, second = 0] = columns;
  const room = second - first - GAP;
  if (!isShown || room < LEAST_WIDTH) return null;
  return {
    heads: columns.slice(1, -1),
    gaps: columns.slice(1).map((x, place) => (x + (columns[place] ?? x)) / 2),
    width: Math.min(MOST_WIDTH, room),
  };
}
