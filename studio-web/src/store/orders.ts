/** Commands to runs, one after the other. */
import { useState } from "react";
import { api } from "../engine/client";
import type { Command, Experiment, Run } from "../engine/types";
import { useExperiment } from "./experiment";
import { keepAnswer, keepRun, useRuns } from "./runs";
import { useShortcuts } from "./shortcuts";

/** Sends commands to a run, in order. */
export async function sendTo(run: number, commands: Command[]): Promise<void> {
  for (const command of commands) {
    const updated = api.order(run, command);
    // else its event brings the new state, in order
    await (useRuns.getState().connection === "open" ? updated : keepAnswer("runs", run, updated));
  }
}

/** Sends commands to the run of the form, which is created if there is none. */
export async function sendToShown(...commands: Command[]): Promise<void> {
  const { run, experiment, open } = useExperiment.getState();
  const id = run ?? keepRun(await api.newRun(experiment)).id;
  if (run === null) open(id);
  await sendTo(id, commands);
}

/** Creates a run and starts it, limited to so many epochs a second; 0 means no limit. */
export async function startRun(experiment: Experiment, pace: number): Promise<Run> {
  const run = keepRun(await api.newRun(experiment));
  await sendTo(run.id, [{ do: "pace", pace }, { do: "play" }]);
  return run;
}

export type Send = (...commands: Command[]) => Promise<void>;

let queue: Promise<unknown> = Promise.resolve();

/** Sends commands to a run, or to that of the form; and keeps the last error. */
export function useOrders(run?: number): { error: unknown; send: Send } {
  const [error, setError] = useState<unknown>(null);
  const send: Send = (...commands) => {
    const done = queue.then(() =>
      run === undefined ? sendToShown(...commands) : sendTo(run, commands),
    );
    queue = done.catch(() => undefined);
    return done.then(() => setError(null), setError);
  };
  return { error, send };
}

const MORE_EPOCHS = 100;

/** How many epochs or generations a run has in all, with those added to the experiment's. */
export const plannedFor = (run: Run): number => run.epochs ?? run.experiment.epochs ?? 0;

/** What the main button and its key do: play or pause; none for a run that cannot go on. Pure. */
export function mainCommands(status: Run["status"] | undefined): Command[] {
  if (status === "finished") return [{ do: "extend", epochs: MORE_EPOCHS }, { do: "play" }];
  if (status === "diverged" || status === "failed") return [];
  return [{ do: status === "running" ? "pause" : "play" }];
}

/** Play, pause and step by single keys. */
export function useOrderKeys(run: Run | null, send: Send): void {
  useShortcuts({
    play: () => void send(...mainCommands(run?.status)),
    step: () => void send({ do: "step" }),
    epoch: () => void send({ do: "epoch" }),
    reset: () => void send({ do: "reset" }),
  });
}
