/**
 * A family tree as rows of a drawing: each individual once, even if it is an ancestor twice. Pure.
 */
import type { FamilyView } from "../../engine/types";

export type Ancestor = NonNullable<FamilyView["best"]>;

export interface Kin {
  key: string;
  generation: number;
  individual: number;
  fitness: number | null;
  isElite: boolean;
  /** Keys of its parents, in the next row. */
  parents: string[];
}

const keyOf = ({ generation, individual }: Ancestor) => `${generation}.${individual}`;

/** The first copy of an individual: generations in which it survived unchanged are skipped. */
export function firstCopyOf(one: Ancestor): Ancestor {
  const [parent, other] = one.parents;
  return parent !== undefined && other === undefined && one.is_elite ? firstCopyOf(parent) : one;
}

/** The best individual, then its parents, then theirs; each at most once in a row. */
export function rowsOf(best: Ancestor): Kin[][] {
  const rows: Kin[][] = [];
  let generation: Ancestor[] = [best];
  while (generation.length > 0) {
    const once = [...new Map(generation.map((one) => [keyOf(one), one])).values()];
    rows.push(once.map(kinOf));
    generation = once.flatMap((one) => one.parents);
  }
  return rows;
}

function kinOf(one: Ancestor): Kin {
  const { generation, individual, fitness } = one;
  const parents = one.parents.map(keyOf);
  return { key: keyOf(one), generation, individual, fitness, isElite: one.is_elite, parents };
}

export interface Place {
  x: number;
  y: number;
}

/** The positions of all individuals; rows are spread evenly over the width. */
export function placesOf(rows: Kin[][], width: number, tall: number): Map<string, Place> {
  return new Map(
    rows.flatMap((row, depth) =>
      row.map(({ key }, i): [string, Place] => [
        key,
        { x: (width * (i + 0.5)) / row.length, y: tall * (depth + 0.5) },
      ]),
    ),
  );
}
