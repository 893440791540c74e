/** Commands to runs, one after the other. */
import { useEffect, useState } from "react";
import { api } from "../engine/client";
import type { Command, Experiment, Run } from "../engine/types";
import { useExperiment } from "./experiment";
import { keepRun, useRuns } from "./runs";

/** Sends commands to a run, in order. */
export async function sendTo(run: number, commands: Command[]): Promise<void> {
  for (const command of commands) {
    const updated = await api.order(run, command);
    // else its event brings the new state, in order
    if (useRuns.getState().connection !== "open") keepRun(updated);
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

const KEYS: Record<string, Command> = { s: { do: "step" }, e: { do: "epoch" }, r: { do: "reset" } };

/** The command of a key, or null while a field or a button has the focus. */
export function commandOf(event: KeyboardEvent, isRunning: boolean): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (
    event.target instanceof Element &&
    event.target.closest(
      "input, select, textarea, button, summary, a, [role=tab], [role=dialog], [role=application]",
    )
  )
    return null;
  return event.key === " " ? { do: isRunning ? "pause" : "play" } : (KEYS[event.key] ?? null);
}

/** Play, pause and step by single keys. */
export function useOrderKeys(isRunning: boolean, send: Send): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event, isRunning);
      if (command === null) return;
      event.preventDefault();
      void send(command);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
