import { useEffect, useMemo } from "react";
import type { Run } from "../engine/types";
import { useExperiment } from "../store/experiment";
import { fetchCurves, fetchRun, useRuns } from "../store/runs";
import { useCatalogueWords } from "../words/catalogue";
import { numberIn, type Part, type Query } from "./useAddress";
import { Select } from "./widgets";

/** The run named in the address, else the open run, else the newest one that fits. Pure. */
export function shownOf(runs: Run[], wanted: number | null): Run | null {
  return runs.find(({ id }) => id === wanted) ?? runs[0] ?? null;
}

/** The runs that fit a screen, newest first, and the one that is shown; `fits` must not change. */
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
    if (isMissing) fetchRun(named).catch(() => put({ run: null }));
    else if (id !== null && id !== named) put({ run: id });
  }, [isMissing, id, named, put]);
  return { run, runs };
}

/** Keeps the whole curve of a run loaded. */
export function useCurvesOf(id: number | null): void {
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    if (id !== null) fetchCurves(id).catch(() => undefined); // the run's own views report the error
  }, [id, restarts]);
}

interface RunPickerProps {
  label: string;
  runs: Run[];
  value: number | null;
  onChange: (run: Run) => void;
  /** The label of the list while no run is chosen. */
  none?: string;
}

/** A choice among runs, by name and algorithm. */
export function RunPicker({ label, runs, value, onChange, none }: RunPickerProps) {
  const titleOf = useTitleOf();
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

/** The function that names a run in a list: by its name and algorithm. */
export function useTitleOf(): (run: Run) => string {
  const names = useCatalogueWords();
  return ({ name, experiment }) =>
    `${name} · ${names.nameOf("algorithm", experiment.algorithm?.name ?? "")}`;
}
