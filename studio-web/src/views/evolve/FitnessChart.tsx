import { useMemo } from "react";
import { NO_CURVES } from "../../engine/curves";
import type { Run } from "../../engine/types";
import { Chart, type Line } from "../../parts/Chart";
import { useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { WORDS } from "./words";

/** Best, mean and worst fitness of each generation, and the diversity of the population. */
export function FitnessChart({ run }: { run: Run }) {
  const words = useWordsOf(WORDS);
  const curves = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const names = words.curveNames;
  const fitness = useMemo(
    (): Line[] => [
      { name: names.best, colour: "--plus", values: curves.best },
      { name: names.mean, colour: "--accent", values: curves.mean, dashed: true },
      { name: names.worst, colour: "--minus", values: curves.worst },
    ],
    [curves, names],
  );
  const diversity = useMemo(
    (): Line[] => [{ name: names.diversity, colour: "--accent", values: curves.diversity }],
    [curves, names],
  );
  return (
    <div className="card">
      <Chart title={words.curves} across={words.generation} x={curves.index} lines={fitness} />
      <Chart
        title={words.diversity}
        across={words.generation}
        x={curves.index}
        lines={diversity}
        height={130}
      />
    </div>
  );
}
