import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { Command, Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Slider } from "../../parts/widgets";
import { keepRun, useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { commandOf } from "../lab/orders";
import { useSay } from "../../words/messages";
import { useLabWords } from "../lab/words";
import { WORDS } from "./words";

const FASTEST = 31;
const MORE = 100;

/** Sends commands to this run, one after the other. */
function useOrdersTo(run: number) {
  const [error, setError] = useState<unknown>(null);
  const tell = async (...commands: Command[]) => {
    try {
      for (const command of commands) {
        const updated = await api.order(run, command);
        // else its event brings the new state
        if (useRuns.getState().connection !== "open") keepRun(updated);
      }
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  };
  return { error, tell: (...commands: Command[]) => void tell(...commands) };
}

/** Play, pause and step: a step is one generation. The Lab's keys work here too. */
export function Steering({ run }: { run: Run }) {
  const words = useWordsOf(WORDS);
  const lab = useLabWords();
  const { error, tell } = useOrdersTo(run.id);
  const isRunning = run.status === "running";
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event, isRunning);
      if (command === null) return;
      event.preventDefault();
      tell(command);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
  const note = useSay()(run.note);
  const state = run.epoch === 0 ? words.fresh : words.at(run.epoch, lab.status[run.status]);
  return (
    <>
      <div className="row">
        {run.status === "finished" ? (
          <Button main onPress={() => tell({ do: "extend", epochs: MORE }, { do: "play" })}>
            {words.longer(MORE)}
          </Button>
        ) : (
          <Button main onPress={() => tell({ do: isRunning ? "pause" : "play" })}>
            {isRunning ? lab.pause : lab.play}
          </Button>
        )}
        <Button onPress={() => tell({ do: "step" })}>{words.step}</Button>
        <Button onPress={() => tell({ do: "reset" })}>{lab.reset}</Button>
        <Pace run={run} onPace={(pace) => tell({ do: "pace", pace })} />
      </div>
      <ErrorNote error={error} />
      <p>
        <b>{state}</b> <span className="soft">{note}</span>
      </p>
      <Announcer text={isRunning ? "" : `${state}. ${note}`} />
    </>
  );
}

function Pace({ run, onPace }: { run: Run; onPace: (pace: number) => void }) {
  const words = useWordsOf(WORDS);
  const [moved, setMoved] = useState<number | null>(null);
  const pace = moved ?? (run.pace === 0 ? FASTEST : Math.min(FASTEST - 1, Math.round(run.pace)));
  return (
    <div className="pace">
      <Slider
        label={words.pace}
        value={pace}
        least={1}
        most={FASTEST}
        step={1}
        text={pace === FASTEST ? words.fastest : words.paceOf(pace)}
        onChange={setMoved}
        onEnd={(value) => {
          onPace(value === FASTEST ? 0 : value);
          setMoved(null);
        }}
      />
    </div>
  );
}
