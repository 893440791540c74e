/** Two runs on a common axis of forward passes. Pure. */
import type { Curves } from "../../engine/types";

export const MEASURES = ["val_accuracy", "accuracy", "val_loss", "loss"] as const;
export type Measure = (typeof MEASURES)[number];

/** The value that a run had reached after a number of forward passes. */
export interface Step {
  passes: number;
  value: number;
}

/** The learning curve of a run; records without the measure are left out. */
export function curveOf(curves: Curves, measure: Measure): Step[] {
  return curves.forward_passes.flatMap((passes, i) => {
    const value = curves[measure][i];
    return value === null || value === undefined || passes <= 0 ? [] : [{ passes, value }];
  });
}

/** The value of a curve at a budget of forward passes. */
export function reached(curve: Step[], budget: number): number | null {
  return curve.findLast(({ passes }) => passes <= budget)?.value ?? null;
}

/** The number of forward passes that both have completed. */
export function commonBudget(a: Step[], b: Step[]): number {
  return Math.min(a.at(-1)?.passes ?? 0, b.at(-1)?.passes ?? 0);
}

/** Budgets to compare at, each twice the previous one, up to the common number of passes. */
export function budgetsOf(curves: Step[][]): number[] {
  const known = curves.filter((curve) => curve.length > 0);
  const first = Math.min(...known.map((curve) => curve[0]?.passes ?? Infinity));
  const last = Math.max(0, ...known.map((curve) => curve.at(-1)?.passes ?? 0));
  if (!Number.isFinite(first)) return [];
  const doublings = Math.ceil(Math.log2(last / first));
  return Array.from({ length: doublings + 1 }, (_, i) => Math.min(last, first * 2 ** i));
}

/** Both ends of an axis, with a small margin; never above 1 for shares. */
export function rangeOf(curves: Step[][], measure: Measure): [number, number] {
  const all = curves.flat().map(({ value }) => value);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = 0.05 * (high - low || 1);
  const most = measure.endsWith("accuracy") ? 1 : Infinity;
  return all.length === 0 ? [0, 1] : [Math.max(0, low - air), Math.min(most, high + air)];
}
