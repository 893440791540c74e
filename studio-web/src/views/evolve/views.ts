/** All views of one generation, fetched one after the other. */
import { api } from "../../engine/client";
import type { BoundaryView, BreedingView, FamilyView, PopulationView } from "../../engine/types";
import type { Fetched } from "../../parts/useView";
import { bestTwo } from "./population";

export interface Selection {
  individual: number | null;
  /** The individual whose family is shown; null for the best. */
  kin: number | null;
  mother: number | null;
  father: number | null;
  seed: number;
  across: number;
  up: number;
  /** Whether there are at least two inputs, none of them pixels, to span a plane. */
  isPlane: boolean;
}

/**
 * The largest depth that the server supports: the parents of an unchanged survivor are generations
 * back.
 */
const DEEPEST = 8;

export interface Views {
  population: PopulationView;
  family: FamilyView;
  /** Null where the inputs span no plane. */
  boundary: Fetched<BoundaryView> | null;
  /** Null where the algorithm has no crossover. */
  breeding: Fetched<BreedingView> | null;
  parents: [number, number];
  individual: number | null;
}

export async function viewsOf(run: number, selection: Selection): Promise<Views> {
  const population = await api.population(run);
  const count = population.fitness.length;
  const there = (place: number | null) => (place !== null && place < count ? place : null);
  const [first, second] = bestTwo(population.fitness);
  const [mother, father] = [there(selection.mother) ?? first, there(selection.father) ?? second];
  const individual = there(selection.individual);
  const { across, up, seed } = selection;
  return {
    population,
    family: await api.family(run, { depth: DEEPEST, individual: there(selection.kin) }),
    boundary: selection.isPlane
      ? await settled(api.boundary(run, { across, up, individual }))
      : null,
    breeding:
      population.parents.length > 0
        ? await settled(api.breeding(run, { mother, father, seed }))
        : null,
    parents: [mother, father],
    individual,
  };
}

async function settled<T>(request: Promise<T>): Promise<Fetched<T>> {
  return request.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: null, error }),
  );
}
