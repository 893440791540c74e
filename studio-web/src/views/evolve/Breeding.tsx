import { useState } from "react";
import type { BreedingView } from "../../engine/types";
import { FoldedTable } from "../../parts/DataTable";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import type { Part } from "../../parts/useAddress";
import type { Fetched } from "../../parts/useView";
import { Button, Switch } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { fitnessText } from "./population";
import { counted, fateOf, type Gene, MUTATED, originOf } from "./genes";
import { type EvolveWords, WORDS } from "./words";

interface BreedingProps {
  bred: Fetched<BreedingView>;
  parents: [number, number];
  seed: number;
  put: (part: Part) => void;
}

/** One crossover and one mutation, gene by gene. */
export function Breeding({ bred, parents, seed, put }: BreedingProps) {
  const words = useWordsOf(WORDS);
  const view = bred.value;
  return (
    <section className="card wide" aria-label={words.breeding}>
      <h2>{words.breeding}</h2>
      <p className="soft">{words.breedingHint(...parents)}</p>
      <div className="row middle">
        <Button onPress={() => put({ seed: seed + 1 })}>{words.again}</Button>
        <span className="soft">
          {words.seed} {seed}
        </span>
      </div>
      <ErrorNote error={bred.error} />
      {view && (
        <>
          <Fitness view={view} />
          <Child view={view} />
        </>
      )}
    </section>
  );
}

function Fitness({ view }: { view: BreedingView }) {
  const words = useWordsOf(WORDS);
  const all = [
    [words.mother, view.mother_fitness],
    [words.father, view.father_fitness],
    [words.child, view.child_fitness],
  ] as const;
  return (
    <>
      <dl className="facts">
        {all.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fitnessText(value)}</dd>
          </div>
        ))}
      </dl>
      <p aria-live="polite">
        <b>{words.verdict[fateOf(view)]}</b>
      </p>
    </>
  );
}

function summary(words: EvolveWords, genes: Gene[]): string {
  const mutated = genes.filter((gene) => gene.is_mutated).length;
  const parts = counted(genes).map(([origin, count]) => `${count} ${words.origin[origin]}`);
  return words.counts([...parts, `${mutated} ${words.mutated}`].join(", "));
}

function Child({ view }: { view: BreedingView }) {
  const words = useWordsOf(WORDS);
  const { genes } = view;
  const label = summary(words, genes);
  return (
    <>
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
      </p>
      <h3>
        {words.crossover}: <code>{view.crossover}</code>
      </h3>
      <div className="genes" role="img" aria-label={label}>
        {genes.map((gene) => (
          <i key={gene.name} className={`gene ${originOf(gene)}`} title={geneText(words, gene)}>
            {words.signs[originOf(gene)]}
          </i>
        ))}
      </div>
      <h3>
        {words.mutation}: <code>{view.mutation}</code>
      </h3>
      <div className="genes" role="img" aria-label={label}>
        {genes.map((gene) => (
          <i
            key={gene.name}
            className={`gene ${gene.is_mutated ? "mutated" : originOf(gene)}`}
            title={geneText(words, gene)}
          >
            {gene.is_mutated ? MUTATED : words.signs[originOf(gene)]}
          </i>
        ))}
      </div>
      <p>
        {label} {genes.length < view.of && words.someGenes(genes.length, view.of)}
      </p>
      <GeneTable genes={genes} />
    </>
  );
}

function geneText(words: EvolveWords, gene: Gene): string {
  const crossed = `${gene.name}: ${shown(gene.crossed)} (${words.origin[originOf(gene)]})`;
  return gene.is_mutated ? `${crossed} → ${shown(gene.mutated)} (${words.mutated})` : crossed;
}

function GeneTable({ genes }: { genes: Gene[] }) {
  const words = useWordsOf(WORDS);
  const [isOnly, setOnly] = useState(false);
  return (
    <FoldedTable
      className="tall"
      label={words.breeding}
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
    >
      <Switch label={words.onlyMutated} isOn={isOnly} onChange={setOnly} />
    </FoldedTable>
  );
}
