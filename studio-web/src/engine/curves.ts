/** Learning curves, extended column by column. */
import type { Curves } from "./types";

export const NO_CURVES: Curves = {
  index: [],
  forward_passes: [],
  loss: [],
  accuracy: [],
  val_loss: [],
  val_accuracy: [],
  learning_rate: [],
  best: [],
  mean: [],
  worst: [],
  diversity: [],
};

/** Appends new columns to the old ones; records that are already present are added only once. */
export function appended(old: Curves, more: Curves): Curves {
  const last = old.index.at(-1) ?? -1;
  const from = more.index.findIndex((index) => index > last);
  if (from < 0) return old;
  const joined = Object.entries(old).map(([name, column]) => [
    name,
    [...column, ...more[name as keyof Curves].slice(from)],
  ]);
  return Object.fromEntries(joined) as Curves;
}

/** The columns after an epoch. */
export function recordsAfter(curves: Curves, index: number): Curves {
  const from = curves.index.filter((at) => at <= index).length;
  const rest = Object.entries(curves).map(([name, column]) => [name, column.slice(from)]);
  return Object.fromEntries(rest) as Curves;
}
