/** The experiment in the form. It lives in the address too, so that an experiment is a link. */
import { create } from "zustand";
import type { DataChoice, DenseChoice, Experiment, LayerChoice, WayChoice } from "../engine/types";
import { decoded, encoded } from "./link";

export const DENSE: DenseChoice = {
  kind: "dense",
  units: 8,
  activation: "relu",
  initializer: null,
  regularizer: null,
  strength: 0.01,
};

export const DROPOUT: LayerChoice = { kind: "dropout", rate: 0.2 };

export const FIRST: Experiment = {
  data: { name: "iris", rows: null, noise: null, test: 0.25, seed: 0 },
  scaling: "standardize",
  hidden: [DENSE],
  output: null,
  loss: null,
  way: { name: "adam", settings: { learning_rate: 0.01 } },
  epochs: 100,
  batch_size: null,
  seed: 0,
};

export interface ExperimentState {
  experiment: Experiment;
  /** The run that shows this experiment, if one was begun. */
  run: number | null;
  change: (part: Partial<Experiment>) => void;
  changeData: (part: Partial<DataChoice>) => void;
  changeWay: (part: Partial<WayChoice>) => void;
  /** Shows a run: its experiment fills the form. */
  open: (run: number | null, experiment?: Experiment) => void;
}

export const useExperiment = create<ExperimentState>((set) => ({
  experiment: FIRST,
  run: null,
  change: (part) =>
    set(({ experiment }) => ({ experiment: { ...experiment, ...part }, run: null })),
  changeData: (part) =>
    set(({ experiment }) => ({
      experiment: { ...experiment, data: { ...experiment.data, ...part } },
      run: null,
    })),
  changeWay: (part) =>
    set(({ experiment }) => ({
      experiment: { ...experiment, way: { ...experiment.way, ...part } },
      run: null,
    })),
  open: (run, experiment) => set((old) => ({ run, experiment: experiment ?? old.experiment })),
}));

/** `e=...&run=...`: what stands behind the `?` of the Lab's address. */
export function linkOf(experiment: Experiment, run: number | null): string {
  return `e=${encoded(experiment)}` + (run === null ? "" : `&run=${run}`);
}

/** Reads an address. One that cannot be read changes nothing. */
export function readAddress(hash: string): void {
  const query = new URLSearchParams(hash.split("?")[1] ?? "");
  const found = decoded(query.get("e") ?? "");
  const run = Number(query.get("run"));
  if (found !== null) useExperiment.setState({ experiment: { ...FIRST, ...found }, run: null });
  if (Number.isInteger(run) && run > 0) useExperiment.setState({ run });
}
