import { api } from "../../engine/client";
import type { Command, Experiment, Run } from "../../engine/types";
import { keepRun } from "../../store/runs";

/** Creates a run and starts it, limited to so many epochs a second; 0 means no limit. */
export async function begun(experiment: Experiment, pace: number): Promise<Run> {
  const run = keepRun(await api.newRun(experiment));
  const commands: Command[] = [{ do: "pace", pace }, { do: "play" }];
  for (const command of commands) keepRun(await api.order(run.id, command));
  return run;
}
