import type { DataView } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { DataTable } from "../../parts/DataTable";
import { HeatMap } from "../../parts/HeatMap";
import { shown } from "../../parts/pictures";
import { Button } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { useWordsOf } from "../../words";
import { percent } from "../../parts/numbers";
import { type Cell, insideOf, type Miss, missesIn, type PartResults } from "./reading";
import { type ResultsWords, WORDS } from "./words";

const MOST_FEATURES = 20;

interface MissesProps {
  run: number;
  part: PartResults;
  classes: string[];
  cell: Cell | null;
  view: DataView | null;
  onAll: () => void;
}

/** The misclassified rows: tables as rows, digits as images. */
export function Misses({ run, part, classes, cell, view, onAll }: MissesProps) {
  const words = useWordsOf(WORDS);
  const misses = missesIn(part.misses, classes, cell);
  const summary = sentence(words, part, cell, misses.length);
  return (
    <section className="panel misses-panel" aria-label={words.misses}>
      <header className="panel-head">
        <h2>{words.misses}</h2>
        {cell !== null && <Button onPress={onAll}>{words.all}</Button>}
      </header>
      <p className="soft">
        {cell !== null && (
          <b>{words.only(classes[cell.truth] ?? "", classes[cell.chosen] ?? "")} </b>
        )}
        {summary}
      </p>
      <Announcer text={cell === null ? "" : summary} />
      {misses.length > 0 &&
        (view?.side ? (
          <Images run={run} misses={misses} side={view.side} />
        ) : (
          <Rows run={run} misses={misses} features={view?.features ?? []} />
        ))}
    </section>
  );
}

function sentence(
  words: ResultsWords,
  part: PartResults,
  cell: Cell | null,
  count: number,
): string {
  if (cell === null) {
    if (part.missed === 0) return words.noMisses;
    return `${words.missesOf(part.missed, part.rows)} ${words.shownOf(count, part.missed)}`;
  }
  if (cell.truth === cell.chosen) return words.rightHere;
  const all = part.confusion[cell.truth]?.[cell.chosen] ?? 0;
  return all === 0 ? words.noneHere : words.shownOf(count, all);
}

function Images({ run, misses, side }: { run: number; misses: Miss[]; side: number }) {
  const words = useWordsOf(WORDS);
  const size = { width: side, height: side, low: 0, high: 255 };
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it
    <ul className="misses" tabIndex={0}>
      {misses.map(({ example, chosen, confidence }) => (
        <li key={example.row}>
          <HeatMap
            plane={{ ...size, pixels: example.image ?? "" }}
            label={words.missOf(example.label, chosen, percent(confidence))}
            palette="ink"
          />
          <b>
            {example.label} → {chosen}
          </b>
          <span className="soft">{percent(confidence)}</span>
          <a href={insideOf(run, example)} aria-label={words.insideRow(example.row)}>
            {words.inside}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Rows({ run, misses, features }: { run: number; misses: Miss[]; features: string[] }) {
  const words = useWordsOf(WORDS);
  const { tableOf } = usePartWords();
  const columns = features.slice(0, MOST_FEATURES);
  const named = [words.row, words.truth, words.chosen, words.confidence];
  return (
    <DataTable
      className="misses-table"
      label={tableOf(words.misses)}
      heads={[...named, ...columns, words.inside]}
      rows={misses.map(({ example, chosen, confidence }) => [
        example.row,
        example.label,
        chosen,
        percent(confidence),
        ...columns.map((_, place) => shown(example.inputs?.[place])),
        <a key="inside" href={insideOf(run, example)} aria-label={words.insideRow(example.row)}>
          {words.inside}
        </a>,
      ])}
    />
  );
}
