/** Evolve: a population, generation by generation, and every gene of one child, on one screen. */
import { useMemo } from "react";
import type { Run } from "../../engine/types";
import { useShownRun } from "../../parts/RunPicker";
import { OfRun } from "../../parts/Saveable";
import { numberIn, type Part, useAddress } from "../../parts/useAddress";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import "../lab/lab.css";
import "../lab/panels.css";
import "./evolve.css";
import "./panels.css";
import { Shown } from "./Shown";
import { Start } from "./Start";

const evolves = (run: Run) => run.is_evolution;
const none = () => false;

/** What the address tells of the run that it names. */
const OF_A_RUN = { individual: null, kin: null, mother: null, father: null, with: null };

export default function Evolve() {
  const [query, put] = useAddress("/evolve");
  const all = useRuns((state) => state.runs);
  const isConnected = useRuns((state) => state.connection !== "connecting");
  const open = useExperiment((state) => state.run);
  const named = numberIn(query, "run");
  const subject = all[named ?? open ?? -1];
  const descent = subject !== undefined && !subject.is_evolution ? subject : null;
  const { run } = useShownRun(query, put, descent === null ? evolves : none);
  const runs = useMemo(
    () =>
      Object.values(all)
        .filter(evolves)
        .sort((a, b) => b.id - a.id),
    [all],
  );
  const show = (chosen: Run, part: Part = {}) => {
    useExperiment.getState().open(chosen.id, chosen.experiment);
    put({ ...OF_A_RUN, run: chosen.id, ...part });
  };
  if (run === null) {
    const isComing = !isConnected || (named !== null && subject === undefined);
    return isComing ? null : <Start descent={descent} runs={runs} onShow={show} />;
  }
  return (
    <OfRun run={run}>
      <Shown key={run.id} run={run} runs={runs} query={query} put={put} onShow={show} />
    </OfRun>
  );
}
