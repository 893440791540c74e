/** The story of one step of training: what kind of card each is, and where one stands. Pure. */
import type { TraceLook } from "../../engine/types";

export type TraceStep = TraceLook["steps"][number];
export type TraceArray = TraceLook["arrays"][number];
export type Phase = TraceStep["phase"];

export const PHASES: Phase[] = ["input", "forward", "loss", "backward", "update"];

/** What happens on a card; each kind has a title and a sentence in the words. */
export type Kind =
  | "example"
  | "scaling"
  | "sum"
  | "curve"
  | "softmax"
  | "dropout"
  | "layer"
  | "loss"
  | "slope"
  | "weights"
  | "biases"
  | "pull"
  | "through"
  | "chain"
  | "softmaxBack"
  | "dropoutBack"
  | "back"
  | "gradient"
  | "update"
  | "after";

/** The first rule that a card's name and formula obey says its kind. */
const RULES: [Phase, RegExp, Kind][] = [
  ["input", /./, "example"],
  ["loss", /./, "loss"],
  ["forward", / W\d+ \+ b\d+$/, "sum"],
  ["forward", /softmax\(/, "softmax"],
  ["forward", / mask_/, "dropout"],
  ["forward", / scale_/, "scaling"],
  ["forward", /\(\w+\)$/, "curve"],
  ["forward", /./, "layer"],
  ["backward", / pull_/, "pull"],
  ["backward", /^dW\S* = /, "weights"],
  ["backward", /^db\S* = /, "biases"],
  ["backward", / W\d+\^T$/, "through"],
  ["backward", /\* slope$/, "chain"],
  ["backward", / sum of /, "softmaxBack"],
  ["backward", / mask_/, "dropoutBack"],
  ["backward", / B$/, "slope"],
  ["backward", /./, "back"],
  ["update", /^g = /, "gradient"],
  ["update", /^theta_new = /, "after"],
  ["update", /./, "update"],
];

export function kindOf(step: Pick<TraceStep, "phase" | "formula">): Kind {
  const rule = RULES.find(([phase, form]) => phase === step.phase && form.test(step.formula));
  return rule?.[2] ?? "layer";
}

/**
 * The layer of neurons at which a step works: 0 is the input, null all of them. The letters of a
 * trace say it: `z1`, `dW2`, `mask_r1`; `p` are the answers of the last layer.
 */
export function layerOf(name: string, layers: number): number | null {
  if (/^d?x$/.test(name)) return 0;
  if (/^d?p$/.test(name)) return layers;
  const found = /^(?:d?[a-zA-Z])(\d+)/.exec(name);
  return found === null ? null : Math.min(Number(found[1]), layers);
}

/** How many layers have weights. */
export function layersOf(look: TraceLook): number {
  return look.arrays.filter(({ name }) => /^W\d+$/.test(name)).length;
}

/** Where the step of this name stands; the first one if there is none. */
export function placeNamed(steps: TraceStep[], name: string): number {
  return Math.max(
    0,
    steps.findIndex((step) => step.name === name),
  );
}

/** The phases that are there, each with the places of its steps. */
export function phasesOf(steps: TraceStep[]): { phase: Phase; places: number[] }[] {
  return PHASES.map((phase) => ({
    phase,
    places: steps.flatMap((step, place) => (step.phase === phase ? [place] : [])),
  })).filter(({ places }) => places.length > 0);
}

/** Where a key leads from here, within the ends; null for another key. */
export function placeAfter(key: string, here: number, count: number): number | null {
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: count - 1 }[key];
  return there === undefined ? null : Math.max(0, Math.min(count - 1, there));
}

/** The misclassified row after this one, the first again after the last; null if there is none. */
export function nextMiss(rows: number[], here: number): number | null {
  const sorted = [...rows].sort((a, b) => a - b);
  return sorted.find((row) => row > here) ?? sorted[0] ?? null;
}
