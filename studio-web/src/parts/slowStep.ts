/** A run whose step takes long: nothing has been heard of it for some seconds. */
import type { Run } from "../engine/types";

const LONG_MS = 2500;

/** When each run was heard of last: a run that moves has a new message. */
const heard = new WeakMap<Run, number>();

/** The run that has been silent for longest, if that is long for its pace. */
export function slowStep(
  runs: Record<number, Run>,
  now: number,
): { run: Run; seconds: number } | null {
  const silent = Object.values(runs).flatMap((run) => {
    if (run.status !== "running") return [];
    if (!heard.has(run)) heard.set(run, now);
    const since = now - (heard.get(run) ?? now);
    const usual = run.pace > 0 ? 1000 / run.pace : 0; // by wish
    return since > usual + LONG_MS ? [{ run, seconds: Math.floor(since / 1000) }] : [];
  });
  return silent.sort((a, b) => b.seconds - a.seconds)[0] ?? null;
}
