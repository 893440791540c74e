/** The Lab: choose data, build a network, choose a way of learning, and watch. */
import { useEffect } from "react";
import { useLocation } from "wouter";
import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useLook";
import { linkOf, useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import { Data } from "./Data";
import "./lab.css";
import { Learning } from "./Learning";
import { Live } from "./Live";
import { Network } from "./Network";

export default function Lab() {
  const restarts = useRuns((state) => state.restarts);
  const catalogue = useFetched(`catalogue ${restarts}`, api.catalogue);
  useAddress();
  return (
    <div className="lab">
      <Data />
      <div className="stack">
        {catalogue.value && <Network catalogue={catalogue.value} />}
        {catalogue.value && <Learning catalogue={catalogue.value} />}
        <ErrorNote error={catalogue.error} />
      </div>
      <Live />
    </div>
  );
}

/** Writes the experiment into the address, and reads a run's experiment when it was opened so. */
function useAddress() {
  const { experiment, run } = useExperiment();
  const [path] = useLocation();
  useEffect(() => {
    if (path.startsWith("/lab")) history.replaceState(null, "", `#/lab?${linkOf(experiment, run)}`);
  }, [experiment, run, path]);
}
