import { NO_CURVES } from "../../engine/curves";
import type { Run } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { lossText, percent } from "../../parts/numbers";
import { Region } from "../../parts/Region";
import { RunPicker } from "../../parts/RunPicker";
import { useCalm } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { plannedFor, type Send, useOrderKeys } from "../../store/orders";
import { useRuns } from "../../store/runs";
import { useSay } from "../../words/messages";
import { BarNumber, MainButton, Pace, Progress } from "../lab/Strip";
import { useLabWords } from "../lab/words";
import { useFitnessText } from "./population";
import { useEvolveWords } from "./words";

const CALM_MS = 100;

interface StripProps {
  run: Run;
  runs: Run[];
  /** What the fitness is, once it is known. */
  means: string;
  send: Send;
  onShow: (run: Run) => void;
}

/** The Lab's strip for evolution: a step is one generation. The Lab's keys work here too. */
export function Strip({ run, runs, means, send, onShow }: StripProps) {
  const words = useEvolveWords();
  const lab = useLabWords();
  useOrderKeys(run, send);
  return (
    <Region className="card lab-bar" title={words.controls}>
      <div className="bar-buttons">
        <MainButton run={run} send={send} longer={words.longer} />
        <Button onPress={() => void send({ do: "step" })}>{words.step}</Button>
        <Button onPress={() => void send({ do: "reset" })}>{lab.reset}</Button>
      </div>
      <State run={run} means={means} />
      <Pace key={run.id} run={run} send={send} textOf={words.paceOf} />
      <div className="bar-run">
        <RunPicker label={words.run} runs={runs} value={run.id} onChange={onShow} />
      </div>
    </Region>
  );
}

/** The generation, the fitness, and how the network does on held-out rows. */
function State({ run, means }: { run: Run; means: string }) {
  const words = useEvolveWords();
  const lab = useLabWords();
  const say = useSay();
  const fitness = useFitnessText(means);
  const curves = useCalm(useRuns((state) => state.curves[run.id]) ?? NO_CURVES, CALM_MS);
  const status = lab.status[run.status];
  const state = run.epoch === 0 ? words.fresh : words.at(run.epoch, status);
  const { accuracy, val_accuracy, loss, val_loss } = run.last ?? {};
  return (
    <div className="bar-state">
      <BarNumber
        name={words.generation}
        value={String(run.epoch)}
        more={words.ofGenerations(plannedFor(run), status)}
      />
      <Progress run={run} label={words.generation} />
      <BarNumber
        name={words.bestFitness}
        value={fitness(curves.best.at(-1))}
        more={words.meanFitness(fitness(curves.mean.at(-1)))}
      />
      {val_accuracy == null ? (
        <BarNumber
          name={lab.heldOutLoss}
          value={lossText(val_loss)}
          more={lab.inTraining(lossText(loss))}
        />
      ) : (
        <BarNumber
          name={lab.heldOutAccuracy}
          value={percent(val_accuracy)}
          more={lab.inTraining(percent(accuracy))}
        />
      )}
      <Announcer text={run.status === "running" ? "" : `${state}. ${say(run.note)}`} />
    </div>
  );
}
