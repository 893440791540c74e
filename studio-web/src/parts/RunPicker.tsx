import { useEffect, useMemo } from "react";
import { api } from "../engine/client";
import type { Run } from "../engine/types";
import { useExperiment } from "../store/experiment";
import { fetchCurves, keepRun, useRuns } from "../store/runs";
import { numberIn, type Part, type Query } from "./useAddress";
import { Select } from "./widgets";

/** The run that the address names, else the one that is open, else the newest that fits. Pure. */
export function shownOf(runs: Run[], wanted: number | null): Run | null {
  return runs.find(({ id }) => id === wanted) ?? runs[0] ?? null;
}

/** The runs that fit a screen, the newest first, and the one that it shows; `fits` must not change. */
export function useShownRun(query: Query, put: (part: Part) => void, fits: (run: Run) => boolean) {
  const all = useRuns((state) => state.runs);
  const open = useExperiment((state) => state.run);
  const named = numberIn(query, "run");
  const isMissing = named !== null && all[named] === undefined;
  const runs = useMemo(
    () =>
      Object.values(all)
        .filter(fits)
        .sort((a, b) => b.id - a.id),
    [all, fits],
  );
  const run = isMissing ? null : shownOf(runs, named ?? open);
  const id = run?.id ?? null;

  useEffect(() => {
    if (isMissing) api.run(named).then(keepRun, () => put({ run: null }));
    else if (id !== null && id !== named) put({ run: id });
  }, [isMissing, id, named, put]);
  return { run, runs };
}

/** Keeps a run's whole curve at hand. */
export function useCurvesOf(id: number | null): void {
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    if (id !== null) fetchCurves(id).catch(() => undefined); // the run's own looks say what is wrong
  }, [id, restarts]);
}

interface RunPickerProps {
  label: string;
  runs: Run[];
  value: number | null;
  onChange: (run: Run) => void;
  /** What the list says while none is chosen. */
  none?: string;
}

/** One of some runs, by name and way of learning. */
export function RunPicker({ label, runs, value, onChange, none }: RunPickerProps) {
  const options = runs.map((run) => ({ value: String(run.id), title: titleOf(run) }));
  return (
    <Select
      label={label}
      value={value === null ? "" : String(value)}
      options={none === undefined ? options : [{ value: "", title: none }, ...options]}
      onChange={(text) => {
        const chosen = runs.find(({ id }) => String(id) === text);
        if (chosen) onChange(chosen);
      }}
    />
  );
}

/** A run in a list. */
export const titleOf = (run: Run) => `${run.name} · ${run.experiment.algorithm?.name ?? ""}`;
