/** The choice of the two inputs that are shown first. Pure. */
import type { DataView } from "../../engine/types";

const FEW_VALUES = 8;

/** The two inputs whose class means differ most, relative to their spread within the classes. */
export function axesOf(view: DataView): [number, number] {
  const count = view.features.length;
  if (count < 2) return [0, 0];
  if (count === 2) return [0, 1];
  const scores = view.features.map((_, place) => apartness(view, place));
  const order = scores.map((_, place) => place).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const [first = 0, second = 1] = order;
  return first < second ? [first, second] : [second, first];
}

/** Between-class variance over within-class variance; -1 for inputs with few distinct values. */
function apartness(view: DataView, place: number): number {
  const classes = new Map<number, number[]>();
  const all: number[] = [];
  for (const row of view.sample) {
    const value = row.inputs?.[place];
    if (value === null || value === undefined) continue;
    all.push(value);
    const kind = view.counts.length > 0 ? row.target : 0;
    classes.set(kind, [...(classes.get(kind) ?? []), value]);
  }
  if (new Set(all).size < FEW_VALUES) return -1;
  const within = [...classes.values()].reduce((sum, values) => sum + scatter(values), 0);
  return within > 0 ? scatter(all) / within - 1 : 0;
}

/** The sum of squares around the mean. */
function scatter(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
