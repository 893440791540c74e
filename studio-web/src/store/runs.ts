/** All runs, their curves and bands, as the events tell them. */
import { create } from "zustand";
import { api } from "../engine/client";
import { beyond, grown, NO_CURVES } from "../engine/curves";
import { type Connection, listen } from "../engine/events";
import type { Band, Curves, Run, StudioEvent, Tuning } from "../engine/types";

export interface RunsState {
  runs: Record<number, Run>;
  curves: Record<number, Curves>;
  bands: Record<number, Band>;
  tuning: Tuning | null;
  connection: Connection;
  /** Grows when events were missed, and everything is to be fetched again. */
  restarts: number;
}

export const NOTHING: RunsState = {
  runs: {},
  curves: {},
  bands: {},
  tuning: null,
  connection: "connecting",
  restarts: 0,
};

function without<T>(all: Record<number, T>, id: number): Record<number, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => Number(key) !== id));
}

/** The state after one event. Pure. */
export function after(state: RunsState, event: StudioEvent): RunsState {
  switch (event.type) {
    case "run":
      return { ...state, runs: { ...state.runs, [event.run.id]: event.run } };
    case "curves": {
      const old = event.is_anew ? NO_CURVES : (state.curves[event.run] ?? NO_CURVES);
      return { ...state, curves: { ...state.curves, [event.run]: grown(old, event.curves) } };
    }
    case "gone":
      return {
        ...state,
        runs: without(state.runs, event.run),
        curves: without(state.curves, event.run),
        bands: without(state.bands, event.run),
      };
    case "band":
      return { ...state, bands: { ...state.bands, [event.band.run]: event.band } };
    case "tuning":
      return { ...state, tuning: event.tuning };
    case "restarted":
      return { ...state, restarts: state.restarts + 1 };
  }
}

export const useRuns = create<RunsState>(() => NOTHING);

/** Takes a run that a route answered with; its event may come later. */
export function keepRun(run: Run): Run {
  useRuns.setState((state) => after(state, { type: "run", run }));
  return run;
}

/** Fetches a run's whole curve; what the stream brings meanwhile is newer, and comes behind it. */
export async function fetchCurves(id: number): Promise<void> {
  const known = useRuns.getState().curves[id]?.index.at(-1) ?? -1;
  const curves = await api.curves(id);
  useRuns.setState((state) => {
    const meanwhile = beyond(state.curves[id] ?? NO_CURVES, known);
    return { curves: { ...state.curves, [id]: grown(curves, meanwhile) } };
  });
}

/** How many events told of each run: what was asked for before the last of them is old. */
const heard = new Map<number, number>();

/** Fetches a run as it is now; what an event tells meanwhile is newer, and stays. */
export async function fetchRun(id: number): Promise<Run> {
  const before = heard.get(id);
  const run = await api.run(id);
  return heard.get(id) === before ? keepRun(run) : (useRuns.getState().runs[id] ?? run);
}

/** Fetches all runs, and the curves of those that the page already knows. */
export async function refreshRuns(): Promise<void> {
  const before = new Map(heard);
  const { runs } = await api.runs();
  useRuns.setState((state) => {
    const newest = (run: Run) =>
      heard.get(run.id) === before.get(run.id) ? run : (state.runs[run.id] ?? run);
    return { runs: Object.fromEntries(runs.map((run) => [run.id, newest(run)])) };
  });
  const known = Object.keys(useRuns.getState().curves).map(Number);
  await Promise.all(known.filter((id) => runs.some((run) => run.id === id)).map(fetchCurves));
}

/** Takes what the stream told. */
export function take(events: StudioEvent[]): void {
  for (const event of events)
    if (event.type === "run") heard.set(event.run.id, (heard.get(event.run.id) ?? 0) + 1);
  useRuns.setState((state) => events.reduce(after, state));
  if (events.some((event) => event.type === "restarted")) void refreshRuns().catch(() => undefined);
}

/** Begins to listen; returns what ends it. */
export function followServer(): () => void {
  return listen(take, (connection) => {
    useRuns.setState({ connection });
    if (connection === "open") void refreshRuns().catch(() => undefined); // nothing came till now
  });
}
