import type { ReactNode } from "react";
import type { Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { lossText, percent } from "../../parts/numbers";
import { Region } from "../../parts/Region";
import { TrialBar } from "../../parts/TrialBar";
import { useCalm } from "../../parts/useView";
import { Button, Slider } from "../../parts/widgets";
import { mainCommands, plannedFor, type Send, useOrderKeys } from "../../store/orders";
import { useSay } from "../../words/messages";
import { useLab } from "./context";
import { RunMenu } from "./RunMenu";
import { useSteady } from "./useSteady";
import { useLabWords } from "./words";
import type { LabWords } from "./words.en";

const ANNOUNCE_MS = 3_000;

/** Play and its controls, where the run stands, and its speed. */
export function Strip() {
  const words = useLabWords();
  const { run, send } = useLab();
  useOrderKeys(run, send);
  return (
    <Region className="card lab-bar" title={words.live}>
      <div className="bar-buttons" data-tour="play">
        <MainButton run={run} send={send} longer={words.longer} />
        <Button onPress={() => void send({ do: "step" })}>{words.step}</Button>
        <Button onPress={() => void send({ do: "epoch" })}>{words.epoch}</Button>
        <Button
          isDisabled={run === null}
          why={words.isFresh}
          onPress={() => void send({ do: "reset" })}
        >
          {words.reset}
        </Button>
      </div>
      <State />
      {run && <Pace key={run.id} run={run} send={send} textOf={words.paceOf} />}
      {run && <RunMenu run={run} />}
      <TrialBar />
    </Region>
  );
}

interface MainButtonProps {
  run: Run | null;
  send: Send;
  /** What the button of a finished run says. */
  longer: string;
}

/** Play or Pause; of a finished run, more epochs. */
export function MainButton({ run, send, longer }: MainButtonProps) {
  const words = useLabWords();
  const commands = mainCommands(run?.status);
  const press = () => void send(...commands);
  if (run?.status === "finished")
    return (
      <Button main onPress={press}>
        {longer}
      </Button>
    );
  if (run?.status === "running")
    return (
      <Button main onPress={press}>
        <Icon d="M7 5h3.6v14H7zM13.4 5H17v14h-3.6z" />
        {words.pause}
      </Button>
    );
  const isStuck = commands.length === 0;
  return (
    <Button main isDisabled={isStuck} why={words.isStuck} onPress={press}>
      <Icon d="M8 5l11.5 7L8 19z" />
      {words.play}
    </Button>
  );
}

function Icon({ d }: { d: string }) {
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

/** The epoch, the loss and the accuracy, large; announced to screen readers from time to time. */
function State() {
  const words = useLabWords();
  const say = useSay();
  const { run, experiment, view } = useLab();
  const holdsOut = view.value?.held_out !== 0;
  const text = run ? stateOf(run, words, holdsOut) : words.fresh;
  const said = useCalm(`${text}. ${run ? say(run.note) : ""}`, ANNOUNCE_MS);
  const { loss, accuracy, val_loss, val_accuracy } = run?.last ?? {};
  const planned = run ? plannedFor(run) : (experiment.epochs ?? 0);
  const hasClasses = view.value?.card.classes !== null;
  return (
    <div className="bar-state">
      <BarNumber
        name={words.epochName}
        value={String(run?.epoch ?? 0)}
        more={words.ofEpochs(planned, run ? words.status[run.status] : words.ready)}
      />
      <Progress run={run} label={words.epochs} />
      <BarNumber
        name={holdsOut ? words.heldOutLoss : words.loss}
        value={lossText(val_loss)}
        more={words.inTraining(lossText(loss))}
      />
      {hasClasses && (
        <BarNumber
          name={holdsOut ? words.heldOutAccuracy : words.accuracy}
          value={percent(val_accuracy)}
          more={words.inTraining(percent(accuracy))}
        />
      )}
      <Announcer text={run ? said : ""} />
    </div>
  );
}

interface BarNumberProps {
  name: string;
  value: string;
  more: ReactNode;
}

/** One number of the strip: its name, large itself, and what stands beside it. */
export function BarNumber({ name, value, more }: BarNumberProps) {
  return (
    <p className="bar-number">
      <span className="soft">{name}</span> <b>{value}</b> <small>{more}</small>
    </p>
  );
}

/** How many of the planned epochs are done, and how much of the next one. */
export function Progress({ run, label }: { run: Run | null; label: string }) {
  const of = run ? plannedFor(run) : 0;
  const done = run ? Math.min(of, run.epoch + run.progress) : 0;
  return <progress aria-label={label} max={Math.max(of, 1)} value={done} />;
}

/** "Epoch 12, running · held-out loss 0.3 · held-out accuracy 95 %". Pure. */
export function stateOf(run: Run, words: LabWords, holdsOut = true): string {
  const { val_loss, val_accuracy } = run.last ?? {};
  const loss = holdsOut ? words.heldOutLoss : words.loss.toLowerCase();
  const accuracy = holdsOut ? words.heldOutAccuracy : words.accuracy.toLowerCase();
  return [
    words.at(run.epoch, words.status[run.status]),
    ...(val_loss == null ? [] : [`${loss} ${lossText(val_loss)}`]),
    ...(val_accuracy == null ? [] : [`${accuracy} ${percent(val_accuracy)}`]),
  ].join(" · ");
}

const FASTEST = 61;

interface PaceProps {
  run: Run;
  send: Send;
  textOf: (perSecond: number) => string;
}

/** The speed: epochs a second, or as fast as possible. It changes nothing else. */
export function Pace({ run, send, textOf }: PaceProps) {
  const words = useLabWords();
  const actual = run.pace === 0 ? FASTEST : Math.min(FASTEST - 1, run.pace);
  const { value, move } = useSteady(actual, (pace) =>
    send({ do: "pace", pace: pace >= FASTEST ? 0 : pace }),
  );
  return (
    <div className="bar-pace">
      <Slider
        label={words.pace}
        value={value}
        least={1}
        most={FASTEST}
        step={1}
        text={value >= FASTEST ? words.fastest : textOf(Math.round(value))}
        onChange={move}
      />
    </div>
  );
}
