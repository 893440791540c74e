import { useState } from "react";
import { api } from "../../engine/client";
import type { DataView, PopulationView, Run } from "../../engine/types";
import { Boundary } from "../../parts/Boundary";
import { Popup } from "../../parts/Drawer";
import { ErrorNote } from "../../parts/ErrorNote";
import { InTabs, type Part as Picture } from "../../parts/InTabs";
import type { Part, Query } from "../../parts/useAddress";
import { numberIn } from "../../parts/useAddress";
import { useCalm, useFetched, useView } from "../../parts/useView";
import { Button, Select } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { axesOf } from "../lab/axes";
import { FiltersOf } from "../lab/Filters";
import { Plot, predictionsOf } from "../lab/Predictions";
import { useLabWords } from "../lab/words";
import { Confusion } from "../results/Confusion";
import { WORDS as RESULTS } from "../results/words";
import { useEvolveWords } from "./words";

interface ChampionProps {
  run: Run;
  view: DataView;
  /** Null before the first generation. */
  population: PopulationView | null;
  /** The selected individual; null for the network of the run. */
  individual: number | null;
  /** Changes with each generation. */
  moment: string;
  query: Query;
  put: (part: Part) => void;
}

/** What the run's network, or a selected individual, predicts: in the pictures that the data ask for. */
export function Champion(props: ChampionProps) {
  const { population, individual, put } = props;
  const words = useEvolveWords();
  const kind = population?.network ?? "best";
  const title = individual === null ? words.champion[kind] : words.champion.one(individual);
  const pictures = usePictures(props);
  const [chosen, setChosen] = useState("");
  const shown = pictures.find(({ id }) => id === chosen) ?? pictures[0];
  return (
    <section className="panel champion" aria-label={title}>
      <header className="panel-head">
        <h2 title={words.networkIs[kind]}>{title}</h2>
        {individual !== null && (
          <Button onPress={() => put({ individual: null })}>{words.back}</Button>
        )}
      </header>
      {shown && (
        <InTabs
          className="filling"
          label={words.tabs}
          parts={pictures}
          chosen={shown.id}
          choose={setChosen}
        />
      )}
    </section>
  );
}

function usePictures(props: ChampionProps): Picture[] {
  const lab = useLabWords();
  const { confusion, answers: predictions } = useWordsOf(RESULTS);
  const { view, run, individual, moment } = props;
  const isNumber = view.card.classes === null;
  const isImage = Boolean(view.side);
  const answers = view.features.length === 1 ? lab.curve : predictions;
  const all: (Picture & { isThere: boolean })[] = [
    { id: "answers", title: answers, part: <Answers {...props} />, isThere: isNumber },
    {
      id: "plane",
      title: isNumber ? lab.tabs.surface : lab.tabs.boundary,
      part: <PlaneOf {...props} />,
      isThere: !isImage && view.features.length > 1,
    },
    { id: "matrix", title: confusion, part: <MatrixOf {...props} />, isThere: !isNumber },
    {
      id: "weights",
      title: lab.tabs.weights,
      part: <FiltersOf run={run.id} moment={moment} />,
      isThere: isImage && individual === null,
    },
  ];
  return all.filter(({ isThere }) => isThere);
}

/** The boundary over two inputs, which can be chosen. */
function PlaneOf({ run, view, population, individual, moment, query, put }: ChampionProps) {
  const words = useEvolveWords();
  const [first, second] = axesOf(view);
  const across = numberIn(query, "across") ?? first;
  const up = numberIn(query, "up") ?? second;
  const subject = `${run.id} ${across} ${up} ${individual}`;
  const boundary = useView(subject, moment, () => api.boundary(run.id, { across, up, individual }));
  const network = useFetched(String(run.id), () => api.network(run.id));
  const label =
    individual === null
      ? words.boundary[population?.network ?? "best"]
      : words.boundary.one(individual);
  const options = view.features.map((title, place) => ({ value: String(place), title }));
  const without = (taken: number) => options.filter(({ value }) => value !== String(taken));
  return (
    <div className="plane">
      <ErrorNote error={boundary.error} />
      {boundary.value && (
        <Boundary view={boundary.value} classes={network.value?.outputs ?? []} label={label} />
      )}
      {options.length > 2 && (
        <div className="axes">
          <Popup label={words.axes} sign={words.axes}>
            <Select
              label={words.across}
              value={String(across)}
              options={without(up)}
              onChange={(value) => put({ across: value })}
            />
            <Select
              label={words.up}
              value={String(up)}
              options={without(across)}
              onChange={(value) => put({ up: value })}
            />
          </Popup>
        </div>
      )}
    </div>
  );
}

const RESULTS_MS = 1_000;

function useResults({ run, individual, moment }: ChampionProps) {
  const calm = useCalm(moment, RESULTS_MS);
  return useView(`${run.id} ${individual}`, calm, () => api.results(run.id, { individual }));
}

/** The confusion matrix of held-out rows; of the run's network, a cell leads to its errors. */
function MatrixOf(props: ChampionProps) {
  const { value, error } = useResults(props);
  const part = value?.parts.find((one) => one.part === "held_out");
  const open = (cell: { truth: number; chosen: number } | null) => {
    if (cell) location.hash = `#/results?run=${props.run.id}&cell=${cell.truth}.${cell.chosen}`;
  };
  return (
    <>
      <ErrorNote error={error} />
      {value && part && <Confusion part={part} classes={value.classes} cell={null} onPick={open} />}
    </>
  );
}

/** A regression's predictions. */
function Answers(props: ChampionProps) {
  const lab = useLabWords();
  const { value, error } = useResults(props);
  const answers = value ? predictionsOf(value, props.view) : [];
  return (
    <>
      <ErrorNote error={error} />
      {answers.length > 0 && <Plot answers={answers} title={lab.curve} view={props.view} />}
    </>
  );
}
