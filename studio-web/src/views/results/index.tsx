/** Results: how good the network is, where its errors are, and what they mean, on one screen. */
import type { Run } from "../../engine/types";
import { useShownRun } from "../../parts/RunPicker";
import { OfRun } from "../../parts/Saveable";
import { numberIn, useAddress } from "../../parts/useAddress";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import "../lab/lab.css";
import "../lab/panels.css";
import { Empty } from "./Empty";
import "./results.css";
import { Shown } from "./Shown";

const any = () => true;

export default function Results() {
  const [query, put] = useAddress("/results");
  const { run, runs } = useShownRun(query, put, any);
  const isComing = useRuns((state) => state.connection === "connecting");
  const show = (chosen: Run) => {
    useExperiment.getState().open(chosen.id, chosen.experiment);
    put({ run: chosen.id, cell: null });
  };
  if (run === null) return isComing || numberIn(query, "run") !== null ? null : <Empty />;
  return (
    <OfRun run={run}>
      <Shown key={run.id} run={run} runs={runs} query={query} put={put} onShow={show} />
    </OfRun>
  );
}
