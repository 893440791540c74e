import { useState } from "react";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { Chart } from "../../parts/Chart";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Dialog } from "../../parts/widgets";
import { after, useRuns } from "../../store/runs";
import { useWords } from "../../words";

/** Twenty seeds, and the Python for this. */
export function More({ run }: { run: Run }) {
  const words = useWords();
  const band = useRuns((state) => state.bands[run.id]);
  const [script, setScript] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isCopied, setCopied] = useState(false);
  const seeds = () =>
    api
      .startSeeds(run.id)
      .then(
        (begun) => useRuns.setState((old) => after(old, { type: "band", band: begun })),
        setError,
      );
  const python = () => api.script(run.id).then((found) => setScript(found.script), setError);
  const copy = () =>
    navigator.clipboard.writeText(script ?? "").then(() => setCopied(true), setError);
  return (
    <>
      <div className="row">
        <Button isDisabled={band?.is_running === true} onPress={() => void seeds()}>
          {words.lab.seeds}
          {band ? ` (${band.done}/${band.of})` : ""}
        </Button>
        <Button onPress={() => void python()}>{words.lab.python}</Button>
      </div>
      <ErrorNote error={error} />
      {band === undefined ? (
        <p className="soft">{words.lab.seedsHint}</p>
      ) : (
        <>
          <Chart
            title={`${words.lab.seeds}: ${band.measure}`}
            across={words.chart.epoch}
            x={band.index}
            lines={[
              { name: words.lab.median, colour: "--accent", values: band.median },
              {
                name: words.lab.lower,
                colour: "--plus",
                values: band.lower_quartile,
                dashed: true,
              },
              {
                name: words.lab.upper,
                colour: "--minus",
                values: band.upper_quartile,
                dashed: true,
              },
            ]}
          />
          <p>
            {band.sentence} {band.note}
          </p>
        </>
      )}
      <Dialog
        title={words.lab.python}
        close={words.close}
        isOpen={script !== null}
        onClose={() => setScript(null)}
      >
        <pre>{script}</pre>
        <Button onPress={() => void copy()}>{isCopied ? words.lab.copied : words.lab.copy}</Button>
      </Dialog>
    </>
  );
}
