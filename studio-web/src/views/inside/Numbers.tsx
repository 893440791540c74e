import { useMemo } from "react";
import { Formula } from "./Formula";
import { layoutOf, shapeText, sizeOf, written } from "./numbers";
import { Picture } from "./Picture";
import type { TraceArray } from "./steps";
import { Table } from "./Table";
import { useInsideWords } from "./words";

export interface NumbersProps {
  array: TraceArray;
  isResult: boolean;
  /** Names of the columns, if they have some. */
  heads: string[] | null;
  /** How many pixels the side of the example's image has, if it is one. */
  side: number | null;
  digits: number;
  /** The places that the number asked for is made of. */
  marks: ReadonlySet<number>;
  /** The number asked for, if it is one of these. */
  asked: number | null;
  onAsk: (place: number) => void;
}

/** An array: a small table of coloured numbers, or a picture where there are many. */
export function Numbers(props: NumbersProps) {
  const { array, isResult, side, digits } = props;
  const words = useInsideWords();
  const layout = useMemo(() => layoutOf(array, side), [array, side]);
  const size = useMemo(() => {
    const { plane } = array;
    return plane ? sizeOf([plane.low, plane.high]) : sizeOf(layout.values);
  }, [array, layout]);
  const shape = shapeText(array.shape);
  const told = (place: number) => written(layout.values[place], digits);
  const View = layout.isTable ? Table : Picture;
  const name = layout.isTable ? words.table(array.name, shape) : words.picture(array.name, shape);
  return (
    <figure className={isResult ? "numbers result" : "numbers"}>
      <figcaption>
        <Formula latex={array.latex} text={array.name} />
        {shape && <span className="soft">{shape}</span>}
        {isResult && <span className="tag">{words.result}</span>}
      </figcaption>
      <View {...props} layout={layout} size={size} label={name} told={told} />
    </figure>
  );
}
