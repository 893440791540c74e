/** Counts and measures of a population. */
import type { PopulationView } from "../../engine/types";
import { lossText, percent } from "../../parts/numbers";
import { NONE } from "../../parts/pictures";

/** The value sent for a missing fitness, since JSON has no minus infinity. */
const LOWEST = -1e300;

export type Sort = "place" | "fitness";

/** The indices of all individuals in drawing order; ties keep their order. */
export function ordered(fitness: number[], sort: Sort): number[] {
  const places = fitness.map((_, place) => place);
  if (sort === "place") return places;
  return places.sort((a, b) => (fitness[b] ?? 0) - (fitness[a] ?? 0));
}

/** The fittest individual, and the fittest other one; with equal fitness it may be a copy. */
export function bestTwo(fitness: number[]): [number, number] {
  const [first = 0, ...others] = ordered(fitness, "fitness");
  const second = others.find((place) => fitness[place] !== fitness[first]) ?? others[0] ?? first;
  return [first, second];
}

/** The fittest individual that is no elite, so that its parents are of the generation before. */
export function fittestChild({ fitness, elites }: PopulationView): number {
  const order = ordered(fitness, "fitness");
  return order.find((place) => place >= elites) ?? 0;
}

/** The height of each bar, 0 to 1: an accuracy from zero, a loss from the worst value. */
export function heights(fitness: number[], means: string): number[] {
  const known = fitness.filter((value) => value > LOWEST);
  const low = means === "accuracy" ? 0 : Math.min(...known);
  const high = means === "accuracy" ? 1 : Math.max(...known);
  return fitness.map((value) =>
    value <= LOWEST ? 0 : high > low ? 0.04 + (0.96 * (value - low)) / (high - low) : 1,
  );
}

export type FitnessText = (fitness: number | null | undefined) => string;

/** How a fitness is written: an accuracy in percent, a negative loss with three digits. */
export function useFitnessText(means: string): FitnessText {
  return (value) => {
    if (value === null || value === undefined || value <= LOWEST) return NONE;
    return means === "accuracy" ? percent(value) : lossText(value);
  };
}

export const ELITE = "◆";

/** A letter's width, in percent of the narrowest drawing. */
const LETTER = 3.5;

interface Sign {
  /** In percent of the width. */
  at: number;
  marks: string[];
}

/**
 * The signs that can be read: those too close to another move to the right, and of elites, which
 * have a colour as well, only those that have room are left. Pure.
 */
export function apart(signs: readonly Sign[]): Sign[] {
  const isElite = ({ marks }: Sign) => marks.every((mark) => mark === ELITE);
  const named = signs.filter((sign) => !isElite(sign)).reduce<Sign[]>(after, []);
  const elites = signs.filter(({ marks }) => marks.length > 0).filter(isElite);
  return elites.reduce<Sign[]>(
    (kept, elite) => (hasRoom(elite, kept) ? [...kept, elite] : kept),
    named,
  );
}

const hasRoom = (sign: Sign, kept: readonly Sign[]) =>
  kept.every(({ at }) => Math.abs(at - sign.at) >= LETTER);

function after(kept: Sign[], sign: Sign): Sign[] {
  const last = kept.at(-1);
  return [
    ...kept,
    last === undefined ? sign : { ...sign, at: Math.max(sign.at, last.at + LETTER) },
  ];
}

type Rank = "best" | "elite" | "plain";

export function rankOf(view: PopulationView, place: number): Rank {
  if (place === view.best) return "best";
  return place < view.elites ? "elite" : "plain";
}

/** The bar reached by a key, or null for other keys. */
export function barAfter(key: string, at: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    PageUp: at + 10,
    PageDown: at - 10,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}
