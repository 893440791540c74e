import { useMemo, useState } from "react";
import { api } from "../../engine/client";
import type { TraceView } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { Formula } from "../../parts/Formula";
import { shapeText } from "../../parts/pictures";
import { layoutOf, sizeOf, written } from "./numbers";
import { Picture } from "./Picture";
import type { TraceArray } from "./steps";
import { Table } from "./Table";
import { useCatalogueWords } from "../../words/catalogue";
import { useInsideWords } from "./words";
import { useWords } from "../../words";

export interface NumbersProps {
  array: TraceArray;
  /** The trace that the array is part of. */
  view: TraceView;
  isResult: boolean;
  /** Whether it is drawn at once. */
  isOpen: boolean;
  /** Names of the columns, if there are any. */
  heads: string[] | null;
  /** The side of the example's image in pixels, if it is an image. */
  side: number | null;
  digits: number;
  /** The places from which the selected number is computed. */
  marks: ReadonlySet<number>;
  /** The one of them that a maximum came from. */
  winner?: number | null;
  /** The selected number, if it is in this array. */
  selected: number | null;
  onSelect: (place: number) => void;
}

/** An array; one of many, or a large one, is drawn when that is asked for. */
export function Numbers(props: NumbersProps) {
  const { array, view } = props;
  const { reasons } = useWords();
  const words = useInsideWords();
  const names = useCatalogueWords();
  const [isDrawn, setDrawn] = useState(props.isOpen);
  const isMissing = array.plane === null && array.values === null;
  const { part, row } = view.example;
  const query = { part, row, name: array.name, key: view.key };
  const fetched = useFetched(isDrawn && isMissing ? JSON.stringify(query) : null, () =>
    api.traceArray(view.run, query),
  );
  const known = isMissing ? fetched.value : array;
  if (isDrawn && known !== null) return <Drawn {...props} array={known} />;
  const shape = shapeText(array.shape);
  return (
    <figure className="numbers">
      <Caption {...props} />
      <Button
        isDisabled={isDrawn && fetched.error === null}
        why={reasons.coming}
        aria-label={words.drawAllOf(names.formula(array.name), shape)}
        onPress={() => setDrawn(true)}
      >
        {words.drawAll(shape)}
      </Button>
      <ErrorNote error={fetched.error} />
    </figure>
  );
}

function Caption({ array, isResult }: Pick<NumbersProps, "array" | "isResult">) {
  const words = useInsideWords();
  const name = useCatalogueWords().formula(array.name);
  const shape = shapeText(array.shape);
  return (
    <figcaption>
      <Formula latex={array.latex} text={name} />
      {shape && <span className="soft">{shape}</span>}
      {isResult && <span className="tag">{words.result}</span>}
    </figcaption>
  );
}

/** A small table of coloured numbers, or a picture of a large one. */
function Drawn(props: NumbersProps) {
  const { array, isResult, side, digits } = props;
  const words = useInsideWords();
  const arrayName = useCatalogueWords().formula(array.name);
  const layout = useMemo(() => layoutOf(array, side), [array, side]);
  const size = useMemo(() => {
    const { plane } = array;
    return plane ? sizeOf([plane.low, plane.high]) : sizeOf(layout.values);
  }, [array, layout]);
  const shape = shapeText(array.shape);
  const textOf = (place: number) => written(layout.values[place], digits);
  const name = layout.isTable ? words.table(arrayName, shape) : words.picture(arrayName, shape);
  return (
    <figure className={isResult ? "numbers result" : "numbers"}>
      <Caption {...props} />
      {layout.isTable ? (
        <Table {...props} layout={layout} sizeAt={() => size} label={name} textOf={textOf} />
      ) : (
        <Picture {...props} layout={layout} size={size} label={name} textOf={textOf} />
      )}
    </figure>
  );
}
