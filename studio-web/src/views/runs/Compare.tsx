/** The selected runs: their curves overlaid, and their changes with the effects. */
import { Scroll } from "../../parts/DataTable";
import { useEffect, useMemo } from "react";
import type { Catalogue, Curves, Run } from "../../engine/types";
import { Chart } from "../../parts/Chart";
import { measureText, textOf } from "../../parts/numbers";
import { Subject } from "../../parts/Saveable";
import { useCalm } from "../../parts/useView";
import { Select } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { fetchCurves, useRuns } from "../../store/runs";
import { type Axis, columnsOf, type Measure, overlaid, type Part } from "./overlay";
import { differing, settingsOf } from "./settings";
import { type Compared, sentence, settingName, settingText, titleOf } from "./comparison";
import { useView } from "./view";
import { useCatalogueWords } from "../../words/catalogue";
import { useRunsWords } from "./words";

const CALM_MS = 400;

export function Compare({ runs, catalogue }: { runs: Run[]; catalogue: Catalogue | null }) {
  const words = useRunsWords();
  const compared = useMemo(
    () => runs.map((run) => ({ run, settings: settingsOf(run.experiment, catalogue) })),
    [runs, catalogue],
  );
  return (
    <section className="card" id="compare" tabIndex={-1} aria-label={words.compare}>
      <h2>{words.compare}</h2>
      {runs.length < 2 ? (
        <p className="soft">{words.compareHint}</p>
      ) : (
        <>
          <Overlay runs={runs} />
          <h3>{words.changed}</h3>
          <div className="changed">
            <Differences compared={compared} />
            <Sentences compared={compared} />
          </div>
        </>
      )}
    </section>
  );
}

/**
 * Fetches the whole curves of the runs: the events contain only the records since the page was
 * opened.
 */
function useCurves(runs: Run[]): Record<number, Curves> {
  const ids = runs.map((run) => run.id).join();
  const restarts = useRuns((state) => state.restarts);
  useEffect(() => {
    const wanted = ids.split(",").map(Number);
    for (const id of wanted) void fetchCurves(id).catch(() => undefined);
  }, [ids, restarts]);
  return useCalm(
    useRuns((state) => state.curves),
    CALM_MS,
  );
}

function Overlay({ runs }: { runs: Run[] }) {
  const words = useRunsWords();
  const { subjects } = usePartWords();
  const { axis, measure, part, set } = useView();
  const curves = useCurves(runs);
  const columns = columnsOf(measure, part);
  const named = runs.flatMap((run, place) =>
    columns.map(({ column, isTraining }) => ({
      name: titleOf(run) + (part === "both" && isTraining ? ` (${words.parts.training})` : ""),
      colour: `--class-${place}`,
      dashed: part === "both" && isTraining,
      x: curves[run.id]?.[axis] ?? [],
      values: curves[run.id]?.[column] ?? [],
    })),
  );
  const all = overlaid(named);
  const hasValues = all.values.some((values) => values.some((value) => value != null));
  const lines = named.map((line, place) => ({ ...line, values: all.values[place] ?? [] }));
  return (
    <>
      <div className="fields">
        <Select
          label={words.measure}
          value={measure}
          options={[
            { value: "loss", title: words.loss },
            { value: "accuracy", title: words.accuracy },
          ]}
          onChange={(value) => set({ measure: value as Measure })}
        />
        <Select
          label={words.part}
          value={part}
          options={(["held_out", "training", "both"] as const).map((value) => ({
            value,
            title: words.parts[value],
          }))}
          onChange={(value) => set({ part: value as Part })}
        />
        <Select
          label={words.axis}
          value={axis}
          options={(["index", "forward_passes"] as const).map((value) => ({
            value,
            title: words.axes[value],
          }))}
          onChange={(value) => set({ axis: value as Axis })}
        />
      </div>
      {hasValues ? (
        <Subject value={subjects(runs.map(({ id }) => id))}>
          <Chart
            title={words[measure]}
            across={words.axes[axis]}
            x={all.x}
            lines={lines}
            height={280}
            textOf={textOf(measure)}
          />
        </Subject>
      ) : (
        <p className="soft">{words.noCurve}</p>
      )}
    </>
  );
}

function Sentences({ compared }: { compared: Compared[] }) {
  const words = useRunsWords();
  const names = useCatalogueWords();
  const [base, ...others] = compared;
  if (base === undefined) return null;
  return (
    <div className="comparison">
      <ul>
        {others.map((other) => (
          <li key={other.run.id}>
            <b>{words.against(titleOf(other.run), titleOf(base.run))}</b>{" "}
            {sentence(base, other, words, names)}
          </li>
        ))}
      </ul>
      <p className="soft">{words.luck}</p>
    </div>
  );
}

const OUTCOMES = [
  "epoch",
  "forward_passes",
  "val_accuracy",
  "val_loss",
  "accuracy",
  "loss",
  "learning_rate",
] as const;

function Differences({ compared }: { compared: Compared[] }) {
  const words = useRunsWords();
  const names = useCatalogueWords();
  const keys = differing(compared.map(({ settings }) => settings));
  return (
    <Scroll label={words.changed}>
      <table className="side">
        <thead>
          <tr>
            <th scope="col">{words.setting}</th>
            {compared.map(({ run }, place) => (
              <th key={run.id} scope="col">
                <i style={{ background: `var(--class-${place})` }} /> {titleOf(run)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">{settingName(key, words, names)}</th>
              {compared.map(({ run, settings }) => (
                <td key={run.id}>{settingText(key, settings.get(key), words, names)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={compared.length + 1}>
              {words.outcome}
            </th>
          </tr>
          {OUTCOMES.map((name) => (
            <tr key={name}>
              <th scope="row">{words.outcomes[name]}</th>
              {compared.map(({ run }) => (
                <td key={run.id}>
                  {measureText(name, name === "epoch" ? run.epoch : run.last?.[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
