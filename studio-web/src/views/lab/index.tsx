/** The Lab: choose data, build a network, choose an algorithm, and watch. */
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { api, RefusedError } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { useCatalogue } from "../../parts/useCatalogue";
import { useCalm, useFetched } from "../../parts/useView";
import { linkOf, useExperiment } from "../../store/experiment";
import { fetchCurves, fetchRun, useRuns } from "../../store/runs";
import { Data } from "./Data";
import "./lab.css";
import { Learning } from "./Learning";
import { Live } from "./Live";
import { Network } from "./Network";
import { useSketch } from "./useSketch";

/** Numbers that change faster cannot be read. */
const READABLE_MS = 80;

export default function Lab() {
  const restarts = useRuns((state) => state.restarts);
  const data = useExperiment((state) => state.experiment.data);
  const catalogue = useCatalogue();
  const view = useFetched(JSON.stringify([data, restarts]), () =>
    api.dataView({ ...data, count: 30 }),
  );
  const run = useShownRun();
  const sketch = useSketch();
  useAddress();
  return (
    <div className="lab">
      <div className="stack">
        <Data view={view} catalogue={catalogue.value} />
        {catalogue.value && <Network catalogue={catalogue.value} sketch={sketch} />}
        {catalogue.value && <Learning catalogue={catalogue.value} />}
        <ErrorNote error={catalogue.error} />
      </div>
      <Live
        run={useCalm(run, READABLE_MS)}
        view={view.value}
        sketch={sketch.error === null ? sketch.value : null}
      />
    </div>
  );
}

/** The displayed run. One named by the address or another screen is fetched with its curves. */
function useShownRun(): Run | null {
  const id = useExperiment((state) => state.run);
  const run = useRuns((state) => (id === null ? null : (state.runs[id] ?? null)));
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    if (id === null) return;
    const shown = async () => {
      const found = await fetchRun(id);
      if (useExperiment.getState().run !== id) return;
      useExperiment.getState().open(id, found.experiment);
      await fetchCurves(id);
    };
    shown().catch((problem: unknown) => {
      const isGone = problem instanceof RefusedError && problem.refusal.code === "NOT_FOUND";
      if (isGone && useExperiment.getState().run === id) useExperiment.getState().open(null);
    });
  }, [id, restarts]);
  usePauseOfLeft(id);
  return run;
}

/** A change in the form starts a new experiment; the current run is paused. */
function usePauseOfLeft(id: number | null) {
  const last = useRef(id);
  useEffect(() => {
    const left = last.current;
    last.current = id;
    if (left === null || id !== null) return;
    if (useRuns.getState().runs[left]?.status === "running")
      // it may be deleted already, which is fine
      api.order(left, { do: "pause" }).catch(() => undefined);
  }, [id]);
}

/** Writes the experiment and its run into the address, so that both can be shared as a link. */
function useAddress() {
  const { experiment, run } = useExperiment();
  const [path] = useLocation();
  useEffect(() => {
    if (path.startsWith("/lab")) history.replaceState(null, "", `#/lab?${linkOf(experiment, run)}`);
  }, [experiment, run, path]);
}
