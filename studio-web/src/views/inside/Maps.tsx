import { type CSSProperties, useMemo } from "react";
import { type Column, readerOf } from "./diagram";
import { sizeOf } from "./numbers";
import { SmallMap } from "./SmallMap";

interface MapsProps {
  column: Column;
  /** The side of a map, the middle of the column, and of each map, on the stage. */
  side: number;
  x: number;
  ys: number[];
  stage: [width: number, height: number];
  lit: ReadonlySet<string>;
}

/** The feature maps of a layer as images, one below the other, over the diagram's drawing. */
export function Maps({ column, side, x, ys, stage: [width, height], lit }: MapsProps) {
  const { array, units, layer } = column;
  const values = useMemo(() => {
    const read = readerOf(array);
    const count = array?.shape.reduce((product, size) => product * size, 1) ?? 0;
    return Array.from({ length: count }, (_, place) => read(place) ?? 0);
  }, [array]);
  const size = useMemo(() => sizeOf(values), [values]);
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return ys.map((y, unit) => {
    const place: CSSProperties = {
      left: percent(x - side / 2, width),
      top: percent(y - side / 2, height),
      width: percent(side, width),
      height: percent(side, height),
    };
    return (
      <SmallMap
        key={unit}
        numbers={values.filter((_, at) => at % units === unit)}
        wide={array?.images?.[1] ?? 1}
        size={size}
        className={lit.has(`${layer}.${unit}`) ? "map lit" : "map"}
        style={place}
      />
    );
  });
}
