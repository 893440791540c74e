import { useMemo, useState } from "react";
import { DataTable } from "../../parts/DataTable";
import { Popup } from "../../parts/Drawer";
import { Saveable } from "../../parts/Saveable";
import type { Part } from "../../parts/useAddress";
import { Button, Select, Switch } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { Bars } from "./Bars";
import { bestTwo, type FitnessText, ordered, type Sort, useFitnessText } from "./population";
import type { Views } from "./views";
import { type EvolveWords, useEvolveWords } from "./words";

interface PopulationProps {
  views: Views;
  put: (part: Part) => void;
}

/** The fitness of all individuals: one bar each, which can be focused and selected as a parent. */
export function Population({ views, put }: PopulationProps) {
  const words = useEvolveWords();
  const { population } = views;
  const { fitness, generation, means, crosses } = population;
  const [sort, setSort] = useState<Sort>("place");
  const [isTable, setTable] = useState(false);
  const [at, setAt] = useState(0);
  const text = useFitnessText(means);
  const order = useMemo(() => ordered(fitness, sort), [fitness, sort]);
  const place = order[Math.min(at, order.length - 1)] ?? 0;
  const facts = (one: number) => factsOf(words, views, one);
  const sorted = (next: Sort) => {
    setAt(Math.max(0, ordered(fitness, next).indexOf(place)));
    setSort(next);
  };
  const kind = words.fitnessIs[means as keyof EvolveWords["fitnessIs"]] ?? means;
  return (
    <section className="panel population-panel" aria-label={words.population}>
      <header className="panel-head">
        <h2>{words.population}</h2>
        <Popup label={words.optionsOf(words.population)} sign={<span aria-hidden="true">⋯</span>}>
          <Select
            label={words.sort}
            value={sort}
            options={(["place", "fitness"] as const).map((value) => ({
              value,
              title: words.sorts[value],
            }))}
            onChange={(value) => sorted(value as Sort)}
          />
          <Switch label={words.asTable} isOn={isTable} onChange={setTable} />
        </Popup>
      </header>
      <p className="soft">
        {words.populationHint(generation, fitness.length)} {kind} {!crosses && words.sampled}
      </p>
      {isTable ? (
        <Individuals views={views} order={order} text={text} />
      ) : (
        <Saveable title={words.population}>
          <Bars
            views={views}
            order={order}
            at={order.indexOf(place)}
            text={text}
            factsOf={facts}
            onWalk={setAt}
          />
          <Legend isBred={crosses} />
        </Saveable>
      )}
      <p className="line" title={words.walkHint}>
        <b>{words.individualOf(place, text(fitness[place]))}</b>{" "}
        <span className="soft">{facts(place)}</span>
      </p>
      <Choices views={views} place={place} put={put} />
    </section>
  );
}

/** What can be done with the individual that has the focus. */
function Choices({ views, place, put }: PopulationProps & { place: number }) {
  const words = useEvolveWords();
  const { fitness, parents, crosses } = views.population;
  const [mother, father] = bestTwo(fitness);
  return (
    <div className="panel-buttons">
      <Button aria-label={words.seeOutput} onPress={() => put({ individual: place })}>
        {words.brief.output}
      </Button>
      {parents.length > 0 && (
        <Button aria-label={words.seeFamily} onPress={() => put({ kin: place })}>
          {words.brief.family}
        </Button>
      )}
      {crosses && (
        <>
          <Button aria-label={words.asMother} onPress={() => put({ mother: place })}>
            {words.brief.mother}
          </Button>
          <Button aria-label={words.asFather} onPress={() => put({ father: place })}>
            {words.brief.father}
          </Button>
          <Button onPress={() => put({ mother, father })}>{words.bestTwo}</Button>
        </>
      )}
    </div>
  );
}

function factsOf(words: EvolveWords, { population }: Views, place: number): string {
  const [mother, father] = population.parents[place] ?? [];
  const isElite = place < population.elites;
  const facts = [
    place === population.best ? words.isBest : "",
    isElite ? words.isElite : "",
    !isElite && population.generation > 1 && mother !== undefined && father !== undefined
      ? words.parentsWere(mother, father)
      : "",
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

function Legend({ isBred }: { isBred: boolean }) {
  const { legend, signs: letters } = useEvolveWords();
  const signs: [string, string][] = [
    ["★", legend.best],
    ...(isBred
      ? ([
          ["◆", legend.elite],
          [letters.mother, legend.mother],
          [letters.father, legend.father],
        ] as [string, string][])
      : []),
    ["◉", legend.shown],
  ];
  return (
    <p className="key soft">
      {signs.map(([sign, meaning]) => (
        <span key={sign}>
          <b aria-hidden="true">{sign}</b> {meaning}
        </span>
      ))}
    </p>
  );
}

interface IndividualsProps {
  views: Views;
  order: number[];
  text: FitnessText;
}

/** The bars as a table. */
function Individuals({ views: { population }, order, text }: IndividualsProps) {
  const words = useEvolveWords();
  const { tableOf } = usePartWords();
  const { fitness, parents } = population;
  const isBred = parents.length > 0;
  return (
    <DataTable
      label={tableOf(words.population)}
      heads={[words.individual, words.fitness, ...(isBred ? [words.parents] : [])]}
      rows={order.map((place) => [
        place,
        text(fitness[place]),
        ...(isBred ? [parents[place]?.join(", ")] : []),
      ])}
    />
  );
}
