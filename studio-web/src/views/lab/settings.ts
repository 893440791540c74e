/** The settings of the form: which differ from those that suit the data, and how to put them back. */
import type { AlgorithmChoice, DenseChoice, Experiment, LayerChoice } from "../../engine/types";
import type { Setting } from "../../engine/types";

export interface Regularization {
  regularizer: NonNullable<DenseChoice["regularizer"]> | null;
  strength: number;
}

/** Rows of a mini-batch of gradient descent where the experiment says nothing. */
export const USUAL_BATCH = 32;

const NO_REGULARIZATION: Regularization = { regularizer: null, strength: 0.01 };

export const isDense = (layer: LayerChoice): layer is DenseChoice =>
  layer.kind === undefined || layer.kind === "dense";

/** The regularization that all layers of neurons share; null where they differ. */
export function regularizationOf(hidden: readonly LayerChoice[]): Regularization | null {
  const [first, ...others] = hidden.filter(isDense).map(ownOf);
  if (first === undefined) return NO_REGULARIZATION;
  return others.every((other) => isSame(other, first)) ? first : null;
}

const ownOf = ({ regularizer = null, strength = 0.01 }: DenseChoice): Regularization => ({
  regularizer,
  strength,
});

const isSame = (a: Regularization, b: Regularization) =>
  a.regularizer === b.regularizer && (a.regularizer === null || a.strength === b.strength);

/** The layers with another regularization in each layer of neurons. */
export function regularized(hidden: readonly LayerChoice[], wanted: Regularization): LayerChoice[] {
  return hidden.map((layer) => (isDense(layer) ? { ...layer, ...wanted } : layer));
}

/** The layers without what has a mark of its own. */
const shapeOf = (hidden: readonly LayerChoice[] = []) => regularized(hidden, NO_REGULARIZATION);

/** The settings of the algorithm that suit the data; of another algorithm its own defaults. */
export function suitedSettings(
  { name }: AlgorithmChoice,
  suited: Experiment,
): Record<string, Setting> {
  const own = suited.algorithm;
  return own?.name === name ? (own?.settings ?? {}) : {};
}

/** What can be marked as changed, and put back, by itself. */
export type Mark = keyof typeof MARKS;

const field = <Name extends keyof Experiment>(name: Name) => ({
  of: (experiment: Experiment): unknown => experiment[name],
  back: (_: Experiment, suited: Experiment): Partial<Experiment> => ({ [name]: suited[name] }),
});
const ofData = (name: "test" | "seed" | "rows" | "noise") => ({
  of: ({ data }: Experiment): unknown => data?.[name],
  back: ({ data }: Experiment, suited: Experiment): Partial<Experiment> => ({
    data: { ...data, [name]: suited.data?.[name] },
  }),
});

const MARKS = {
  scaling: field("scaling"),
  output: field("output"),
  loss: field("loss"),
  epochs: field("epochs"),
  batch_size: field("batch_size"),
  seed: field("seed"),
  test: ofData("test"),
  split: ofData("seed"),
  algorithm: {
    of: ({ algorithm }: Experiment): unknown => algorithm?.name,
    back: (_: Experiment, { algorithm }: Experiment) => ({ algorithm }) as Partial<Experiment>,
  },
  hidden: {
    of: ({ hidden }: Experiment): unknown => shapeOf(hidden),
    back: (_: Experiment, { hidden }: Experiment) => ({ hidden }) as Partial<Experiment>,
  },
  regularization: {
    of: ({ hidden = [] }: Experiment): unknown => regularizationOf(hidden),
    back: ({ hidden = [] }: Experiment, suited: Experiment): Partial<Experiment> => ({
      hidden: regularized(hidden, regularizationOf(suited.hidden ?? []) ?? NO_REGULARIZATION),
    }),
  },
};

/** Whether a setting differs from what suits the data. */
export function isChanged(mark: Mark, experiment: Experiment, suited: Experiment): boolean {
  const { of } = MARKS[mark];
  return JSON.stringify(of(experiment)) !== JSON.stringify(of(suited));
}

/** The change that puts a setting back. */
export function back(mark: Mark, experiment: Experiment, suited: Experiment): Partial<Experiment> {
  return MARKS[mark].back(experiment, suited);
}

/** Settings of the algorithm that differ from what suits the data, or from their defaults. */
export function changedSettings(
  algorithm: AlgorithmChoice,
  suited: Experiment,
  defaults: Record<string, Setting | null>,
): string[] {
  const own = suitedSettings(algorithm, suited);
  const valueOf = (settings: Record<string, Setting>, name: string) =>
    settings[name] ?? defaults[name] ?? null;
  return Object.keys(defaults).filter(
    (name) => valueOf(algorithm.settings ?? {}, name) !== valueOf(own, name),
  );
}

/** How many settings differ from what suits the data. */
export function changesIn(
  experiment: Experiment,
  suited: Experiment,
  defaults: Record<string, Setting | null>,
): number {
  const marks = Object.keys(MARKS) as Mark[];
  const own = changedSettings(experiment.algorithm ?? {}, suited, defaults).length;
  return own + marks.filter((mark) => isChanged(mark, experiment, suited)).length;
}
