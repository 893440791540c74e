/** Commands to the run. */
import { useState } from "react";
import { api } from "../../engine/client";
import type { Command } from "../../engine/types";
import { useExperiment } from "../../store/experiment";
import { keepRun, useRuns } from "../../store/runs";

let queue: Promise<unknown> = Promise.resolve();

/** One after the other; the first command creates the run. */
async function carryOut(commands: Command[]): Promise<void> {
  const { run, experiment, open } = useExperiment.getState();
  const id = run ?? keepRun(await api.newRun(experiment)).id;
  if (run === null) open(id);
  for (const command of commands) {
    const updated = await api.order(id, command);
    // else its event brings the new state, in order
    if (useRuns.getState().connection !== "open") keepRun(updated);
  }
}

export function useOrders() {
  const [error, setError] = useState<unknown>(null);
  const tell = (...commands: Command[]): Promise<void> => {
    const done = queue.then(() => carryOut(commands));
    queue = done.catch(() => undefined);
    return done.then(() => setError(null), setError);
  };
  return { error, tell };
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
