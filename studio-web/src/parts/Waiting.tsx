/**
 * What the page waits for. Every request passes through one place, so every screen has this: after
 * a second it says which parts are still to come, why, and how far they are.
 */
import { useEffect, useState } from "react";
import { type Wait, type Waits, waits } from "../engine/waits";
import { useRuns } from "../store/runs";
import { useWordsOf } from "../words";
import { useSay } from "../words/messages";
import { slowStep } from "./slowStep";
import "./waiting.css";
import { WORDS, type WaitingWords } from "./waitingWords";

/** A shorter wait needs no words. */
export const SOON_MS = 1000;
const TICK_MS = 250;

/** The part of the page's state that a line is written of; null while there is nothing to say. */
function useSlow(): { slow: Wait[]; all: Waits; now: number } | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const look = () => {
      const isSlow = slowOf(waits.getState(), performance.now()).length > 0;
      setNow(isSlow ? performance.now() : null);
    };
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (now === null) return null;
  const all = waits.getState();
  return { slow: slowOf(all, now), all, now };
}

/** The requests that have been open for more than a second, the oldest first. Pure. */
export function slowOf({ open }: Waits, now: number): Wait[] {
  return [...open.values()].filter(({ since }) => now - since > SOON_MS);
}

/** At the edge of every screen: what it waits for, or the long step that a run is in. */
export function WaitingLine() {
  const words = useWordsOf(WORDS);
  const text = useWaitingText(words);
  const step = useSlowStep(words);
  const shown = text ?? step;
  return (
    <p className={shown === null ? "waiting unseen" : "waiting"} role="status">
      {shown?.text}
      {shown !== null && <span aria-hidden="true"> {words.soFar(shown.seconds)}</span>}
    </p>
  );
}

/** Whether the server's reason says more than that it takes long. */
function tells(reason: Wait["reason"]): boolean {
  return reason !== null && reason.code !== "studio.is_busy";
}

interface Shown {
  text: string;
  seconds: number;
}

function useWaitingText(words: WaitingWords): Shown | null {
  const say = useSay();
  const isTraining = useRuns(({ runs }) =>
    Object.values(runs).some(({ status }) => status === "running"),
  );
  const found = useSlow();
  const [first] = found?.slow ?? [];
  if (found === null || first === undefined) return null;
  const { slow, all, now } = found;
  const reason = slow.find((wait) => tells(wait.reason))?.reason ?? null;
  const why =
    reason === null ? (isTraining ? words.training : words.computing) : sentenceOf(say(reason));
  const names = [...new Set(slow.map(({ kind }) => words.kinds[kind] ?? words.other))];
  const [got, size] = [first.got / 1e6, first.size / 1e6];
  const parts = [
    words.waitsFor(names.join("; ")),
    why,
    size > 0 && words.bytes(got.toFixed(1), size.toFixed(1)),
    all.answered > 0 && words.come(all.answered, all.answered + all.open.size),
  ];
  return {
    text: parts.filter(Boolean).join(" "),
    seconds: Math.floor((now - first.since) / 1000),
  };
}

const sentenceOf = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The run that is in the middle of a long step, and the moment that all views show meanwhile. */
function useSlowStep(words: WaitingWords): Shown | null {
  const runs = useRuns((state) => state.runs);
  const [now, setNow] = useState(() => performance.now());
  const isTraining = Object.values(runs).some(({ status }) => status === "running");
  useEffect(() => {
    if (!isTraining) return;
    const timer = setInterval(() => setNow(performance.now()), SOON_MS);
    return () => clearInterval(timer);
  }, [isTraining]);
  const found = isTraining ? slowStep(runs, now) : null;
  if (found === null) return null;
  const { run, seconds } = found;
  const text = run.is_evolution
    ? words.generation(run.name, run.epoch + 1, run.epoch)
    : words.step(run.name, run.epoch);
  return { text, seconds };
}

/** In place of a part that has not come: what it will be. Why it takes long is in the line. */
export function Waiting({ what }: { what?: string }) {
  const words = useWordsOf(WORDS);
  return (
    <p className="soft wide" role="status">
      {what ?? words.screen}
    </p>
  );
}
