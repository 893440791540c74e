/**
 * The experiment in the form. It is in the address too, so that an experiment can be shared as a
 * link.
 */
import { create } from "zustand";
import type { AlgorithmChoice, DataChoice, Experiment } from "../engine/types";
import { decoded, encoded } from "./link";

export interface ExperimentState {
  /** Missing fields take the defaults of the catalogue. */
  experiment: Experiment;
  /** The catalogue's defaults; empty until they have been loaded. */
  defaults: Experiment;
  /** The run of this experiment, if there is one. */
  run: number | null;
  change: (part: Partial<Experiment>) => void;
  changeData: (part: Partial<DataChoice>) => void;
  changeAlgorithm: (part: Partial<AlgorithmChoice>) => void;
  /** Shows a run: the form takes its experiment. */
  open: (run: number | null, experiment?: Experiment) => void;
  /** Fills in the missing fields. */
  complete: (defaults: Experiment) => void;
}

export const useExperiment = create<ExperimentState>((set) => ({
  experiment: {},
  defaults: {},
  run: null,
  change: (part) =>
    set(({ experiment }) => ({ experiment: { ...experiment, ...part }, run: null })),
  changeData: (part) =>
    set(({ experiment }) => ({
      experiment: { ...experiment, data: { ...experiment.data, ...part } },
      run: null,
    })),
  changeAlgorithm: (part) =>
    set(({ experiment }) => ({
      experiment: { ...experiment, algorithm: { ...experiment.algorithm, ...part } },
      run: null,
    })),
  open: (run, experiment) =>
    set((old) => ({
      run,
      experiment: experiment ? { ...old.defaults, ...experiment } : old.experiment,
    })),
  complete: (defaults) =>
    set(({ experiment }) => ({ defaults, experiment: { ...defaults, ...experiment } })),
}));

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
      run: null,
    }));
  if (Number.isInteger(run) && run > 0) useExperiment.setState({ run });
}
