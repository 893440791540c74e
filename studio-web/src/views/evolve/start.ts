/** What one press begins: an evolution of the present data, and gradient descent beside it. Pure. */
import type { Catalogue, DataSummary, Experiment } from "../../engine/types";

/** An experiment by evolution: as it is if it evolves already, else with what suits the data. */
export function evolutionOf(
  experiment: Experiment,
  { evolution: { algorithm, epochs, batch_size } }: DataSummary,
  isEvolution: boolean,
): Experiment {
  return isEvolution ? experiment : { ...experiment, algorithm, epochs, batch_size };
}

/** A forward pass, and a backward pass, which counts as two. */
const PASSES_OF_DESCENT = 3;
const MOST_EPOCHS = 2000;

/** The same experiment by gradient descent, for about as many forward passes, up to a limit. */
export function descentOf(
  evolution: Experiment,
  { suited }: DataSummary,
  population: number | null,
  rows: number,
): Experiment {
  const { algorithm, batch_size } = suited;
  const generations = evolution.epochs ?? suited.epochs;
  const passes = generations * (population ?? 1) * (evolution.batch_size ?? rows);
  const epochs = Math.ceil(passes / (PASSES_OF_DESCENT * Math.max(rows, 1)));
  return {
    ...evolution,
    algorithm,
    batch_size,
    epochs: population === null ? suited.epochs : Math.min(MOST_EPOCHS, Math.max(1, epochs)),
  };
}

/** The entry of an experiment's algorithm in the catalogue. */
export const entryOf = ({ algorithm }: Experiment, catalogue: Catalogue | null) =>
  catalogue?.algorithms.find(({ name }) => name === algorithm?.name);

/** The individuals of a generation; null where the algorithm derives them from the network. */
export function populationOf(experiment: Experiment, catalogue: Catalogue | null): number | null {
  const isSize = ({ name }: { name: string }) => name === "population_size";
  const usual = entryOf(experiment, catalogue)?.fields.find(isSize)?.default;
  const size = experiment.algorithm?.settings?.["population_size"] ?? usual;
  return typeof size === "number" ? size : null;
}
