import { type ReactNode, useState } from "react";
import { api } from "../../engine/client";
import type { DataView, Run } from "../../engine/types";
import { InTabs, type Part as Panel } from "../../parts/InTabs";
import { useCurvesOf } from "../../parts/RunPicker";
import { numberIn, type Part, type Query } from "../../parts/useAddress";
import { useCatalogue } from "../../parts/useCatalogue";
import { useMedia } from "../../parts/useMedia";
import { type Fetched, useCalm, useFetched, useView } from "../../parts/useView";
import { type Send, useOrders } from "../../store/orders";
import { startRival } from "./begin";
import { Champion } from "./Champion";
import { Child } from "./Child";
import { Empty, NotYet } from "./Empty";
import { Family } from "./Family";
import { Fitness } from "./Fitness";
import { Foot } from "./Foot";
import { Population } from "./Population";
import { Race } from "./Race";
import { NoFamily, Spread } from "./Sampled";
import { Strip } from "./Strip";
import { hasNoGeneration, selectionIn, type Views, viewsOf } from "./views";
import { useEvolveWords } from "./words";

/** From here on everything is seen together; narrower pages have tabs. In letters, not pixels. */
const WIDE = "(min-width: 47.5em)";
const DEPTH = 3;
const DEEPEST = 8;
const REFRESH_MS = 350;

/** Pictures that the Lab fits into their place, too. */
const CARDS: Record<string, string> = { champion: "lab-output" };

interface ShownProps {
  run: Run;
  runs: Run[];
  query: Query;
  put: (part: Part) => void;
  onShow: (run: Run) => void;
}

/** One evolution; its views follow it from generation to generation. */
export function Shown({ run, runs, query, put, onShow }: ShownProps) {
  const words = useEvolveWords();
  const isWide = useMedia(WIDE);
  const { error, send } = useOrders(run.id);
  const choice = run.experiment.data ?? {};
  const data = useFetched(JSON.stringify(choice), () => api.dataView({ ...choice, count: 30 }));
  const moment = useCalm(`${run.epoch} ${run.status}`, REFRESH_MS);
  const selection = selectionIn(query);
  const subject = run.epoch === 0 ? null : String(run.id);
  const views = useView(subject, moment + JSON.stringify(selection), () =>
    viewsOf(run.id, selection),
  );
  const race = useRace(run, data.value, send, put);
  useCurvesOf(run.id);
  const panels = usePanels({ run, query, put, send, moment, views, data: data.value, race });
  const unexpected = hasNoGeneration(views.error) ? null : views.error;
  return (
    <div className={isWide ? "lab evolve" : "lab evolve in-tabs"}>
      <Strip
        run={run}
        runs={runs}
        means={views.value?.population.means ?? ""}
        send={send}
        onShow={onShow}
      />
      {isWide ? (
        panels.map(({ id, part }) => (
          <div key={id} className={`card ${CARDS[id] ?? ""} evolve-${id}`}>
            {part}
          </div>
        ))
      ) : (
        <InTabs label={words.parts} parts={panels} />
      )}
      <Foot run={run} error={error ?? race.error ?? data.error ?? unexpected} />
    </div>
  );
}

/** Begins gradient descent beside the run, which goes on if it stands still. */
function useRace(run: Run, view: DataView | null, send: Send, put: ShownProps["put"]) {
  const catalogue = useCatalogue();
  const [error, setError] = useState<unknown>(null);
  const begin = async (of: DataView) => {
    const rival = await startRival(run, of, catalogue.value);
    put({ with: rival.id });
    if (run.status === "paused") await send({ do: "play" });
  };
  const isReady = view !== null && catalogue.value !== null;
  return {
    error,
    begin: isReady ? () => void begin(view).then(() => setError(null), setError) : null,
  };
}

interface PanelsOf extends Pick<ShownProps, "run" | "query" | "put"> {
  send: Send;
  moment: string;
  views: Fetched<Views>;
  data: DataView | null;
  race: ReturnType<typeof useRace>;
}

function usePanels(props: PanelsOf): Panel[] {
  const words = useEvolveWords();
  const { run, query, put, moment, views, data, race } = props;
  const { value } = views;
  const population = value?.population ?? null;
  const [family, child] = kinship(props);
  const isFirst = run.epoch === 0 || hasNoGeneration(views.error);
  const coming = isFirst ? words.afterFirst : words.waiting;
  return [
    {
      id: "population",
      title: words.population,
      part: value ? <Population views={value} put={put} /> : <NotYet {...props} />,
    },
    {
      id: "curves",
      title: words.curves,
      part: <Fitness run={run} means={population?.means ?? ""} />,
    },
    {
      id: "champion",
      title: words.output,
      part: data ? (
        <Champion
          {...{ run, view: data, population, moment, query, put }}
          individual={value?.individual ?? null}
        />
      ) : (
        <Empty title={words.champion.best} text={words.reading} />
      ),
    },
    {
      id: "family",
      title: words.familyTab,
      part: family ?? <Empty title={words.family} text={coming} />,
    },
    {
      id: "child",
      title: words.childTab,
      part: child ?? <Empty title={words.breeding} text={coming} />,
    },
    {
      id: "race",
      title: words.raceTab,
      part: <Race run={run} query={query} put={put} onRace={race.begin} />,
    },
  ];
}

/** Family and child, or what stands in their place where nobody has parents; null until it is known. */
function kinship({ views: { value }, query, put }: PanelsOf): [ReactNode, ReactNode] {
  if (value === null) return [null, null];
  const { population, family, breeding } = value;
  const depth = Math.max(1, Math.min(DEEPEST, numberIn(query, "depth") ?? DEPTH));
  return [
    family ? (
      <Family views={value} family={family} depth={depth} put={put} />
    ) : (
      <NoFamily population={population} />
    ),
    breeding ? (
      <Child views={value} bred={breeding} seed={selectionIn(query).seed} put={put} />
    ) : (
      <Spread population={population} />
    ),
  ];
}
