import { memo, useMemo, useState } from "react";
import { api } from "../../engine/client";
import { NO_CURVES } from "../../engine/curves";
import type {
  Curves,
  DataView,
  Experiment,
  NetworkView,
  NeuronPlane,
  Run,
} from "../../engine/types";
import { Chart, type Area, type Line } from "../../parts/Chart";
import { ErrorNote } from "../../parts/ErrorNote";
import { NetworkDiagram } from "../../parts/NetworkDiagram";
import { useCalm, useView } from "../../parts/useView";
import { Segments } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import { useWords } from "../../words";
import { Predictions } from "./Predictions";
import { Controls } from "./Controls";
import { Filters } from "./Filters";
import { More } from "./More";
import { Planes, usePlane } from "./Planes";
import { DataTabs } from "./DataTabs";
import { sketchOf } from "./sketch";
import { useLabWords } from "./words";
import type { LabWords } from "./words.en";

const REFRESH_MS = 350;
/** Large networks change slowly, and computing a view slows their training. */
const LARGE = 20_000;
const LARGE_REFRESH_MS = 700;
const NO_PLANES: NeuronPlane[] = [];

interface LiveProps {
  run: Run | null;
  view: DataView | null;
  /** The planned network of layers that are not all dense. */
  sketch: NetworkView | null;
}

export function Live({ run, view, sketch }: LiveProps) {
  const words = useLabWords();
  return (
    <section className="live" aria-label={words.live}>
      <Controls run={run} holdsOut={view?.held_out !== 0} />
      {run ? <RunViews run={run} view={view} /> : <Sketch view={view} sketch={sketch} />}
    </section>
  );
}

/** Before there is a run: the shape of the network, and the training data. */
function Sketch({ view, sketch }: Omit<LiveProps, "run">) {
  const words = useLabWords();
  const experiment = useExperiment((state) => state.experiment);
  return (
    <>
      <div className="live-pair">
        <div className="card">
          <h2>{words.weights}</h2>
          <Shape experiment={experiment} view={view} sketch={sketch} />
        </div>
        {view && <DataTabs key={view.card.name} view={view} />}
      </div>
      <Charts
        curves={NO_CURVES}
        isEvolution={false}
        hasClasses={view?.card.classes !== null}
        heldOut={words.heldOut}
      />
    </>
  );
}

interface ShapeProps {
  experiment: Experiment;
  view: DataView | null;
  sketch: NetworkView | null;
}

/** The network without weights: before there is a run, and until its first view has arrived. */
function Shape({ experiment, view, sketch }: ShapeProps) {
  const words = useLabWords();
  const own = useMemo(() => (view ? sketchOf(experiment, view) : null), [experiment, view]);
  const network = own ?? sketch;
  return network && <NetworkDiagram view={network} label={words.weights} />;
}

interface RunViewsProps {
  run: Run;
  view: DataView | null;
}

/** The views of a run during training: the network, its predictions, the curves. */
function RunViews({ run, view }: RunViewsProps) {
  const words = useLabWords();
  const curves = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const restarts = useRuns((state) => state.restarts);
  const moment = useCalm(
    `${run.epoch} ${run.progress} ${run.status} ${run.learning_rate} ${restarts}`,
    run.parameters > LARGE ? LARGE_REFRESH_MS : REFRESH_MS,
  );
  const network = useView(String(run.id), moment, () => api.network(run.id));
  const plane = usePlane(run, moment, view);
  return (
    <>
      <div className={view?.side == null ? "live-pair" : "live-pair of-images"} data-tour="watch">
        <div className="card">
          <h2>{words.weights}</h2>
          <ErrorNote error={network.error} />
          {network.value === null ? (
            <Shape experiment={run.experiment} view={view} sketch={null} />
          ) : (
            <NetworkDiagram
              view={network.value}
              label={words.weights}
              planes={plane.boundary.value?.neurons ?? NO_PLANES}
            />
          )}
        </div>
        <div className="stack">
          {plane.isPossible && <Planes plane={plane} classes={network.value?.outputs ?? []} />}
          {view?.side != null && <Filters run={run.id} moment={moment} />}
          {view?.card.classes === null && <Predictions run={run.id} moment={moment} view={view} />}
        </div>
      </div>
      <Charts
        curves={curves}
        isEvolution={run.is_evolution}
        hasClasses={view?.card.classes !== null}
        heldOut={view?.held_out === 0 ? words.sameRows : words.heldOut}
      />
      <More run={run.id} />
      {view && <DataTabs key={view.card.name} view={view} />}
    </>
  );
}

interface ChartsProps {
  curves: Curves;
  isEvolution: boolean;
  hasClasses: boolean;
  /** The name of the rows that are evaluated after each epoch. */
  heldOut: string;
}

/** Loss and accuracy over epochs or over forward passes; for evolution also fitness. */
const Charts = memo(function Charts(props: ChartsProps) {
  const { curves, isEvolution, hasClasses, heldOut } = props;
  const words = useLabWords();
  const chart = useWords().chart;
  const [by, setBy] = useState<"epoch" | "passes">("epoch");
  const lines = useMemo(() => linesOf(curves, words, heldOut), [curves, words, heldOut]);
  const across = by === "epoch" ? chart.epoch : words.passes;
  const x = by === "epoch" ? curves.index : curves.forward_passes;
  const common = { across, x, group: "lab" };
  return (
    <div className="card">
      <div className="live-charts">
        <Chart title={words.loss} {...common} lines={lines.loss} />
        {hasClasses && <Chart title={words.accuracy} {...common} lines={lines.accuracy} most={1} />}
        {isEvolution && (
          <Chart title={words.fitness} {...common} lines={lines.fitness} areas={lines.spread} />
        )}
      </div>
      <Segments
        label={words.xAxis}
        value={by}
        options={[
          { value: "epoch", title: words.epochs },
          { value: "passes", title: words.passes },
        ]}
        onChange={(value) => setBy(value as "epoch" | "passes")}
      />
    </div>
  );
});

interface Drawn {
  loss: Line[];
  accuracy: Line[];
  fitness: Line[];
  spread: Area[];
}

function linesOf(curves: Curves, words: LabWords, heldOut: string): Drawn {
  const both = (training: Line["values"], after: Line["values"]): Line[] => [
    { name: words.training, colour: "--plus", values: training },
    { name: heldOut, colour: "--minus", values: after, dashed: true },
  ];
  const spread = { name: words.spread, lower: curves.worst, upper: curves.best };
  return {
    loss: both(curves.loss, curves.val_loss),
    accuracy: both(curves.accuracy, curves.val_accuracy),
    fitness: [
      { name: words.best, colour: "--plus", values: curves.best },
      { name: words.mean, colour: "--accent", values: curves.mean, dashed: true },
    ],
    spread: [{ ...spread, colour: "--accent" }],
  };
}
