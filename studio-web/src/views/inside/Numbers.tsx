import { useMemo } from "react";
import { Formula } from "./Formula";
import { shapeText } from "../../parts/pictures";
import { layoutOf, sizeOf, written } from "./numbers";
import { Picture } from "./Picture";
import type { TraceArray } from "./steps";
import { Table } from "./Table";
import { useCatalogueWords } from "../../words/catalogue";
import { useInsideWords } from "./words";

export interface NumbersProps {
  array: TraceArray;
  isResult: boolean;
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

/** An array: a small table of coloured numbers, or a picture if it is large. */
export function Numbers(props: NumbersProps) {
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
      <figcaption>
        <Formula latex={array.latex} text={arrayName} />
        {shape && <span className="soft">{shape}</span>}
        {isResult && <span className="tag">{words.result}</span>}
      </figcaption>
      {layout.isTable ? (
        <Table {...props} layout={layout} sizeAt={() => size} label={name} textOf={textOf} />
      ) : (
        <Picture {...props} layout={layout} size={size} label={name} textOf={textOf} />
      )}
    </figure>
  );
}
