/**
 * An experiment that a lesson has set: the settings that the learner had before, and the way back to
 * the lesson.
 */
import { create } from "zustand";
import { api } from "../engine/client";
import { type ExperimentState, readAddress, useExperiment } from "./experiment";
import { useRuns } from "./runs";

export interface Spot {
  lesson: number;
  part: number;
}

type Former = Pick<ExperimentState, "experiment" | "run" | "byHand">;

interface TrialState {
  /** Where in the lessons the learner has left for the Lab. */
  spot: Spot | null;
  /** The learner's own settings, until they are put back. */
  former: Former | null;
}

export const useTrial = create<TrialState>(() => ({ spot: null, former: null }));

/** Keeps the learner's settings; those that a lesson has set, and nobody changed, are not theirs. */
function keepFormer(): void {
  const { experiment, run, byHand } = useExperiment.getState();
  const isOfLesson = useTrial.getState().former !== null && byHand.length === 0;
  if (!isOfLesson) useTrial.setState({ former: { experiment, run, byHand } });
}

/** Sets the Lab to the experiment of a link, in sight of the lesson. */
export function tryHere(hash: string): void {
  keepFormer();
  readAddress(hash);
}

/** The same before the browser follows the link to the Lab, from which there is a way back. */
export function leaveFor(spot: Spot): void {
  keepFormer();
  useTrial.setState({ spot });
}

/** The learner's own settings again, with the run that they had; the lesson's run is paused. */
export function putFormerBack(): void {
  const { former } = useTrial.getState();
  if (former === null) return;
  const { run } = useExperiment.getState();
  if (run !== null && run !== former.run && useRuns.getState().runs[run]?.status === "running")
    api.order(run, { do: "pause" }).catch(() => undefined); // it may be deleted already
  useExperiment.setState(former);
  useTrial.setState({ former: null });
}
