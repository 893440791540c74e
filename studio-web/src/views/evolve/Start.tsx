import { useState } from "react";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { RunPicker } from "../../parts/RunPicker";
import { useCatalogue } from "../../parts/useCatalogue";
import type { Part } from "../../parts/useAddress";
import { useFetched } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { sendTo, startRun } from "../../store/orders";
import { useCatalogueWords } from "../../words/catalogue";
import { AS_FAST_AS_IT_CAN, CALM_PACE, startRival } from "./begin";
import { entryOf, evolutionOf, populationOf } from "./start";
import { useEvolveWords } from "./words";
import { useWords } from "../../words";

interface StartProps {
  /** The open run, if it is trained by gradient descent. */
  descent: Run | null;
  /** All evolutions so far. */
  runs: Run[];
  onShow: (run: Run, part?: Part) => void;
}

/** What evolution is, and one press that begins one with the present data, or a race. */
export function Start({ descent, runs, onShow }: StartProps) {
  const { reasons } = useWords();
  const words = useEvolveWords();
  const names = useCatalogueWords();
  const begin = useBeginning(descent, onShow);
  const { evolution, data } = begin;
  const size = evolution && populationOf(evolution, begin.catalogue);
  return (
    <section className="card evolve-start" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.about}</p>
      <ol className="cycle">
        {words.cycle.map(({ title, text }, place) => (
          <li key={title}>
            <Picture place={place} />
            <b>{title}</b>
            <span className="soft">{text}</span>
          </li>
        ))}
      </ol>
      <p className="soft">{words.again}</p>
      <p>
        {descent
          ? words.ofDescent(
              descent.name,
              names.nameOf("algorithm", descent.experiment.algorithm?.name ?? ""),
            )
          : words.ofData(data)}
      </p>
      <div className="row">
        <Button
          main
          isDisabled={evolution === null}
          why={reasons.coming}
          onPress={() => begin.start(false)}
        >
          {words.start(data)}
        </Button>
        <Button
          isDisabled={evolution === null}
          why={reasons.coming}
          onPress={() => begin.start(true)}
        >
          {words.startRace(data)}
        </Button>
      </div>
      {evolution && (
        <p className="soft">
          {words.starts(
            names.nameOf("algorithm", evolution.algorithm?.name ?? ""),
            evolution.epochs ?? 0,
            size === null ? "" : words.ofSize(size),
          )}
        </p>
      )}
      <ErrorNote error={begin.error} />
      {runs.length > 0 && (
        <div className="narrow">
          <RunPicker
            label={words.earlier}
            runs={runs}
            value={null}
            none={words.noEarlier}
            onChange={onShow}
          />
        </div>
      )}
    </section>
  );
}

/** The evolution of the present data, and the function that begins it, alone or as a race. */
function useBeginning(descent: Run | null, onShow: StartProps["onShow"]) {
  const catalogue = useCatalogue();
  const form = useExperiment((state) => state.experiment);
  const [error, setError] = useState<unknown>(null);
  const experiment = descent?.experiment ?? form;
  const choice = experiment.data ?? {};
  const view = useFetched(JSON.stringify(choice), () => api.dataView({ ...choice, count: 1 }));
  const isKnown = view.value !== null && catalogue.value !== null;
  const isEvolution = entryOf(experiment, catalogue.value)?.is_evolution === true;
  const evolution =
    view.value && isKnown ? evolutionOf(experiment, view.value.card, isEvolution) : null;
  const begin = async (isRace: boolean) => {
    if (evolution === null || view.value === null) return;
    const run = await startRun(evolution, CALM_PACE);
    if (!isRace) return onShow(run);
    if (descent === null) {
      const rival = await startRival(run, view.value, catalogue.value);
      return onShow(run, { with: rival.id });
    }
    if (descent.status !== "finished")
      await sendTo(descent.id, [{ do: "pace", pace: AS_FAST_AS_IT_CAN }, { do: "play" }]);
    return onShow(run, { with: descent.id });
  };
  return {
    catalogue: catalogue.value,
    evolution,
    data: view.value?.card.name ?? choice.name ?? "",
    error: error ?? view.error ?? catalogue.error,
    start: (isRace: boolean) => void begin(isRace).then(() => setError(null), setError),
  };
}

/** A population, its fitness, the two fittest, and their child: four small drawings. */
function Picture({ place }: { place: number }) {
  const tall = [12, 26, 18, 34, 22];
  return (
    <svg viewBox="0 0 100 44" className="cycle-picture" aria-hidden="true">
      {place < 3
        ? tall.map((height, i) => (
            <g key={i} className={place === 2 && height < 24 ? "unfit" : ""}>
              {place > 0 && <rect x={8 + 18 * i} y={42 - height} width={12} height={height} />}
              {place === 0 && <circle cx={14 + 18 * i} cy={22} r={7} />}
            </g>
          ))
        : [0, 1, 2, 3, 4, 5].map((i) => (
            <g key={i}>
              <rect className="mother" x={8 + 14 * i} y={2} width={12} height={11} />
              <rect className="father" x={8 + 14 * i} y={16} width={12} height={11} />
              <rect
                className={i === 4 ? "mutated" : i < 3 ? "mother" : "father"}
                x={8 + 14 * i}
                y={31}
                width={12}
                height={11}
              />
            </g>
          ))}
    </svg>
  );
}
