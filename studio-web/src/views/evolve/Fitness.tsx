import { useMemo } from "react";
import { NO_CURVES } from "../../engine/curves";
import type { Run } from "../../engine/types";
import { Chart, type Line } from "../../parts/Chart";
import { Region } from "../../parts/Region";
import { useRuns } from "../../store/runs";
import { useFitnessText } from "./population";
import { useEvolveWords } from "./words";

/** Best and mean fitness of each generation, all others as a band; and the population's diversity. */
export function Fitness({ run, means }: { run: Run; means: string }) {
  const words = useEvolveWords();
  const curves = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const text = useFitnessText(means);
  const names = words.curveNames;
  const fitness = useMemo(
    (): Line[] => [
      { name: names.best, colour: "--plus", values: curves.best },
      { name: names.mean, colour: "--accent", values: curves.mean, dashed: true },
    ],
    [curves, names],
  );
  const diversity = useMemo(
    (): Line[] => [{ name: names.diversity, colour: "--accent", values: curves.diversity }],
    [curves, names],
  );
  const band = useMemo(
    () => [{ name: words.spread, colour: "--accent", lower: curves.worst, upper: curves.best }],
    [curves, words],
  );
  const common = { across: words.generation, x: curves.index, group: "evolve", fills: true };
  return (
    <Region className="charts" title={words.curves}>
      <Chart title={words.fitness} {...common} lines={fitness} areas={band} textOf={text} />
      <Chart title={words.diversity} {...common} lines={diversity} />
    </Region>
  );
}
