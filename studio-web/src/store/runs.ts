/** All runs, their curves and bands, kept up to date by the event stream. */
import { create } from "zustand";
import { api } from "../engine/client";
import { recordsAfter, appended, NO_CURVES } from "../engine/curves";
import { type Connection, listen } from "../engine/events";
import type { Band, Curves, ProofState, Run, Sentence, StudioEvent, Tuning } from "../engine/types";

export interface RunsState {
  runs: Record<number, Run>;
  /** What happened to the file of the runs, and which of them cannot be read. */
  notes: Sentence[];
  curves: Record<number, Curves>;
  bands: Record<number, Band>;
  proofs: Record<number, ProofState>;
  tuning: Tuning | null;
  connection: Connection;
  /** Increases when events were missed and everything has to be fetched again. */
  restarts: number;
}

/** What events and responses both tell of a run. */
type Followed = "runs" | "bands" | "proofs";

export const NOTHING: RunsState = {
  runs: {},
  notes: [],
  curves: {},
  bands: {},
  proofs: {},
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
      return { ...state, curves: { ...state.curves, [event.run]: appended(old, event.curves) } };
    }
    case "gone":
      return {
        ...state,
        runs: without(state.runs, event.run),
        curves: without(state.curves, event.run),
        bands: without(state.bands, event.run),
        proofs: without(state.proofs, event.run),
      };
    case "band":
      return { ...state, bands: { ...state.bands, [event.band.run]: event.band } };
    case "proof":
      return { ...state, proofs: { ...state.proofs, [event.proof.run]: event.proof } };
    case "tuning":
      return { ...state, tuning: event.tuning };
    case "restarted":
      return { ...state, restarts: state.restarts + 1 };
  }
}

export const useRuns = create<RunsState>(() => NOTHING);

/** Stores a run that has just been created; its event may arrive later. */
export function keepRun(run: Run): Run {
  useRuns.setState((state) => after(state, { type: "run", run }));
  return run;
}

/**
 * Fetches the whole curve of a run; records from the stream in the meantime are newer and follow
 * it.
 */
export async function fetchCurves(id: number): Promise<void> {
  const known = useRuns.getState().curves[id]?.index.at(-1) ?? -1;
  const curves = await api.curves(id);
  useRuns.setState((state) => {
    const meanwhile = recordsAfter(state.curves[id] ?? NO_CURVES, known);
    return { curves: { ...state.curves, [id]: appended(curves, meanwhile) } };
  });
}

/** The number of events of each subject: a response is outdated once there was another event. */
const eventCounts = new Map<string, number>();

const eventsOf = (kind: Followed, id: number) => eventCounts.get(`${kind} ${id}`) ?? 0;

function count(kind: Followed, id: number): void {
  eventCounts.set(`${kind} ${id}`, eventsOf(kind, id) + 1);
}

/**
 * Stores what a route answers about a run, its seeds or its proof, and returns the newest: a state
 * from an event in the meantime is newer, and stays.
 */
export async function keepAnswer<Kind extends Followed>(
  kind: Kind,
  id: number,
  asked: Promise<RunsState[Kind][number]>,
): Promise<RunsState[Kind][number]> {
  const before = eventsOf(kind, id);
  const answer = await asked;
  if (eventsOf(kind, id) !== before) return useRuns.getState()[kind][id] ?? answer;
  useRuns.setState((state) => ({ [kind]: { ...state[kind], [id]: answer } }));
  return answer;
}

/** Fetches the current state of a run. */
export const fetchRun = (id: number) => keepAnswer("runs", id, api.run(id));

/** Fetches all runs, and the curves that have already been loaded. */
async function refreshRuns(): Promise<void> {
  const before = new Map(eventCounts);
  const { runs, notes } = await api.runs();
  useRuns.setState((state) => {
    const newest = (run: Run) =>
      eventsOf("runs", run.id) === (before.get(`runs ${run.id}`) ?? 0)
        ? run
        : (state.runs[run.id] ?? run);
    return { notes, runs: Object.fromEntries(runs.map((run) => [run.id, newest(run)])) };
  });
  const known = Object.keys(useRuns.getState().curves).map(Number);
  await Promise.all(known.filter((id) => runs.some((run) => run.id === id)).map(fetchCurves));
}

/** Stores a batch of events from the stream. */
export function take(events: StudioEvent[]): void {
  for (const event of events) {
    if (event.type === "run") count("runs", event.run.id);
    if (event.type === "band") count("bands", event.band.run);
    if (event.type === "proof") count("proofs", event.proof.run);
  }
  useRuns.setState((state) => events.reduce(after, state));
  if (events.some((event) => event.type === "restarted")) void refreshRuns().catch(() => undefined);
}

/** Starts listening; returns the function that ends it. */
export function followServer(): () => void {
  return listen(take, (connection) => {
    useRuns.setState({ connection });
    // no event has arrived yet
    if (connection === "open") void refreshRuns().catch(() => undefined);
  });
}
