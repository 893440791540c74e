import { useEffect, useMemo, useState } from "react";
import { api } from "../../engine/client";
import type { Band } from "../../engine/types";
import { type Area, Chart, type Line } from "../../parts/Chart";
import { ErrorNote } from "../../parts/ErrorNote";
import { lossText, percent } from "../../parts/numbers";
import { Button } from "../../parts/widgets";
import { keepAnswer, useRuns } from "../../store/runs";
import { useWords } from "../../words";
import { useSay } from "../../words/messages";
import { useLabWords } from "./words";

/** Twenty runs with other seeds: how much of the result is luck. */
export function Seeds({ run }: { run: number }) {
  const { reasons } = useWords();
  const words = useLabWords();
  const band = useBand(run);
  const [error, setError] = useState<unknown>(null);
  const begin = () => void keepAnswer("bands", run, api.startSeeds(run)).catch(setError);
  const stop = () => void api.stopSeeds(run).catch(setError);
  return (
    <div className="stack">
      {!band && <p className="soft">{words.seedsHint}</p>}
      <div className="row">
        <Button isDisabled={band?.is_running === true} why={reasons.running} onPress={begin}>
          {words.seeds}
          {band ? ` (${band.done}/${band.of})` : ""}
        </Button>
        {band?.is_running && <Button onPress={stop}>{words.stop}</Button>}
      </div>
      <ErrorNote error={error} />
      {band && <BandChart band={band} />}
    </div>
  );
}

/** The band of a run; fetched once, for instance after the page was reloaded. */
function useBand(run: number): Band | null {
  const band = useRuns((state) => state.bands[run]);
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    keepAnswer("bands", run, api.seeds(run)).catch(() => undefined);
  }, [run, restarts]);
  return band && band.of > 0 ? band : null;
}

function BandChart({ band }: { band: Band }) {
  const words = useLabWords();
  const say = useSay();
  const lines = useMemo(
    (): Line[] => [{ name: words.median, colour: "--accent", values: band.median }],
    [band, words],
  );
  const areas = useMemo(
    (): Area[] => [
      { name: words.all, colour: "--accent", lower: band.low, upper: band.high, strength: 0.13 },
      {
        name: words.middle,
        colour: "--accent",
        lower: band.lower_quartile,
        upper: band.upper_quartile,
        strength: 0.3,
      },
    ],
    [band, words],
  );
  const isAccuracy = band.measure === "val_accuracy";
  const measure = isAccuracy ? words.heldOutAccuracy : words.heldOutLoss;
  const textOf = isAccuracy ? percent : lossText;
  const [median, low, high] = [band.median, band.low, band.high].map((at) => textOf(at.at(-1)));
  return (
    <>
      <progress aria-label={words.seeds} max={band.of} value={band.done} />
      <Chart
        title={`${words.seeds}: ${measure}`}
        across={useWords().chart.epoch}
        x={band.index}
        lines={lines}
        areas={areas}
        textOf={textOf}
        {...(isAccuracy ? { most: 1 } : {})}
      />
      <p role="status">
        {band.done > 0 &&
          words.seedsResult(band.done, measure, median ?? "", low ?? "", high ?? "")}{" "}
        {say(band.note)}
      </p>
    </>
  );
}
