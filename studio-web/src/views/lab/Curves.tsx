import { useMemo, useState } from "react";
import type { Curves as Records } from "../../engine/types";
import { type Area, Chart, type Line } from "../../parts/Chart";
import { lossText, percent } from "../../parts/numbers";
import { Region } from "../../parts/Region";
import { Segments } from "../../parts/widgets";
import { useWords } from "../../words";
import { useLab } from "./context";
import { useLabWords } from "./words";
import type { LabWords } from "./words.en";

type Axis = "epoch" | "passes";

/** Loss and accuracy over epochs or over forward passes; for evolution also fitness. */
export function Curves() {
  const { curves, run, view } = useLab();
  const words = useLabWords();
  const chart = useWords().chart;
  const [by, setBy] = useState<Axis>("epoch");
  const heldOut = view.value?.held_out === 0 ? words.sameRows : words.heldOut;
  const lines = useMemo(() => linesOf(curves, words, heldOut), [curves, words, heldOut]);
  const across = by === "epoch" ? chart.epoch : words.passes;
  const x = by === "epoch" ? curves.index : curves.forward_passes;
  const common = {
    across,
    x,
    group: "lab",
    fills: true,
    options: <AxisChoice value={by} onChange={setBy} />,
  };
  const hasClasses = view.value?.card.classes !== null;
  return (
    <Region className="charts" title={words.curves}>
      <Chart title={words.loss} {...common} lines={lines.loss} textOf={lossText} />
      {hasClasses && (
        <Chart
          title={words.accuracy}
          {...common}
          lines={lines.accuracy}
          most={1}
          textOf={percent}
        />
      )}
      {run?.is_evolution && (
        <Chart title={words.fitness} {...common} lines={lines.fitness} areas={lines.spread} />
      )}
    </Region>
  );
}

function AxisChoice({ value, onChange }: { value: Axis; onChange: (axis: Axis) => void }) {
  const words = useLabWords();
  return (
    <Segments
      label={words.xAxis}
      value={value}
      options={[
        { value: "epoch", title: words.epochs },
        { value: "passes", title: words.passes },
      ]}
      onChange={(chosen) => onChange(chosen as Axis)}
    />
  );
}

interface Drawn {
  loss: Line[];
  accuracy: Line[];
  fitness: Line[];
  spread: Area[];
}

function linesOf(curves: Records, words: LabWords, heldOut: string): Drawn {
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
