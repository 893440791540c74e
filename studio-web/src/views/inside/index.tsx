/** Inside: the forward and backward pass of one example, with every number. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { Link } from "wouter";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useView";
import { OfRun } from "../../parts/Saveable";
import { Waiting } from "../../parts/Waiting";
import { Button } from "../../parts/widgets";
import { useSay } from "../../words/messages";
import { useExperiment } from "../../store/experiment";
import { sendTo } from "../../store/orders";
import { useRuns } from "../../store/runs";
import { useShortcuts } from "../../store/shortcuts";
import { Choose } from "./Choose";
import { Diagram } from "./Diagram";
import { litBy } from "./diagram";
import { Example } from "./Example";
import "./inside.css";
import "./sequences.css";
import type { Selected } from "./numbers";
import { goTo, useAddress, usePlace } from "./place";
import { StepCard } from "./StepCard";
import { Stepper } from "./Stepper";
import { placeAfter, placeNamed } from "./steps";
import { marksOf, useOrigin } from "./useOrigin";
import { useInsideWords } from "./words";

export default function Inside() {
  const words = useInsideWords();
  useAddress();
  const { run, isNone, error } = useRunHere();
  return (
    <div className="inside">
      <header>
        <h2>{words.title}</h2>
        <p className="soft">{words.intro}</p>
      </header>
      <ErrorNote error={error} />
      {run === null && !isNone && error !== null && (
        <div>
          <Button onPress={() => goTo({ run: null })}>{words.newest}</Button>
        </div>
      )}
      {run === null && !isNone && error === null && <Waiting what={words.waitsForRuns} />}
      {isNone && (
        <div className="note">
          <p>{words.noRun}</p>
          <Link href="/lab">{words.toLab}</Link>
        </div>
      )}
      {run && (
        <OfRun run={run}>
          <RunInside key={run.id} run={run} />
        </OfRun>
      )}
    </div>
  );
}

/** The run named in the address, else the Lab's, else the newest. */
function useRunHere(): { run: Run | null; isNone: boolean; error: unknown } {
  const chosen = usePlace((place) => place.run);
  const ofLab = useExperiment((state) => state.run);
  const runs = useRuns((state) => state.runs);
  const restarts = useRuns((state) => state.restarts);
  const list = useFetched(`runs ${restarts}`, api.runs);
  const known: Record<number, Run> = {
    ...Object.fromEntries((list.value?.runs ?? []).map((run) => [run.id, run])),
    ...runs,
  };
  const newest = Math.max(0, ...Object.keys(known).map(Number));
  const id = chosen ?? ofLab ?? newest;
  const run = known[id] ?? (chosen === null ? known[newest] : undefined) ?? null;
  const isLost = list.value !== null && run === null && chosen !== null;
  const lost = useFetched(isLost ? `run ${chosen}` : null, () => api.run(chosen ?? 0));
  useEffect(() => {
    const isOpen = usePlace.getState().run === null; // the address may have been read meanwhile
    if (isOpen && run !== null) goTo({ run: run.id });
  }, [chosen, run]);
  const isNone = list.value !== null && Object.keys(known).length === 0;
  return { run: run ?? lost.value, isNone, error: list.error ?? lost.error };
}

/**
 * The displayed moment of a run. It follows a paused run; while a run is training it stays, so that
 * the numbers can be read, until the view is refreshed.
 */
function useMoment(run: Run): { moment: string; isPast: boolean; refresh: () => void } {
  const now = `${run.epoch} ${run.progress}`;
  const [seen, setSeen] = useState(now);
  const isLearning = run.status === "running";
  if (!isLearning && seen !== now) setSeen(now);
  const refresh = useCallback(() => setSeen(now), [now]);
  return { moment: seen, isPast: isLearning && seen !== now, refresh };
}

function RunInside({ run }: { run: Run }) {
  const words = useInsideWords();
  const place = usePlace();
  const { part, row, digits } = place;
  const { moment, isPast, refresh } = useMoment(run);
  const key = `${run.id} ${part} ${row} ${digits} ${moment}`;
  const trace = useFetched(key, () => api.trace(run.id, { part, row, digits }));
  const network = useFetched(`${run.id}`, () => api.network(run.id));
  const view = trace.value;
  return (
    <>
      <Choose run={run} place={place} view={view} />
      <ErrorNote error={trace.error ?? network.error} />
      {view === null && trace.error === null && <Waiting what={words.waits} />}
      {isPast && view && <Learning run={run} epoch={view.epoch} onRefresh={refresh} />}
      {view && view.run === run.id && <Walkthrough view={view} names={network.value} />}
      <p className="soft">{words.keys}</p>
    </>
  );
}

function Learning({ run, epoch, onRefresh }: { run: Run; epoch: number; onRefresh: () => void }) {
  const words = useInsideWords();
  const [error, setError] = useState<unknown>(null);
  const pause = () => sendTo(run.id, [{ do: "pause" }]).catch(setError);
  return (
    <div className="note">
      <p>{words.learning(epoch)}</p>
      <div className="row">
        <Button onPress={onRefresh}>{words.refresh}</Button>
        <Button onPress={() => void pause()}>{words.pause}</Button>
      </div>
      <ErrorNote error={error} />
    </div>
  );
}

interface WalkthroughProps {
  view: Awaited<ReturnType<typeof api.trace>>;
  names: Awaited<ReturnType<typeof api.network>> | null;
}

const NO_NAMES = { inputs: [], outputs: [] };

/** The steps, the card of the current one, and the network beside it. */
function Walkthrough({ view, names }: WalkthroughProps) {
  const words = useInsideWords();
  const say = useSay();
  const { step: name, digits } = usePlace();
  const here = placeNamed(view.steps, name);
  const step = view.steps[here];
  const [selected, setSelected] = useState<Selected | null>(null);
  const originState = useOrigin(selected, view, digits);
  const lit = useMemo(() => {
    const places = new Map<string, Iterable<number>>(marksOf(originState.origin, view));
    if (selected) places.set(selected.name, [...(places.get(selected.name) ?? []), selected.place]);
    return litBy(view, places);
  }, [originState.origin, selected, view]);
  const go = useCallback(
    (place: number) => {
      setSelected(null);
      goTo({ step: view.steps[place]?.name ?? "" });
    },
    [view],
  );
  const move = (key: string) => {
    const place = placeAfter(key, here, view.steps.length);
    if (place !== null) go(place);
  };
  useShortcuts({ previous: move, next: move, first: move, last: move });
  if (step === undefined) return null;
  return (
    <>
      <Stepper view={view} here={here} onGo={go} />
      <div className="walkthrough">
        <div className="large">
          <StepCard
            view={view}
            step={step}
            digits={digits}
            names={names ?? NO_NAMES}
            selected={selected}
            originState={originState}
            onSelect={(next) => setSelected((old) => (isSame(old, next) ? old : next))}
          />
        </div>
        <div className="beside">
          <section className="card" aria-label={words.network}>
            <h3>{words.network}</h3>
            <Diagram
              view={view}
              here={here}
              step={step}
              outputs={names?.outputs ?? []}
              lit={lit}
              field={originState.origin?.field ?? null}
            />
          </section>
          <Example view={view} names={names} />
          <p className="soft">
            {say(view.how)} {view.batch && say(view.batch)}
          </p>
        </div>
      </div>
    </>
  );
}

function isSame(a: Selected | null, b: Selected): boolean {
  return a?.name === b.name && a.place === b.place;
}
