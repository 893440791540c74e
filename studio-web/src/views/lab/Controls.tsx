import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { Command, Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import { Button, Dialog, Slider } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { keepRun } from "../../store/runs";
import { useWords } from "../../words";

/** Tells the run what to do; the first command makes the run. */
export function useOrders(run: Run | null) {
  const [error, setError] = useState<unknown>(null);
  const tell = async (command: Command) => {
    try {
      const told = run ?? keepRun(await api.newRun(useExperiment.getState().experiment));
      useExperiment.getState().open(told.id);
      keepRun(await api.order(told.id, command));
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  };
  return { error, tell: (command: Command) => void tell(command) };
}

const KEYS: Record<string, Command> = { s: { do: "step" }, e: { do: "epoch" }, r: { do: "reset" } };

/** The command of a key, or null where a person types or presses a button. Pure but for the target. */
export function commandOf(event: KeyboardEvent, isRunning: boolean): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (
    event.target instanceof Element &&
    event.target.closest("input, select, textarea, button, a, [role=tab], [role=dialog]")
  )
    return null;
  return event.key === " " ? { do: isRunning ? "pause" : "play" } : (KEYS[event.key] ?? null);
}

export function Controls({ run }: { run: Run | null }) {
  const words = useWords().lab;
  const { error, tell } = useOrders(run);
  const isRunning = run?.status === "running";
  const [isHelp, setHelp] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event, isRunning);
      if (event.key === "?") setHelp(true);
      if (command === null) return;
      event.preventDefault();
      tell(command);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
  return (
    <>
      <div className="row">
        <Button main onPress={() => tell({ do: isRunning ? "pause" : "play" })}>
          {isRunning ? words.pause : words.play}
        </Button>
        <Button onPress={() => tell({ do: "step" })}>{words.step}</Button>
        <Button onPress={() => tell({ do: "epoch" })}>{words.epoch}</Button>
        <Button isDisabled={run === null} onPress={() => tell({ do: "reset" })}>
          {words.reset}
        </Button>
        <Button aria-label={words.keys} onPress={() => setHelp(true)}>
          ?
        </Button>
      </div>
      {run && <Sliders run={run} tell={tell} />}
      <ErrorNote error={error} />
      {run?.status === "diverged" && (
        <div className="note bad" role="alert">
          <p>
            {words.diverged} {run.note}
          </p>
          <Button main onPress={() => tell({ do: "go_back" })}>
            {words.goBack}
          </Button>
        </div>
      )}
      <Dialog
        title={words.keys}
        close={useWords().close}
        isOpen={isHelp}
        onClose={() => setHelp(false)}
      >
        <p>{words.keysText}</p>
      </Dialog>
    </>
  );
}

function Sliders({ run, tell }: { run: Run; tell: (command: Command) => void }) {
  const words = useWords().lab;
  const [rate, setRate] = useState<number | null>(null);
  const [pace, setPace] = useState<number | null>(null);
  const power = rate ?? Math.log10(run.learning_rate ?? 0.01);
  const speed = pace ?? (run.pace === 0 ? 31 : Math.min(30, run.pace));
  return (
    <div className="fields">
      {!run.is_evolution && (
        <Slider
          label={words.rate}
          value={power}
          least={-5}
          most={1}
          step={0.05}
          text={shown(10 ** power, 2)}
          onChange={setRate}
          onEnd={(value) => {
            tell({ do: "rate", learning_rate: 10 ** value });
            setRate(null);
          }}
        />
      )}
      <Slider
        label={words.pace}
        value={speed}
        least={1}
        most={31}
        step={1}
        text={speed > 30 ? words.fastest : words.paceOf(speed)}
        onChange={setPace}
        onEnd={(value) => {
          tell({ do: "pace", pace: value > 30 ? 0 : value });
          setPace(null);
        }}
      />
    </div>
  );
}
