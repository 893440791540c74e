import { useState } from "react";
import type { BreedingView } from "../../engine/types";
import { DataTable, Scroll } from "../../parts/DataTable";
import { Popup } from "../../parts/Drawer";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import { Saveable } from "../../parts/Saveable";
import type { Part } from "../../parts/useAddress";
import type { Fetched } from "../../parts/useView";
import { Button, Switch } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { Genome } from "./Genome";
import { counted, fateOf, type Gene, MUTATED, originOf } from "./genes";
import { useFitnessText } from "./population";
import type { Views } from "./views";
import { type EvolveWords, useEvolveWords } from "./words";

interface ChildProps {
  views: Views;
  bred: Fetched<BreedingView>;
  seed: number;
  put: (part: Part) => void;
}

/** One crossover and one mutation, gene by gene. */
export function Child({ views, bred, seed, put }: ChildProps) {
  const words = useEvolveWords();
  const [isTable, setTable] = useState(false);
  const view = bred.value;
  return (
    <section className="panel child" aria-label={words.breeding}>
      <header className="panel-head">
        <h2>{words.breeding}</h2>
        <Button onPress={() => put({ seed: seed + 1 })}>{words.another}</Button>
        <Popup label={words.optionsOf(words.breeding)} sign={<span aria-hidden="true">⋯</span>}>
          <Switch label={words.asTable} isOn={isTable} onChange={setTable} />
        </Popup>
      </header>
      <ErrorNote error={bred.error} />
      {view && (
        <>
          <Fitness view={view} views={views} />
          <p className="soft line">
            {words.crossover}: <code>{view.crossover}</code> · {words.mutation}:{" "}
            <code>{view.mutation}</code>
          </p>
          {isTable ? <GeneTable genes={view.genes} /> : <Strands view={view} />}
        </>
      )}
    </section>
  );
}

/** The fitness of the parents and of the child, and which is the fittest. */
function Fitness({ view, views }: { view: BreedingView; views: Views }) {
  const words = useEvolveWords();
  const text = useFitnessText(views.population.means);
  const [mother, father] = views.parents;
  const all = [
    ["mother", words.numbered(words.mother, mother), view.mother_fitness],
    ["father", words.numbered(words.father, father), view.father_fitness],
    ["", words.child, view.child_fitness],
  ] as const;
  return (
    <div className="facts">
      <dl>
        {all.map(([kind, name, value]) => (
          <div key={name} className={kind}>
            <dt>{name}</dt>
            <dd>{text(value)}</dd>
          </div>
        ))}
      </dl>
      <p aria-live="polite">
        <b>{words.verdict[fateOf(view)]}</b>
      </p>
    </div>
  );
}

/** The three strands, with what the signs mean. */
function Strands({ view }: { view: BreedingView }) {
  const words = useEvolveWords();
  const { genes, of } = view;
  const label = summaryOf(words, genes);
  return (
    <Saveable title={words.breeding}>
      <Scroll label={words.treeOf(words.breeding)}>
        <p className="key soft">
          {counted(genes).map(([origin]) => (
            <span key={origin}>
              <i className={`gene ${origin}`} aria-hidden="true">
                {words.signs[origin]}
              </i>{" "}
              {words.origin[origin]}
            </span>
          ))}
          <span>
            <i className="gene mutated" aria-hidden="true">
              {MUTATED}
            </i>{" "}
            {words.mutated}
          </span>
          <span>
            <i className="cut-sign" aria-hidden="true" /> {words.cut}
          </span>
        </p>
        <Genome genes={genes} label={`${words.breeding}. ${label}`} />
        <p className="soft">
          {words.strands} {label} {genes.length < of && words.someGenes(genes.length, of)}
        </p>
      </Scroll>
    </Saveable>
  );
}

function summaryOf(words: EvolveWords, genes: Gene[]): string {
  const mutated = genes.filter((gene) => gene.is_mutated).length;
  const parts = counted(genes).map(([origin, count]) => `${count} ${words.origin[origin]}`);
  return words.counts([...parts, `${mutated} ${words.mutated}`].join(", "));
}

function GeneTable({ genes }: { genes: Gene[] }) {
  const words = useEvolveWords();
  const { tableOf } = usePartWords();
  const [isOnly, setOnly] = useState(false);
  return (
    <div className="gene-table">
      <Switch label={words.onlyMutated} isOn={isOnly} onChange={setOnly} />
      <DataTable
        label={tableOf(words.breeding)}
        heads={[words.gene, words.mother, words.father, words.from, words.crossed, words.after]}
        rows={genes
          .filter((gene) => gene.is_mutated || !isOnly)
          .map((gene) => [
            <code key={gene.name}>{gene.name}</code>,
            shown(gene.mother),
            shown(gene.father),
            `${words.origin[originOf(gene)]} ${words.signs[originOf(gene)]}`,
            shown(gene.crossed),
            (gene.is_mutated ? `${MUTATED} ` : "") + shown(gene.mutated),
          ])}
      />
    </div>
  );
}
