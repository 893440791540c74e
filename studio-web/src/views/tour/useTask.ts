/** Whether the task of a step is done: judged by what has changed since the step began. */
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import type { Situation, Step } from "./steps";
import { useTour } from "./store";

/** Null until the defaults and the run of the address have come: what they bring is no task done. */
function useSituation(isThere: boolean): Situation | null {
  const [path] = useLocation();
  const { experiment, run: id } = useExperiment();
  const run = useRuns((state) => (id === null ? null : (state.runs[id] ?? null)));
  const isReady = experiment.hidden !== undefined && (id === null || run !== null);
  return isReady ? { path, experiment, run, isThere } : null;
}

export function useTask(step: Step, isThere: boolean): boolean {
  const now = useSituation(isThere);
  const before = useRef<{ step: Step; situation: Situation } | null>(null);
  const isDone = useTour(({ done }) => done.includes(step.name));
  useEffect(() => {
    if (now === null) return;
    if (before.current?.step !== step) before.current = { step, situation: now };
    if (!isDone && step.isDone(now, before.current.situation))
      useTour.getState().markDone(step.name);
  });
  return isDone;
}
