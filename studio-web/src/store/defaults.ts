/** The defaults for a data set, from its summary on the server. Pure. */
import type { DataSummary, Experiment } from "../engine/types";

const FIELDS = ["scaling", "hidden", "algorithm", "epochs", "batch_size"] as const;

/**
 * The experiment on other data. Settings that the user changed stay; the others take the new
 * defaults. Until the summary of the old data has arrived, `first` are its defaults: those of a new
 * experiment.
 */
export function onData(
  experiment: Experiment,
  cards: DataSummary[],
  name: string,
  first?: Experiment,
): Partial<Experiment> {
  const suitedTo = (data: string | undefined) => cards.find((card) => card.name === data)?.suited;
  const [old, next] = [suitedTo(experiment.data?.name) ?? first, suitedTo(name)];
  const isUntouched =
    old !== undefined &&
    FIELDS.every((key) => JSON.stringify(experiment[key]) === JSON.stringify(old[key]));
  const data = { ...experiment.data, name, rows: null, noise: null };
  return isUntouched && next ? { ...next, data } : { data };
}
