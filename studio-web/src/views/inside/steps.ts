/** The steps of one training iteration, and moving between them. Pure. */
import type { TraceView } from "../../engine/types";

export type TraceStep = TraceView["steps"][number];
export type TraceArray = TraceView["arrays"][number];
export type TraceLine = TraceStep["lines"][number];
export type Phase = TraceStep["phase"];
export type Kind = TraceStep["kind"];

const PHASES: Phase[] = ["input", "forward", "loss", "backward", "update"];

export function arrayOf(view: TraceView, name: string): TraceArray | null {
  return view.arrays.find((array) => array.name === name) ?? null;
}

/**
 * The layer of neurons that an array belongs to: 0 is the input, null if there is no single one.
 */
export function layerOf(view: TraceView, name: string): number | null {
  return arrayOf(view, name)?.layer ?? null;
}

/** How many layers have weights. */
export function layersOf(view: TraceView): number {
  const layers = view.arrays.map(({ part, layer }) => (part === "weights" ? (layer ?? 0) : 0));
  return Math.max(0, ...layers);
}

/** The index of the step with this name; the first step if there is none. */
export function placeNamed(steps: TraceStep[], name: string): number {
  return Math.max(
    0,
    steps.findIndex((step) => step.name === name),
  );
}

/** The phases that occur, each with the indices of its steps. */
export function phasesOf(steps: TraceStep[]): { phase: Phase; places: number[] }[] {
  return PHASES.map((phase) => ({
    phase,
    places: steps.flatMap((step, place) => (step.phase === phase ? [place] : [])),
  })).filter(({ places }) => places.length > 0);
}

/** The step reached by a key, within the ends; null for other keys. */
export function placeAfter(key: string, here: number, count: number): number | null {
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: count - 1 }[key];
  return there === undefined ? null : Math.max(0, Math.min(count - 1, there));
}

/** The next misclassified row, the first again after the last; null if there is none. */
export function nextMiss(rows: number[], here: number): number | null {
  const sorted = [...rows].sort((a, b) => a - b);
  return sorted.find((row) => row > here) ?? sorted[0] ?? null;
}
