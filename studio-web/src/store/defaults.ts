/** The settings that suit a data set, from its summary on the server. Pure. */
import type { DataSummary, Experiment, LayerChoice } from "../engine/types";

export type Field = keyof Experiment;

/** An experiment on one data set with nothing changed: what the marks of changes compare with. */
export function suitedTo(
  experiment: Experiment,
  cards: DataSummary[],
  defaults: Experiment,
): Experiment {
  const { name = "", rows = null, noise = null } = experiment.data ?? {};
  const data = { ...defaults.data, name, rows, noise };
  return { ...defaults, ...cards.find((card) => card.name === name)?.suited, data };
}

/**
 * What changes with the data: everything takes what suits them, except what the learner set by
 * hand. Layers that only take one shape of rows never stay.
 */
export function onData(
  experiment: Experiment,
  cards: DataSummary[],
  name: string,
  byHand: readonly Field[] = [],
): Partial<Experiment> {
  const data = { ...experiment.data, name, rows: null, noise: null };
  const suited = cards.find((card) => card.name === name)?.suited ?? {};
  const isKept = (field: string) =>
    byHand.includes(field as Field) &&
    !(field === "hidden" && (experiment.hidden ?? []).some(takesOneShape));
  const taken = Object.entries(suited).filter(([field]) => !isKept(field));
  const automatic = AUTOMATIC.filter((field) => !byHand.includes(field));
  const others = [...taken, ...automatic.map((field) => [field, null] as const)];
  return { ...Object.fromEntries(others), data };
}

/** They belong to classes or to numbers. */
const AUTOMATIC = ["output", "loss"] as const;

const takesOneShape = ({ kind }: LayerChoice) => kind === "layer";
