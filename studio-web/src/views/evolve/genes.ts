/** A child's genes, counted. Pure. */
import type { BreedingView } from "../../engine/types";

export type Gene = BreedingView["genes"][number];
const ORIGINS = ["mother", "father", "both", "blend"] as const;
export type Origin = (typeof ORIGINS)[number];

/** The sign of a mutation; those of the origins are in the texts, so that colour is not needed. */
export const MUTATED = "✱";

export function originOf(gene: Gene): Origin {
  return ORIGINS.find((origin) => origin === gene.origin) ?? "blend";
}

/** The number of genes from each origin; origins without genes are left out. */
export function counted(genes: Gene[]): [Origin, number][] {
  return ORIGINS.map((origin): [Origin, number] => [
    origin,
    genes.filter((gene) => originOf(gene) === origin).length,
  ]).filter(([, count]) => count > 0);
}

/** The genes before which the child changes from one parent to the other: the crossover points. */
export function cutsOf(genes: Gene[]): ReadonlySet<number> {
  const cuts = new Set<number>();
  let from: Origin | null = null;
  genes.forEach((gene, place) => {
    const origin = originOf(gene);
    if (origin !== "mother" && origin !== "father") return; // equal genes may come from either
    if (from !== null && from !== origin) cuts.add(place);
    from = origin;
  });
  return cuts;
}

type Fate = "better" | "between" | "worse" | "equal";

/** The child's fitness against its parents'. */
export function fateOf({ mother_fitness, father_fitness, child_fitness }: BreedingView): Fate {
  const [mother, father, child] = [mother_fitness, father_fitness, child_fitness].map(
    (value) => value ?? -Infinity,
  ) as [number, number, number];
  if (child > Math.max(mother, father)) return "better";
  if (child < Math.min(mother, father)) return "worse";
  return mother === father ? "equal" : "between";
}
