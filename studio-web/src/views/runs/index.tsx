/** Runs: all experiments side by side, and the saved networks. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../engine/client";
import type { NetworkSummary, Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { FileNotes } from "../../parts/FileNotes";
import { useCalm, useFetched } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { writeAddress } from "../../store/address";
import { linkOf, useExperiment } from "../../store/experiment";
import { sendTo } from "../../store/orders";
import { useRuns } from "../../store/runs";
import { Compare } from "./Compare";
import { copied } from "../../parts/CopyButton";
import { csvOf, recordsOf } from "./csv";
import { RemoveRuns, SaveNetwork } from "./Dialogs";
import { download, fileName } from "../../parts/files";
import { PythonDialog } from "../../parts/PythonDialog";
import { usePartWords } from "../../parts/words";
import { Networks } from "./Networks";
import type { Action } from "./Row";
import "./runs.css";
import { RunTable } from "./RunTable";
import { titleOf } from "./comparison";
import { MOST_PICKED, textOf, toggled, useView, viewHere } from "./view";
import { type RunsWords, useRunsWords } from "./words";

interface Requested {
  what: "save" | "python" | "remove";
  runs: Run[];
}

const CALM_MS = 400;

export default function RunsScreen() {
  const words = useRunsWords();
  const restarts = useRuns((state) => state.restarts);
  const known = useCalm(
    useRuns((state) => state.runs),
    CALM_MS,
  );
  const notes = useRuns((state) => state.notes);
  const runs = useMemo(() => Object.values(known), [known]);
  const catalogue = useFetched(`catalogue ${restarts}`, api.catalogue);
  const [changes, setChanges] = useState(0);
  const networks = useFetched(`networks ${restarts} ${changes}`, api.networks);
  const cards = networks.value?.networks ?? [];
  const [news, setNews] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [requested, setRequested] = useState<Requested | null>(null);
  const act = useActions(words, setRequested, setNews, setError);
  const picked = usePicked(known);
  useAddress();
  const done = (news: string) => {
    setNews(news);
    setChanges((count) => count + 1);
  };
  return (
    <div className="runs">
      <section className="card" aria-label={words.runs}>
        <h2>{words.runs}</h2>
        <p className="soft">{words.hint}</p>
        <FileNotes notes={notes} />
        <Interrupted runs={runs} act={act} isMain={picked.length < 2} />
        <RunTable runs={runs} act={act} onError={setError} />
        <ErrorNote error={error ?? catalogue.error} />
        <p className="soft news" role="status">
          {news}
        </p>
        {picked.length > 0 && (
          <PickedBar picked={picked} onRequest={setRequested} onError={setError} />
        )}
        {picked.length === 0 && runs.length > 1 && <CompareNewest runs={runs} />}
      </section>
      {picked.length > 0 && <Compare runs={picked} catalogue={catalogue.value} />}
      <Networks cards={cards} error={networks.error} onDone={done} />
      {requested && (
        <RunDialog
          requested={requested}
          cards={cards}
          onClose={() => setRequested(null)}
          onDone={done}
        />
      )}
    </div>
  );
}

/** The selected runs that still exist, in the order of selection. */
function usePicked(known: Record<number, Run>): Run[] {
  const ids = useView((view) => view.picked);
  return useMemo(() => ids.flatMap((id) => known[id] ?? []), [ids, known]);
}

/**
 * Writes the view into the address, and reads it when another link is opened, so that a comparison
 * can be shared as a link.
 */
