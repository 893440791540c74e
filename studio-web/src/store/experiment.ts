/**
 * The experiment in the form. It is in the address too, so that an experiment can be shared as a
 * link.
 */
import { create } from "zustand";
import type { Experiment } from "../engine/types";
import type { Field } from "./defaults";
import { decoded, encoded } from "./link";

export interface ExperimentState {
  /** Missing fields take the defaults of the catalogue. */
  experiment: Experiment;
  /** The catalogue's defaults; empty until they have been loaded. */
  defaults: Experiment;
  /** The run of this experiment, if there is one. */
  run: number | null;
  /** What the learner has set by hand: it stays when other data are chosen. */
  byHand: readonly Field[];
  change: (part: Partial<Experiment>) => void;
  /** A change by the page itself, such as the settings that suit other data. */
  suit: (part: Partial<Experiment>) => void;
  /** Sets fields back; they are no longer set by hand. */
  putBack: (part: Partial<Experiment>) => void;
  /** Shows a run: the form takes its experiment. */
  open: (run: number | null, experiment?: Experiment) => void;
  /** Fills in the missing fields. */
  complete: (defaults: Experiment) => void;
}

export const useExperiment = create<ExperimentState>((set) => ({
  experiment: {},
  defaults: {},
  run: null,
  byHand: [],
  change: (part) =>
    set(({ experiment, byHand }) => ({
      experiment: { ...experiment, ...part },
      byHand: [...new Set([...byHand, ...fieldsOf(part)])],
      run: null,
    })),
  suit: (part) => set(({ experiment }) => ({ experiment: { ...experiment, ...part }, run: null })),
  putBack: (part) =>
    set(({ experiment, byHand }) => ({
      experiment: { ...experiment, ...part },
      byHand: byHand.filter((field) => !fieldsOf(part).includes(field)),
      run: null,
    })),
  open: (run, experiment) =>
    set((old) => ({
      run,
      experiment: experiment ? { ...old.defaults, ...experiment } : old.experiment,
      byHand: experiment && (run === null || run !== old.run) ? [] : old.byHand,
    })),
  complete: (defaults) =>
    set(({ experiment }) => ({ defaults, experiment: { ...defaults, ...experiment } })),
}));

const fieldsOf = (part: Partial<Experiment>) => Object.keys(part) as Field[];

/** `e=...&run=...`: the part after the `?` in the Lab's address. */
export function linkOf(experiment: Experiment, run: number | null): string {
  return `e=${encoded(experiment)}` + (run === null ? "" : `&run=${run}`);
}

/** Reads an address. An invalid one changes nothing. */
export function readAddress(hash: string): void {
  const query = new URLSearchParams(hash.split("?")[1] ?? "");
  const found = decoded(query.get("e") ?? "");
  const run = Number(query.get("run"));
  if (found !== null)
    useExperiment.setState(({ defaults }) => ({
      experiment: { ...defaults, ...found },
      byHand: [],
      run: null,
    }));
  if (Number.isInteger(run) && run > 0) useExperiment.setState({ run });
}
