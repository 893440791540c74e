import { api } from "../../engine/client";
import type { DataView, ResultsView, Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { InTabs, type Part as Panel } from "../../parts/InTabs";
import type { Part, Query } from "../../parts/useAddress";
import { useMedia } from "../../parts/useMedia";
import { Waiting } from "../../parts/Waiting";
import { useCalm, useFetched, useView } from "../../parts/useView";
import { useWordsOf } from "../../words";
import { useCatalogueWords } from "../../words/catalogue";
import { useLabWords } from "../lab/words";
import { Confidence } from "./Confidence";
import { Confusion } from "./Confusion";
import { Misses } from "./Misses";
import { ErrorHistogram, Worst } from "./NumberErrors";
import { cellIn, type PartResults } from "./reading";
import { ClassReport, Reading } from "./Report";
import { Scatter } from "./Scatter";
import { Strip } from "./Strip";
import { WORDS } from "./words";

/** From here on everything is seen together; narrower pages have tabs. In letters, not pixels. */
const WIDE = "(min-width: 47.5em)";
const MOST_CLASSES = 1000;
const REFRESH_MS = 1_000;

interface ShownProps {
  run: Run;
  runs: Run[];
  query: Query;
  put: (part: Part) => void;
  onShow: (run: Run) => void;
}

/** The results of one run; they follow it while it is training. */
export function Shown({ run, runs, query, put, onShow }: ShownProps) {
  const words = useWordsOf(WORDS);
  const names = useCatalogueWords();
  const isWide = useMedia(WIDE);
  const moment = useCalm(`${run.epoch} ${run.status}`, REFRESH_MS);
  const kind = cellIn(query["cell"], MOST_CLASSES) ?? {};
  const results = useView(String(run.id), moment + JSON.stringify(kind), () =>
    api.results(run.id, { ...kind }),
  );
  const data = run.experiment.data ?? {};
  const view = useFetched(JSON.stringify(data), () => api.dataView({ ...data, count: 1 }));
  const part = query["part"] === "training" ? "training" : "held_out";
  const panels = usePanels({ run, results: results.value, view: view.value, query, put });
  const kindOf = results.value?.classes.length === 0 ? " of-numbers" : "";
  return (
    <div className={`lab results${kindOf}${isWide ? "" : " in-tabs"}`}>
      <Strip
        run={run}
        runs={runs}
        results={results.value}
        part={part}
        onShow={onShow}
        onPart={(next) => put({ part: next === "training" ? next : null })}
      />
      {panels === null ? (
        <div className="results-coming">
          {results.error === null && <Waiting what={words.loading} />}
        </div>
      ) : isWide ? (
        panels.map((one) => (
          <div key={one.id} className={`card results-${one.id}`}>
            {one.part}
          </div>
        ))
      ) : (
        <InTabs label={words.panels} parts={panels} />
      )}
      <footer className="lab-foot">
        <p className="bar-facts">
          {names.nameOf("algorithm", run.experiment.algorithm?.name ?? "")} ·{" "}
          {names.titleOf(run.network)}
        </p>
      </footer>
      {results.error != null && (
        <div className="notices">
          <ErrorNote error={results.error} />
        </div>
      )}
    </div>
  );
}

interface PanelsOf extends Pick<ShownProps, "run" | "query" | "put"> {
  results: ResultsView | null;
  view: DataView | null;
}

/** The panels of a classifier or of a regression; null while there are no results. */
function usePanels({ run, results, view, query, put }: PanelsOf): Panel[] | null {
  const words = useWordsOf(WORDS);
  const status = useLabWords().status;
  const [training, heldOut] = results?.parts ?? [];
  if (!results || !training || !heldOut) return null;
  const part = query["part"] === "training" ? training : heldOut;
  const state = words.at(results.epoch, status[run.status]);
  const reading = (
    <>
      <Reading
        state={state}
        epoch={results.epoch}
        training={training}
        heldOut={heldOut}
        trainingRows={view ? view.total - view.held_out : training.rows}
        holdsOut={view?.held_out !== 0}
      />
      <Announcer text={run.status === "running" ? "" : state} />
    </>
  );
  const first = { id: "reading", title: words.readingTab, part: reading };
  if (heldOut.confusion.length === 0)
    return [
      first,
      { id: "matrix", title: words.answers, part: <Scatter part={part} /> },
      { id: "confidence", title: words.error, part: <ErrorHistogram part={part} /> },
      { id: "misses", title: words.worst, part: <Worst run={run.id} part={part} view={view} /> },
    ];
  return [
    first,
    ...ofClasses(words, {
      run,
      classes: results.classes,
      part,
      view,
      query,
      put,
    }),
  ];
}

interface OfClasses extends Pick<PanelsOf, "run" | "view" | "query" | "put"> {
  classes: string[];
  part: PartResults;
}

function ofClasses(words: (typeof WORDS)["en"], props: OfClasses): Panel[] {
  const { run, classes, part, view, query, put } = props;
  const cell = cellIn(query["cell"], classes.length);
  return [
    {
      id: "report",
      title: words.classReport,
      part: <ClassReport part={part} />,
    },
    {
      id: "matrix",
      title: words.confusion,
      part: (
        <section className="panel matrix-panel" aria-label={words.confusion}>
          <header className="panel-head">
            <h2>{words.confusion}</h2>
          </header>
          <Confusion
            part={part}
            classes={classes}
            cell={cell}
            onPick={(next) => put({ cell: next && `${next.truth}.${next.chosen}` })}
          />
        </section>
      ),
    },
    { id: "confidence", title: words.confidence, part: <Confidence part={part} /> },
    {
      id: "misses",
      title: words.misses,
      part: (
        <Misses run={run.id} {...{ part, classes, cell, view }} onAll={() => put({ cell: null })} />
      ),
    },
  ];
}
