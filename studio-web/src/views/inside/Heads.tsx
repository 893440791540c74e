import { useMemo } from "react";
import type { TraceView } from "../../engine/types";
import { shapeText } from "../../parts/pictures";
import { useCatalogueWords } from "../../words/catalogue";
import { Chooser } from "./Chooser";
import { Formula } from "../../parts/Formula";
import {
  type Attention,
  headsAt,
  maskedOf,
  type Matrices,
  matricesOf,
  selectedIn,
  short,
  withinHead,
} from "./heads";
import type { Layout, Selected } from "./numbers";
import { Picture } from "./Picture";
import { goTo, usePlace } from "./place";
import { SmallMap } from "./SmallMap";
import type { TraceArray } from "./steps";
import { Table } from "./Table";
import type { Marks } from "./time";
import { useInsideWords } from "./words";

/** Matrices with more rows are pictures: their numbers would be too small to read. */
const MOST_ROWS = 16;

interface HeadsProps {
  view: TraceView;
  attention: Attention;
  /** Those of its matrices that belong to the step. */
  arrays: TraceArray[];
  /** The name of the step's result. */
  result: string;
  marks: Marks;
  selected: Selected | null;
  onSelect: (selected: Selected) => void;
}

/** Attention: a choice of heads, and the matrices of the chosen one. */
export function Heads(props: HeadsProps) {
  const { view, attention, arrays, marks, selected } = props;
  const words = useInsideWords();
  const head = Math.min(
    usePlace((place) => place.head),
    attention.heads - 1,
  );
  const all = useMemo(
    () => arrays.map((array) => matricesOf(array, attention)),
    [arrays, attention],
  );
  const masked = useMemo(() => maskedOf(view, attention), [view, attention]);
  const [first] = all;
  if (first === undefined) return null;
  const lit = new Set(
    arrays.flatMap(({ name }) => [
      ...headsAt(attention, marks.get(name) ?? []),
      ...headsAt(attention, selected?.name === name ? [selected.place] : []),
    ]),
  );
  return (
    <section className="heads" aria-label={words.heads}>
      <p className="soft">
        {words.headsAbout} {masked.size > 0 && words.maskAbout(attention.steps <= MOST_ROWS)}
      </p>
      {attention.heads > 1 && (
        <Chooser
          label={words.heads}
          className="choice-of-heads"
          count={attention.heads}
          drawn={first.heads.map((_, place) => place)}
          chosen={head}
          nameOf={words.head}
          onChoose={(next) => goTo({ head: next })}
        >
          {(one) => (
            <>
              <SmallMap
                numbers={first.heads[one] ?? []}
                wide={attention.steps}
                size={first.size}
                className={lit.has(one) ? "map lit" : "map"}
              />
              {words.head(one)}
            </>
          )}
        </Chooser>
      )}
      <div className="arrays">
        {all.map((matrices) => (
          <Matrix key={matrices.array.name} {...props} {...matrices} head={head} masked={masked} />
        ))}
      </div>
    </section>
  );
}

interface MatrixProps extends HeadsProps, Matrices {
  head: number;
  masked: ReadonlySet<number>;
}

/** The matrix of one head. */
function Matrix(props: MatrixProps) {
  const { view, attention, array, heads, head, size, masked, result, onSelect } = props;
  const words = useInsideWords();
  const name = useCatalogueWords().formula(array.name);
  const { steps } = attention;
  const isTable = steps <= MOST_ROWS;
  const numbers = heads[head] ?? [];
  const values = isTable ? numbers : numbers.map((value, at) => (masked.has(at) ? null : value));
  const layout: Layout = {
    width: steps,
    height: steps,
    values,
    isTable,
    tiles: null,
    isRough: false,
  };
  const shared = {
    layout,
    label: words.matrix(name, head),
    textOf: (place: number) => short(values[place] ?? null, size),
    marks: withinHead(attention, head, props.marks.get(array.name) ?? []),
    selected: selectedIn(attention, head, array.name, props.selected),
    onSelect: (place: number) =>
      onSelect({ name: array.name, place: head * steps * steps + place }),
  };
  const titles = view.tokens.length === steps ? view.tokens : null;
  const titleOf = (time: number) => (
    <>
      {time}
      {titles && <b className="token">{titles[time]}</b>}
    </>
  );
  const times = Array.from({ length: steps }, (_, time) => time);
  return (
    <figure className={array.name === result ? "numbers matrix result" : "numbers matrix"}>
      <figcaption>
        <Formula latex={array.latex} text={name} />
        <span className="soft">{`${shapeText([steps, steps])} · ${words.head(head)}`}</span>
        {array.name === result && <span className="tag">{words.result}</span>}
      </figcaption>
      {isTable ? (
        <Table
          {...shared}
          sizeAt={() => size}
          heads={times.map(titleOf)}
          rowHeads={times.map((time) => ({
            name: words.timeStep(time, titles?.[time] ?? ""),
            shown: titleOf(time),
          }))}
          masked={{ places: masked, word: words.masked }}
        />
      ) : (
        <Picture
          {...shared}
          size={size}
          array={{ name: `${array.name}[${head}]`, shape: [steps, steps], plane: null }}
        />
      )}
    </figure>
  );
}
