import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import { signColour } from "../../parts/pictures";
import { usePaint } from "../../parts/usePaint";
import { type Column, readerOf } from "./diagram";
import { sizeOf } from "./numbers";

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
      <FeatureMap
        key={unit}
        numbers={values.filter((_, at) => at % units === unit)}
        wide={array?.images?.[1] ?? 1}
        size={size}
        isLit={lit.has(`${layer}.${unit}`)}
        place={place}
      />
    );
  });
}

interface FeatureMapProps {
  numbers: number[];
  wide: number;
  size: number;
  isLit: boolean;
  place: CSSProperties;
}

function FeatureMap({ numbers, wide, size, isLit, place }: FeatureMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  const high = Math.max(1, Math.ceil(numbers.length / wide));
  useEffect(() => {
    if (numbers.length === 0) return;
    const image = new ImageData(wide, high);
    numbers.forEach((number, at) => {
      image.data.set([...signColour(number, size, paint), 255], 4 * at);
    });
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [numbers, wide, high, size, paint]);
  const name = isLit ? "map lit" : "map";
  return (
    <canvas ref={canvas} className={name} width={wide} height={high} style={place} aria-hidden />
  );
}