function useAddress() {
  const view = useView();
  const { set } = view;
  const [path] = useLocation();
  useEffect(() => {
    const text = textOf(view);
    if (path.startsWith("/runs")) writeAddress(text === "" ? "#/runs" : `#/runs?${text}`);
  }, [view, path]);
  useEffect(() => {
    const read = () => set(viewHere() ?? {});
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [set]);
}

function useActions(
  words: RunsWords,
  onRequest: (requested: Requested) => void,
  onNews: (news: string) => void,
  onError: (error: unknown) => void,
) {
  const [, go] = useLocation();
  const { copyFailed } = usePartWords();
  const begin = useCallback(
    async (action: Action, run: Run): Promise<void> => {
      switch (action) {
        case "pick":
          return pick(run.id);
        case "open":
          useExperiment.getState().open(run.id, run.experiment);
          return go("/lab");
        case "resume":
          await sendTo(run.id, [{ do: "play" }]);
          return onNews(words.resumed(titleOf(run)));
        case "link":
          if (!(await copied(addressOf(run)))) throw new Error(copyFailed);
          return onNews(words.linkCopied);
        case "csv":
          return saveRecords([run]);
        default:
          return onRequest({ what: action, runs: [run] });
      }
    },
    [words, copyFailed, onRequest, onNews, go],
  );
  return useCallback(
    (action: Action, run: Run) => void begin(action, run).then(() => onError(null), onError),
    [begin, onError],
  );
}

function pick(id: number): void {
  const { runs } = useRuns.getState();
  const { picked, set } = useView.getState();
  const there = picked.filter((other) => runs[other] !== undefined);
  set({ picked: toggled(there, id) });
}

/** The experiment as a link, which opens in any studio. */
function addressOf(run: Run): string {
  return `${location.origin}${location.pathname}#/lab?${linkOf(run.experiment, null)}`;
}

async function saveRecords(runs: Run[]): Promise<void> {
  const records = await Promise.all(
    runs.map(async (run) => ({ run, curves: await api.curves(run.id) })),
  );
  const name = runs.length === 1 ? `${runs[0]?.name} records` : "records";
  download(fileName(name, "csv"), csvOf(recordsOf(records)), "text/csv");
}

interface ActProps {
  runs: Run[];
  act: (action: Action, run: Run) => void;
}

function Interrupted({ runs, act, isMain }: ActProps & { isMain: boolean }) {
  const words = useRunsWords();
  const waiting = runs.filter((run) => run.status === "interrupted");
  if (waiting.length === 0) return null;
  return (
    <div className="note" role="status">
      <p>{words.interrupted(waiting.length)}</p>
      <Button main={isMain} onPress={() => waiting.forEach((run) => act("resume", run))}>
        {words.resumeAll(waiting.length)}
      </Button>
    </div>
  );
}

const focusComparison = () => document.getElementById("compare")?.focus();

/** The shortest way to see what a changed setting did. */
function CompareNewest({ runs }: { runs: Run[] }) {
  const words = useRunsWords();
  const compare = () => {
    const newest = runs.map(({ id }) => id).sort((a, b) => b - a);
    useView.getState().set({ picked: newest.slice(0, 2).reverse() });
    setTimeout(focusComparison); // this button goes away
  };
  return (
    <div className="row picked">
      <Button onPress={compare}>{words.compareNewest}</Button>
    </div>
  );
}

interface PickedBarProps {
  picked: Run[];
  onRequest: (requested: Requested) => void;
  onError: (error: unknown) => void;
}

function PickedBar({ picked, onRequest, onError }: PickedBarProps) {
  const words = useRunsWords();
  const set = useView((view) => view.set);
  return (
    <div className="row picked" role="group" aria-label={words.picked(picked.length, MOST_PICKED)}>
      <span className="soft">{words.picked(picked.length, MOST_PICKED)}</span>
      {picked.length > 1 && (
        <Button main onPress={focusComparison}>
          {words.compare}
        </Button>
      )}
      <Button onPress={() => set({ picked: [] })}>{words.clear}</Button>
      <Button onPress={() => void saveRecords(picked).catch(onError)}>{words.csv}</Button>
      <Button onPress={() => onRequest({ what: "remove", runs: picked })}>{words.remove}</Button>
    </div>
  );
}

interface RunDialogProps {
  requested: Requested;
  cards: NetworkSummary[];
  onClose: () => void;
  onDone: (news: string) => void;
}

function RunDialog({ requested, cards, onClose, onDone }: RunDialogProps) {
  const [run] = requested.runs;
  if (run === undefined) return null;
  switch (requested.what) {
    case "remove":
      return <RemoveRuns runs={requested.runs} onClose={onClose} onDone={onDone} />;
    case "python":
      return <PythonDialog run={run} onClose={onClose} />;
    case "save":
      return (
        <SaveNetwork
          run={run}
          names={cards.map((card) => card.name)}
          onClose={onClose}
          onDone={onDone}
        />
      );
  }
}
