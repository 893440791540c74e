import { api } from "../../engine/client";
import type { Command, Experiment, Run } from "../../engine/types";
import { keepRun } from "../../store/runs";

/** Begins a run and lets it go, so many epochs a second at most; 0 is as fast as it can. */
export async function begun(experiment: Experiment, pace: number): Promise<Run> {
  const run = keepRun(await api.newRun(experiment));
  const commands: Command[] = [{ do: "pace", pace }, { do: "play" }];
  for (const command of commands) keepRun(await api.order(run.id, command));
  return run;
}
