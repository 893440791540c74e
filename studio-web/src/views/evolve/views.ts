/** All that the screen shows of one generation, fetched one after the other. */
import { api } from "../../engine/client";
import type { BoundaryView, BreedingView, FamilyView, PopulationView } from "../../engine/types";
import type { Fetched } from "../../parts/useView";
import { bestTwo } from "./population";

export interface Wish {
  individual: number | null;
  /** Whose family is shown; null is the best's. */
  kin: number | null;
  mother: number | null;
  father: number | null;
  seed: number;
  across: number;
  up: number;
  /** Whether the inputs make a plane. */
  isPlane: boolean;
}

/** As far back as the server views: who lived on unchanged has its family far back. */
const DEEPEST = 8;

export interface Views {
  population: PopulationView;
  family: FamilyView;
  /** Null where the inputs make no plane. */
  boundary: Fetched<BoundaryView> | null;
  /** Null where this way of learning breeds nobody. */
  breeding: Fetched<BreedingView> | null;
  parents: [number, number];
  individual: number | null;
}

export async function viewsOf(run: number, wish: Wish): Promise<Views> {
  const population = await api.population(run);
  const count = population.fitness.length;
  const there = (place: number | null) => (place !== null && place < count ? place : null);
  const [first, second] = bestTwo(population.fitness);
  const [mother, father] = [there(wish.mother) ?? first, there(wish.father) ?? second];
  const individual = there(wish.individual);
  const { across, up, seed } = wish;
  return {
    population,
    family: await api.family(run, { depth: DEEPEST, individual: there(wish.kin) }),
    boundary: wish.isPlane ? await settled(api.boundary(run, { across, up, individual })) : null,
    breeding:
      population.parents.length > 0
        ? await settled(api.breeding(run, { mother, father, seed }))
        : null,
    parents: [mother, father],
    individual,
  };
}

async function settled<T>(asked: Promise<T>): Promise<Fetched<T>> {
  return asked.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: null, error }),
  );
}
