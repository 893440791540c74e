import { useState } from "react";
import type { Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { RunNotes } from "../../parts/RunNotes";
import { Button, Slider } from "../../parts/widgets";
import { useOrderKeys, useOrders } from "../../store/orders";
import { useWordsOf } from "../../words";
import { useSay } from "../../words/messages";
import { useLabWords } from "../lab/words";
import { WORDS } from "./words";

const FASTEST = 31;
const MORE = 100;

/** Play, pause and step: a step is one generation. The Lab's keys work here too. */
export function Steering({ run }: { run: Run }) {
  const words = useWordsOf(WORDS);
  const lab = useLabWords();
  const { error, send } = useOrders(run.id);
  const isRunning = run.status === "running";
  useOrderKeys(isRunning, send);
  const note = useSay()(run.note);
  const state = run.epoch === 0 ? words.fresh : words.at(run.epoch, lab.status[run.status]);
  return (
    <>
      <div className="row">
        {run.status === "finished" ? (
          <Button main onPress={() => void send({ do: "extend", epochs: MORE }, { do: "play" })}>
            {words.longer(MORE)}
          </Button>
        ) : (
          <Button main onPress={() => void send({ do: isRunning ? "pause" : "play" })}>
            {isRunning ? lab.pause : lab.play}
          </Button>
        )}
        <Button onPress={() => void send({ do: "step" })}>{words.step}</Button>
        <Button onPress={() => void send({ do: "reset" })}>{lab.reset}</Button>
        <Pace run={run} onPace={(pace) => void send({ do: "pace", pace })} />
      </div>
      <ErrorNote error={error} />
      <p>
        <b>{state}</b> <span className="soft">{note}</span>
      </p>
      <RunNotes run={run} />
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
