/** A proof as the lines and areas of a chart. Pure. */
import type { ProofState } from "../../../engine/types";
import type { Area, Line, Values } from "../../../parts/Chart";

const padded = (values: (number | null)[] = [], length: number): (number | null)[] =>
  Array.from({ length }, (_, place) => values[place] ?? null);

const spaced = (values: Values = [], length: number): Values =>
  Array.from({ length }, (_, place) => values[place]);

export interface Drawn {
  x: number[];
  lines: Line[];
  areas: Area[];
}

/** Both sides over the epochs of the longer one. */
export function drawn(proof: ProofState, original: string, changed: string): Drawn {
  const sides = [
    { name: original, colour: "--minus", of: proof.original ?? {} },
    { name: changed, colour: "--plus", of: proof.changed ?? {} },
  ];
  const x = sides.reduce<number[]>(
    (longest, { of }) => ((of.index ?? []).length > longest.length ? (of.index ?? []) : longest),
    [],
  );
  return {
    x,
    lines: sides.map(({ name, colour, of }, place) => ({
      name,
      colour,
      dashed: place === 0,
      values: spaced(of.median, x.length),
    })),
    areas: sides.map(({ name, colour, of }) => ({
      name,
      colour,
      lower: padded(of.low, x.length),
      upper: padded(of.high, x.length),
      strength: 0.15,
    })),
  };
}
