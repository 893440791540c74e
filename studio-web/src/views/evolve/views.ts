/** All views of one generation, fetched one after the other. */
import { api } from "../../engine/client";
import { RefusedError } from "../../engine/transport";
import type { BreedingView, FamilyView, PopulationView } from "../../engine/types";
import { numberIn, type Query } from "../../parts/useAddress";
import type { Fetched } from "../../parts/useView";
import { bestTwo } from "./population";

/** What the address selects. */
export interface Selection {
  individual: number | null;
  /** The individual whose family is shown; null for the best. */
  kin: number | null;
  mother: number | null;
  father: number | null;
  seed: number;
}

export function selectionIn(query: Query): Selection {
  return {
    individual: numberIn(query, "individual"),
    kin: numberIn(query, "kin"),
    mother: numberIn(query, "mother"),
    father: numberIn(query, "father"),
    seed: numberIn(query, "seed") ?? 0,
  };
}

/**
 * The largest depth that the server supports: the parents of an unchanged survivor are generations
 * back.
 */
const DEEPEST = 8;

export interface Views {
  population: PopulationView;
  /** Null where individuals have no parents. */
  family: FamilyView | null;
  /** Null where the algorithm has no crossover. */
  breeding: Fetched<BreedingView> | null;
  parents: [number, number];
  individual: number | null;
  /** Whether the family of an individual other than the best is shown. */
  isOfOther: boolean;
}

export async function viewsOf(run: number, selection: Selection): Promise<Views> {
  const population = await api.population(run);
  const count = population.fitness.length;
  const there = (place: number | null) => (place !== null && place < count ? place : null);
  const [first, second] = bestTwo(population.fitness);
  const [mother, father] = [there(selection.mother) ?? first, there(selection.father) ?? second];
  const individual = there(selection.kin);
  return {
    population,
    family:
      population.parents.length > 0 ? await api.family(run, { depth: DEEPEST, individual }) : null,
    breeding: population.crosses
      ? await settled(api.breeding(run, { mother, father, seed: selection.seed }))
      : null,
    parents: [mother, father],
    individual: there(selection.individual),
    isOfOther: individual !== null,
  };
}

async function settled<T>(request: Promise<T>): Promise<Fetched<T>> {
  return request.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: null, error }),
  );
}

/** Whether a run has no individuals to show: it was opened again, and has not gone on since. */
export const hasNoGeneration = (error: unknown) =>
  error instanceof RefusedError && error.refusal.sentence?.code === "view.no_generation";
