/** Begins runs from the Evolve screen. */
import type { Catalogue, DataView, Run } from "../../engine/types";
import { startRun } from "../../store/orders";
import { descentOf, populationOf } from "./start";

/** Generations a second: slow enough to be watched. */
export const CALM_PACE = 5;
export const AS_FAST_AS_IT_CAN = 0;

/** Gradient descent on the data and the network of an evolution. */
export function startRival(
  { experiment }: Run,
  view: DataView,
  catalogue: Catalogue | null,
): Promise<Run> {
  const rows = view.total - view.held_out;
  const rival = descentOf(experiment, view.card, populationOf(experiment, catalogue), rows);
  return startRun(rival, AS_FAST_AS_IT_CAN);
}
