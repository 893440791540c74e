/** The state that the parts of the Lab share, put together. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../engine/client";
import { NO_CURVES } from "../../engine/curves";
import { RefusedError } from "../../engine/transport";
import type { DataSummary, Experiment, Run } from "../../engine/types";
import { useCatalogue } from "../../parts/useCatalogue";
import { type Fetched, useCalm, useFetched, useView } from "../../parts/useView";
import { writeAddress } from "../../store/address";
import { suitedTo } from "../../store/defaults";
import { linkOf, useExperiment } from "../../store/experiment";
import { useOrders } from "../../store/orders";
import { fetchCurves, fetchRun, useRuns } from "../../store/runs";
import type { LabState } from "./context";
import { withLive } from "./live";
import { usePlane } from "./usePlane";
import { useSketch } from "./useSketch";

/** Numbers that change faster cannot be read. */
const READABLE_MS = 80;
const REFRESH_MS = 350;
/** Large networks change slowly, and computing a view slows their training. */
const LARGE = 20_000;
const LARGE_REFRESH_MS = 700;

export function useLabState(): LabState {
  const restarts = useRuns((state) => state.restarts);
  const catalogue = useCatalogue();
  const [cards, reload] = useCards();
  const data = useExperiment((state) => state.experiment.data);
  const view = useFetched(JSON.stringify([data, restarts]), () =>
    api.dataView({ ...data, count: 30 }),
  );
  const run = useCalm(useShownRun(), READABLE_MS);
  useAddress();
  return {
    catalogue: catalogue.value,
    cards,
    reload,
    view,
    sketch: useSketch(),
    ...useForm(run, cards.value),
    run,
    ...useRunViews(run, view.value),
    ...useOrders(),
  };
}

const NO_CARDS: DataSummary[] = [];

/** All data sets, and the function that fetches them again. */
function useCards(): [Fetched<DataSummary[]>, () => void] {
  const restarts = useRuns((state) => state.restarts);
  const [changes, setChanges] = useState(0);
  const cards = useFetched(`cards ${changes} ${restarts}`, async () => (await api.data()).data);
  return [cards, () => setChanges((count) => count + 1)];
}

/** The experiment of the form; a change of it begins with what the running training has taken up. */
function useForm(run: Run | null, cards: DataSummary[] | null) {
  const { experiment: planned, defaults, change, suit, putBack } = useExperiment();
  const experiment = useMemo(() => withLive(planned, run), [planned, run]);
  const suited = useMemo(
    () => suitedTo(experiment, cards ?? NO_CARDS, defaults),
    [experiment, cards, defaults],
  );
  const isShown = useExperiment((state) => state.run !== null);
  return {
    experiment,
    suited,
    change: (part: Partial<Experiment>) => {
      if (isShown) suit(experiment);
      change(part);
    },
    putBack: (part: Partial<Experiment>) => {
      if (isShown) suit(experiment);
      putBack(part);
    },
  };
}

function useRunViews(run: Run | null, view: LabState["view"]["value"]) {
  const restarts = useRuns((state) => state.restarts);
  const curves = useRuns((state) => (run ? state.curves[run.id] : undefined)) ?? NO_CURVES;
  const moment = useCalm(
    run ? `${run.epoch} ${run.progress} ${run.status} ${run.learning_rate} ${restarts}` : "",
    run && run.parameters > LARGE ? LARGE_REFRESH_MS : REFRESH_MS,
  );
  const subject = run ? String(run.id) : null;
  const network = useView(subject, moment, () => api.network(run?.id ?? 0));
  const plane = usePlane(run, moment, view);
  return { moment, curves, network, plane };
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
    if (path.startsWith("/lab")) writeAddress(`#/lab?${linkOf(experiment, run)}`);
  }, [experiment, run, path]);
}
