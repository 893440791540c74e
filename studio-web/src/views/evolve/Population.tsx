import { useMemo, useState } from "react";
import type { PopulationView } from "../../engine/types";
import { FoldedTable } from "../../parts/DataTable";
import type { Part } from "../../parts/useAddress";
import { Button, Select } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { bestTwo, fitnessText, heights, ordered, rankOf, type Sort, barAfter } from "./population";
import type { Views } from "./views";
import { type EvolveWords, WORDS } from "./words";

interface PopulationProps {
  views: Views;
  put: (part: Part) => void;
}

/** The fitness of all individuals: one bar each, which can be focused and selected as a parent. */
export function Population({ views, put }: PopulationProps) {
  const words = useWordsOf(WORDS);
  const { population } = views;
  const { fitness, parents, generation, means } = population;
  const [sort, setSort] = useState<Sort>("place");
  const [at, setAt] = useState(0);
  const order = useMemo(() => ordered(fitness, sort), [fitness, sort]);
  const place = order[Math.min(at, order.length - 1)] ?? 0;
  const breeds = parents.length > 0;
  const [first, second] = bestTwo(fitness);
  return (
    <section className="card wide" aria-label={words.population}>
      <div className="row between">
        <h2>{words.population}</h2>
        <Select
          label={words.sort}
          value={sort}
          options={(["place", "fitness"] as const).map((value) => ({
            value,
            title: words.sorts[value],
          }))}
          onChange={(value) => {
            const next = value as Sort;
            setAt(Math.max(0, ordered(fitness, next).indexOf(place)));
            setSort(next);
          }}
        />
      </div>
      <p className="soft">
        {words.populationHint(generation, fitness.length)}{" "}
        {words.fitnessIs[means as keyof EvolveWords["fitnessIs"]] ?? means} {words.walkHint}
      </p>
      {!breeds && <p className="note">{words.sampled}</p>}
      <Bars views={views} order={order} at={order.indexOf(place)} onWalk={setAt} />
      <Legend breeds={breeds} />
      <p>
        <b>{words.individualOf(place, fitnessText(fitness[place]))}</b>{" "}
        <span className="soft">{factsOf(words, population, place)}</span>
      </p>
      <div className="row">
        <Button onPress={() => put({ individual: place })}>{words.seeBoundary}</Button>
        {breeds && (
          <>
            <Button onPress={() => put({ kin: place })}>{words.seeFamily}</Button>
            <Button onPress={() => put({ mother: place })}>{words.asMother}</Button>
            <Button onPress={() => put({ father: place })}>{words.asFather}</Button>
            <Button onPress={() => put({ mother: first, father: second })}>{words.bestTwo}</Button>
          </>
        )}
      </div>
      <Individuals population={population} order={order} />
    </section>
  );
}

function factsOf(words: EvolveWords, view: PopulationView, place: number): string {
  const [mother, father] = view.parents[place] ?? [];
  const isElite = place < view.elites;
  const facts = [
    place === view.best ? words.isBest : "",
    isElite ? words.isElite : "",
    !isElite && view.generation > 1 && mother !== undefined && father !== undefined
      ? words.parentsWere(mother, father)
      : "",
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

const WIDTH = 1000;
const HEIGHT = 200;

interface BarsProps {
  views: Views;
  order: number[];
  at: number;
  onWalk: (at: number) => void;
}

function Bars({ views, order, at, onWalk }: BarsProps) {
  const words = useWordsOf(WORDS);
  const { population, parents, individual } = views;
  const tall = heights(population.fitness, population.means);
  const step = WIDTH / order.length;
  const place = order[at] ?? 0;
  const breeds = population.parents.length > 0;
  const signs = (one: number) => [
    ...(one === population.best ? ["★"] : one < population.elites ? ["◆"] : []),
    ...(breeds && one === parents[0] ? [words.signs.mother] : []),
    ...(breeds && one === parents[1] ? [words.signs.father] : []),
    ...(one === individual ? ["◉"] : []),
  ];
  return (
    <div
      className="population"
      role="slider"
      tabIndex={0}
      aria-label={words.individual}
      aria-valuemin={0}
      aria-valuemax={order.length - 1}
      aria-valuenow={at}
      aria-valuetext={`${words.individualOf(place, fitnessText(population.fitness[place]))}. ${factsOf(words, population, place)}`}
      onKeyDown={(event) => {
        const next = barAfter(event.key, at, order.length);
        if (next === null) return;
        event.preventDefault();
        onWalk(next);
      }}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const share = (event.clientX - box.left) / box.width;
        onWalk(Math.max(0, Math.min(order.length - 1, Math.floor(share * order.length))));
      }}
    >
      <div className="signs" aria-hidden="true">
        {order.map((one, i) => {
          const marks = signs(one);
          return (
            marks.length > 0 && (
              <span key={one} style={{ left: `${(100 * (i + 0.5)) / order.length}%` }}>
                {marks.map((mark) => (
                  <b key={mark}>{mark}</b>
                ))}
              </span>
            )
          );
        })}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {order.map((one, i) => (
          <rect
            key={one}
            className={`${rankOf(population, one)}${i === at ? " here" : ""}`}
            x={step * i + step * 0.08}
            width={step * 0.84}
            y={HEIGHT * (1 - (tall[one] ?? 0))}
            height={HEIGHT * (tall[one] ?? 0)}
          >
            <title>{words.individualOf(one, fitnessText(population.fitness[one]))}</title>
          </rect>
        ))}
      </svg>
      <i
        className="caret"
        aria-hidden="true"
        style={{ left: `${(100 * (at + 0.5)) / order.length}%` }}
      >
        ▲
      </i>
    </div>
  );
}

function Legend({ breeds }: { breeds: boolean }) {
  const { legend: words, signs: letters } = useWordsOf(WORDS);
  const signs: [string, string][] = breeds
    ? [
        ["★", words.best],
        ["◆", words.elite],
        [letters.mother, words.mother],
        [letters.father, words.father],
        ["◉", words.shown],
      ]
    : [
        ["★", words.best],
        ["◉", words.shown],
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

/** The bars as a table. */
function Individuals({ population, order }: { population: PopulationView; order: number[] }) {
  const words = useWordsOf(WORDS);
  const { fitness, parents } = population;
  const breeds = parents.length > 0;
  return (
    <FoldedTable
      className="tall"
      label={words.population}
      heads={[words.individual, words.fitness, ...(breeds ? [words.parents] : [])]}
      rows={order.map((place) => [
        place,
        fitnessText(fitness[place]),
        ...(breeds ? [parents[place]?.join(", ")] : []),
      ])}
    />
  );
}
