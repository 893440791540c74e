/** Curves of several runs over a common axis. Pure. */
import type { Curves } from "../../engine/types";
import type { Values } from "../../parts/Chart";

export type Axis = "index" | "forward_passes";
export type Measure = "loss" | "accuracy";
export type Part = "held_out" | "training" | "both";

export interface Curve {
  x: number[];
  values: (number | null)[];
}

/** All x values of all curves, and the values of each curve there. */
export function overlaid(curves: Curve[]): { x: number[]; values: Values[] } {
  const x = [...new Set(curves.flatMap((curve) => curve.x))].sort((a, b) => a - b);
  const values = curves.map((curve) => {
    const found = new Map(curve.x.map((at, place) => [at, curve.values[place]]));
    return x.map((at) => found.get(at));
  });
  return { x, values };
}

/** The columns of a measure and a part. */
export function columnsOf(measure: Measure, part: Part): Measured[] {
  const training: Measured = { column: measure, isTraining: true };
  const heldOut: Measured = { column: `val_${measure}`, isTraining: false };
  if (part === "both") return [heldOut, training];
  return part === "training" ? [training] : [heldOut];
}

export interface Measured {
  column: keyof Curves & (Measure | `val_${Measure}`);
  isTraining: boolean;
}
