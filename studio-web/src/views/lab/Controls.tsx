import { useEffect, useRef, useState } from "react";
import type { Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import { RunNotes } from "../../parts/RunNotes";
import { useCalm } from "../../parts/useView";
import { Button, Slider } from "../../parts/widgets";
import { type Send, useOrderKeys, useOrders } from "../../store/orders";
import { useSay } from "../../words/messages";
import { useCatalogueWords } from "../../words/catalogue";
import { useLabWords } from "./words";

const MORE_EPOCHS = 100;
const ANNOUNCE_MS = 3_000;

interface ControlsProps {
  run: Run | null;
  /** Whether rows are held out; of a tiny table, none is. */
  holdsOut: boolean;
}

/** Play and its controls, which stay visible while the page scrolls. */
export function Controls({ run, holdsOut }: ControlsProps) {
  const words = useLabWords();
  const { error, send } = useOrders();
  const isRunning = run?.status === "running";
  useOrderKeys(isRunning, send);
  return (
    <>
      <div className="card lab-bar" data-tour="play">
        <div className="bar-buttons">
          <MainButton run={run} send={send} />
          <Button onPress={() => void send({ do: "step" })}>{words.step}</Button>
          <Button onPress={() => void send({ do: "epoch" })}>{words.epoch}</Button>
          <Button isDisabled={run === null} onPress={() => void send({ do: "reset" })}>
            {words.reset}
          </Button>
        </div>
        <State run={run} holdsOut={holdsOut} />
      </div>
      <ErrorNote error={error} />
      {run && <Trouble run={run} send={send} />}
      {run && <RunNotes run={run} />}
      {run && <Sliders run={run} send={send} />}
    </>
  );
}

function MainButton({ run, send }: { run: Run | null; send: Send }) {
  const words = useLabWords();
  if (run?.status === "finished")
    return (
      <Button main onPress={() => void send({ do: "extend", epochs: MORE_EPOCHS }, { do: "play" })}>
        {words.longer}
      </Button>
    );
  if (run?.status === "running")
    return (
      <Button main onPress={() => void send({ do: "pause" })}>
        <Icon d="M7 5h3.6v14H7zM13.4 5H17v14h-3.6z" />
        {words.pause}
      </Button>
    );
  const isStuck = run?.status === "diverged" || run?.status === "failed";
  return (
    <Button
      main
      isDisabled={isStuck}
      onPress={() => {
        if (run === null) showLive();
        void send({ do: "play" });
      }}
    >
      <Icon d="M8 5l11.5 7L8 19z" />
      {words.play}
    </Button>
  );
}

/** On a narrow page the settings stand above the results; this link leads there. */
function showLive(): void {
  if (matchMedia("(min-width: 900px)").matches) return;
  const behavior = document.documentElement.dataset.still === "true" ? "auto" : "smooth";
  document.querySelector(".live")?.scrollIntoView({ behavior });
}

function Icon({ d }: { d: string }) {
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

/**
 * The state of the run, as text and as a progress bar; announced to screen readers from time to
 * time.
 */
function State({ run, holdsOut }: ControlsProps) {
  const words = useLabWords();
  const say = useSay();
  const names = useCatalogueWords();
  const text = run ? stateOf(run, words, holdsOut) : words.fresh;
  const said = useCalm(`${text}. ${run ? say(run.note) : ""}`, ANNOUNCE_MS);
  const of = run?.experiment.epochs;
  const isLong = run !== null && run.progress > 0 && run.progress < 1;
  return (
    <div className="bar-state">
      <p>
        {text}
        {run && isLong && (
          <span className="soft"> · {words.inEpoch(`${Math.round(100 * run.progress)} %`)}</span>
        )}
      </p>
      <progress
        aria-label={words.epochs}
        max={of ?? 1}
        value={run ? Math.min(of ?? 1, run.epoch + run.progress) : 0}
      />
      {run && (
        <p className="soft bar-facts">
          {names.titleOf(run.network)} · {words.parameters(run.parameters)} ·{" "}
          {words.engine(run.engine)}
        </p>
      )}
      <Announcer text={run ? said : ""} />
    </div>
  );
}

/** "Epoch 12, running · held-out loss 0.3 · held-out accuracy 0.95". Pure. */
export function stateOf(run: Run, words: ReturnType<typeof useLabWords>, holdsOut = true): string {
  const { val_loss, val_accuracy } = run.last ?? {};
  const name = holdsOut ? words.heldOutLoss : words.loss.toLowerCase();
  const loss = `${name} ${shown(val_loss, 3)}`;
  const share = holdsOut ? words.heldOutAccuracy : words.accuracy.toLowerCase();
  const accuracy = `${share} ${shown(val_accuracy, 3)}`;
  return [
    words.at(run.epoch, words.status[run.status]),
    ...(val_loss == null ? [] : [loss]),
    ...(val_accuracy == null ? [] : [accuracy]),
  ].join(" · ");
}

/** What went wrong, why, and how to fix it. */
function Trouble({ run, send }: { run: Run; send: Send }) {
  const words = useLabWords();
  const note = useSay()(run.note);
  if (run.status === "diverged")
    return (
      <div className="note bad" role="alert">
        <p>
          <b>{words.diverged}</b> {words.divergedHint}
        </p>
        {note && <p>{note}</p>}
        <Button main onPress={() => void send({ do: "go_back" })}>
          {words.goBack}
        </Button>
      </div>
    );
  if (run.status === "interrupted")
    return (
      <div className="note" role="status">
        <p>
          <b>{words.interrupted}</b> {note}
        </p>
        <Button main onPress={() => void send({ do: "play" })}>
          {words.resume}
        </Button>
      </div>
    );
  if (note === "") return null;
  return (
    <p className={run.status === "failed" ? "note bad" : "soft"} role="status">
      {note}
    </p>
  );
}

const FASTEST = 61;

/** The value of a slider: the chosen one until the run has adopted it, then the run's own. */
function useHeld(actual: number): [number, (value: number) => void, () => void] {
  const [held, setHeld] = useState<number | null>(null);
  const isMoving = useRef(false);
  useEffect(() => {
    if (!isMoving.current) setHeld(null);
  }, [actual]);
  const hold = (value: number) => {
    isMoving.current = true;
    setHeld(value);
  };
  const release = () => {
    isMoving.current = false;
  };
  return [held ?? actual, hold, release];
}

/** Settings of the running training; they change nothing else. */
function Sliders({ run, send }: { run: Run; send: Send }) {
  const words = useLabWords();
  const [power, setPower, letPower] = useHeld(Math.log10(run.learning_rate ?? 0.01));
  const [pace, setPace, letPace] = useHeld(
    run.pace === 0 ? FASTEST : Math.min(FASTEST - 1, run.pace),
  );
  return (
    <div className="card sliders">
      {!run.is_evolution && (
        <Slider
          label={words.rate}
          value={power}
          least={-5}
          most={Math.max(1, power)}
          step={0.05}
          text={shown(10 ** power, 2)}
          onChange={setPower}
          onEnd={(value) => {
            letPower();
            void send({ do: "rate", learning_rate: 10 ** value });
          }}
        />
      )}
      <Slider
        label={words.pace}
        value={pace}
        least={1}
        most={FASTEST}
        step={1}
        text={pace >= FASTEST ? words.fastest : words.paceOf(Math.round(pace))}
        onChange={setPace}
        onEnd={(value) => {
          letPace();
          void send({ do: "pace", pace: value >= FASTEST ? 0 : value });
        }}
      />
    </div>
  );
}
