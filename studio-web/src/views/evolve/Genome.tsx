import { memo } from "react";
import { shown } from "../../parts/pictures";
import { cutsOf, type Gene, MUTATED, originOf } from "./genes";
import { type EvolveWords, useEvolveWords } from "./words";

interface GenomeProps {
  genes: Gene[];
  label: string;
}

/** Mother over father over child, gene by gene; a line where the child changes from one to the other. */
export const Genome = memo(function Genome({ genes, label }: GenomeProps) {
  const words = useEvolveWords();
  const cuts = cutsOf(genes);
  return (
    <div className="genome" role="img" aria-label={label}>
      {genes.map((gene, place) => (
        <Locus key={gene.name} gene={gene} isCut={cuts.has(place)} words={words} />
      ))}
    </div>
  );
});

interface LocusProps {
  gene: Gene;
  isCut: boolean;
  words: EvolveWords;
}

function Locus({ gene, isCut, words }: LocusProps) {
  const origin = originOf(gene);
  const left = (parent: "mother" | "father") =>
    origin === "mother" || origin === "father" ? (origin === parent ? "" : " left") : "";
  return (
    <span className={isCut ? "locus cut" : "locus"} title={geneText(words, gene)}>
      <i className={`gene mother${left("mother")}`} />
      <i className={`gene father${left("father")}`} />
      <i className={`gene ${gene.is_mutated ? "mutated" : origin}`}>
        {gene.is_mutated ? MUTATED : words.signs[origin]}
      </i>
    </span>
  );
}

function geneText(words: EvolveWords, gene: Gene): string {
  const crossed = `${gene.name}: ${shown(gene.crossed)} (${words.origin[originOf(gene)]})`;
  return gene.is_mutated ? `${crossed} → ${shown(gene.mutated)} (${words.mutated})` : crossed;
}
