/** Settings that a running training takes up. Pure. */
import type { AlgorithmChoice, Experiment, Run } from "../../engine/types";
import { regularized, USUAL_BATCH } from "./settings";

/** The experiment with the settings of its run as they are now. */
export function withLive(experiment: Experiment, run: Run | null): Experiment {
  if (run === null || run.is_evolution) return experiment;
  const { batch_size, regularization } = run;
  return {
    ...experiment,
    ...(experiment.algorithm ? { algorithm: withRate(experiment.algorithm, run) } : {}),
    ...(batch_size == null || batch_size === (experiment.batch_size ?? USUAL_BATCH)
      ? {}
      : { batch_size }),
    ...(regularization == null
      ? {}
      : { hidden: regularized(experiment.hidden ?? [], regularization) }),
  };
}

function withRate(algorithm: AlgorithmChoice, { learning_rate: rate }: Run): AlgorithmChoice {
  if (rate == null || algorithm.settings?.["learning_rate"] === rate) return algorithm;
  return { ...algorithm, settings: { ...algorithm.settings, learning_rate: rate } };
}

/** Whether the run can take up another setting now. */
export function isLive(run: Run | null): run is Run {
  return run !== null && !run.is_evolution && !["diverged", "failed"].includes(run.status);
}
