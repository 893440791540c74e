import { useEffect, useMemo } from "react";
import { api } from "../../engine/client";
import { NO_CURVES } from "../../engine/curves";
import type { Curves, Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { Chart, type Line } from "../../parts/Chart";
import { ErrorNote } from "../../parts/ErrorNote";
import { NetworkDiagram } from "../../parts/NetworkDiagram";
import { shown } from "../../parts/pictures";
import { useCalm, useFetched } from "../../parts/useLook";
import { useExperiment } from "../../store/experiment";
import { fetchCurves, useRuns } from "../../store/runs";
import { useWords } from "../../words";
import { Controls } from "./Controls";
import { Filters, Planes } from "./Planes";
import { More } from "./More";

export function Live() {
  const words = useWords().lab;
  const { run: id, experiment } = useExperiment();
  const run = useRuns((state) => (id === null ? null : (state.runs[id] ?? null)));
  useRunOfAddress(id);
  const state = run ? words.at(run.epoch, words.status[run.status]) : words.fresh;
  return (
    <section className="card" aria-label={words.live}>
      <h2>{words.live}</h2>
      <Controls run={run} />
      <p className="soft">
        {state}
        {run?.last && ` · ${words.heldOut} ${words.loss.toLowerCase()} ${shown(run.last.val_loss)}`}
        {run?.last?.val_accuracy != null &&
          ` · ${words.accuracy.toLowerCase()} ${shown(run.last.val_accuracy)}`}
      </p>
      <Announcer text={run && run.status !== "running" ? `${state}. ${run.note}` : ""} />
      {run && <Looks run={run} isImages={experiment.data?.name === "mnist"} />}
    </section>
  );
}

/** A run that the address or another screen named: its experiment and its curves are fetched. */
function useRunOfAddress(id: number | null) {
  useEffect(() => {
    if (id === null) return;
    api.run(id).then(
      (run) => {
        useRuns.setState((old) => ({ runs: { ...old.runs, [id]: run } }));
        useExperiment.getState().open(id, run.experiment);
        return fetchCurves(id);
      },
      () => useExperiment.getState().open(null),
    );
  }, [id]);
}

function linesOf(
  curves: Curves,
  names: { training: string; heldOut: string },
  of: "loss" | "accuracy",
): Line[] {
  return [
    { name: names.training, colour: "--plus", values: curves[of] },
    { name: names.heldOut, colour: "--minus", values: curves[`val_${of}`], dashed: true },
  ];
}

function Looks({ run, isImages }: { run: Run; isImages: boolean }) {
  const words = useWords().lab;
  const chart = useWords().chart;
  const curves = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const moment = useCalm(`${run.id} ${run.epoch} ${run.progress} ${run.status}`, 350);
  const network = useFetched(moment, () => api.network(run.id));
  const loss = useMemo(() => linesOf(curves, words, "loss"), [curves, words]);
  const accuracy = useMemo(() => linesOf(curves, words, "accuracy"), [curves, words]);
  const hasAccuracy = curves.accuracy.some((value) => value !== null);
  return (
    <>
      <Chart title={words.loss} across={chart.epoch} x={curves.index} lines={loss} />
      {hasAccuracy && (
        <Chart title={words.accuracy} across={chart.epoch} x={curves.index} lines={accuracy} />
      )}
      <h3>{words.weights}</h3>
      <ErrorNote error={network.error} />
      {network.value && <NetworkDiagram look={network.value} label={words.weights} />}
      {isImages ? (
        <Filters run={run.id} moment={moment} />
      ) : (
        <Planes run={run.id} moment={moment} look={network.value} />
      )}
      <More run={run} />
    </>
  );
}
