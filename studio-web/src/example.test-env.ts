/** An experiment for tests, with every field. */
import type { DenseChoice } from "./engine/types";

export const DENSE: DenseChoice = {
  kind: "dense",
  units: 8,
  activation: "relu",
  initializer: null,
  regularizer: null,
  strength: 0.01,
};

export const EXAMPLE = {
  data: { name: "iris", rows: null, noise: null, test: 0.25, seed: 0 },
  scaling: "standardize" as const,
  hidden: [DENSE],
  output: null,
  loss: null,
  algorithm: { name: "adam", settings: { learning_rate: 0.01 } },
  epochs: 100,
  batch_size: 32,
  seed: 0,
};
