/** Results: how good the network is, where its errors are, and what they mean. */
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { RunPicker, useShownRun } from "../../parts/RunPicker";
import { type Part, type Query, useAddress } from "../../parts/useAddress";
import { useCalm, useFetched, useView } from "../../parts/useView";
import { Select } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useWordsOf } from "../../words";
import { useLabWords } from "../lab/words";
import { Confidence } from "./Confidence";
import { Confusion } from "./Confusion";
import { Misses } from "./Misses";
import { cellIn } from "./reading";
import { ClassReport, Reading } from "./Report";
import "./results.css";
import { Scatter } from "./Scatter";
import { WORDS } from "./words";

const MOST_CLASSES = 1000;
const any = () => true;

export default function Results() {
  const words = useWordsOf(WORDS);
  const [query, put] = useAddress("/results");
  const { run, runs } = useShownRun(query, put, any);
  return (
    <div className="results">
      <section className="card wide" aria-label={words.title}>
        <h2>{words.title}</h2>
        {run === null ? (
          <p>
            {words.none} <a href="#/lab">{words.toLab}</a>
          </p>
        ) : (
          <div className="row">
            <RunPicker
              label={words.run}
              runs={runs}
              value={run.id}
              onChange={(chosen) => {
                useExperiment.getState().open(chosen.id, chosen.experiment);
                put({ run: chosen.id, cell: null });
              }}
            />
            <a className="button" href={api.reportAddress(run.id)} target="_blank" rel="noreferrer">
              {words.report} ↗
            </a>
          </div>
        )}
      </section>
      {run !== null && <Shown key={run.id} run={run} query={query} put={put} />}
    </div>
  );
}

interface ShownProps {
  run: Run;
  query: Query;
  put: (part: Part) => void;
}

/** The results of one run; they follow it while it is training. */
function Shown({ run, query, put }: ShownProps) {
  const words = useWordsOf(WORDS);
  const status = useLabWords().status;
  const moment = useCalm(`${run.epoch} ${run.status}`, 1000);
  const kind = cellIn(query["cell"], MOST_CLASSES) ?? {};
  const results = useView(String(run.id), moment + JSON.stringify(kind), () =>
    api.results(run.id, { ...kind }),
  );
  const data = run.experiment.data ?? {};
  const view = useFetched(JSON.stringify(data), () => api.dataView({ ...data, count: 1 }));
  const report = results.value;
  const [training, heldOut] = report?.parts ?? [];
  if (!report || !training || !heldOut)
    return results.error === null ? (
      <p className="soft wide" role="status">
        {words.loading}
      </p>
    ) : (
      <ErrorNote error={results.error} />
    );

  const part = query["part"] === "training" ? training : heldOut;
  const cell = cellIn(query["cell"], report.classes.length);
  const state = words.at(report.epoch, status[run.status]);
  return (
    <>
      <Reading
        state={state}
        epoch={report.epoch}
        training={training}
        heldOut={heldOut}
        trainingRows={view.value ? view.value.total - view.value.held_out : training.rows}
        holdsOut={view.value?.held_out !== 0}
      />
      <Announcer text={run.status === "running" ? "" : state} />
      <ErrorNote error={results.error} />
      {report.classes.length === 0 ? (
        report.parts.map((one) => <Scatter key={one.part} part={one} />)
      ) : (
        <>
          <ClassReport training={training} heldOut={heldOut} />
          <section className="card" aria-label={words.confusion}>
            <div className="row between">
              <h2>{words.confusion}</h2>
              <Select
                label={words.rows}
                value={part.part}
                options={[heldOut, training].map((one) => ({
                  value: one.part,
                  title: words.parts[one.part],
                }))}
                onChange={(value) => put({ part: value === "training" ? value : null })}
              />
            </div>
            <Confusion
              part={part}
              classes={report.classes}
              cell={cell}
              onPick={(next) => put({ cell: next && `${next.truth}.${next.chosen}` })}
            />
          </section>
          <Confidence part={part} />
          <Misses
            run={run.id}
            part={part}
            classes={report.classes}
            cell={cell}
            view={view.value}
            onAll={() => put({ cell: null })}
          />
        </>
      )}
    </>
  );
}
