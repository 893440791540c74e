import { memo, useMemo } from "react";
import { type Column, readerOf } from "./diagram";
import { fill, sizeOf } from "./numbers";

interface SequenceProps {
  column: Column;
  /** The middle of the picture. */
  x: number;
  y: number;
  /** The side of a cell. */
  cell: number;
  lit: ReadonlySet<string>;
}

/** The values of a sequence: a column for each time step, a row for each neuron. */
export function Sequence({ column, x, y, cell, lit }: SequenceProps) {
  const { units, steps, layer } = column;
  const [wide, high] = [cell * (steps ?? 0), cell * units];
  const places = Array.from({ length: units * (steps ?? 0) }, (_, place) => place);
  return (
    <g transform={`translate(${x - wide / 2} ${y - high / 2})`}>
      <Cells column={column} cell={cell} />
      <rect className="frame" width={wide} height={high} />
      {places
        .filter((place) => lit.has(`${layer}@${Math.floor(place / units)}.${place % units}`))
        .map((place) => (
          <rect key={place} className="frame lit" {...spotOf(place, units, cell)} />
        ))}
    </g>
  );
}

/** There may be thousands: they are drawn anew only where the numbers are others. */
const Cells = memo(function Cells({ column, cell }: Pick<SequenceProps, "column" | "cell">) {
  const { array, units, steps } = column;
  const values = useMemo(() => {
    const read = readerOf(array);
    return Array.from({ length: units * (steps ?? 0) }, (_, place) => read(place));
  }, [array, units, steps]);
  const size = sizeOf(values);
  return values.map((value, place) => (
    <rect key={place} {...spotOf(place, units, cell)} style={{ fill: fill(value, size) }} />
  ));
});

function spotOf(place: number, units: number, cell: number) {
  const [time, unit] = [Math.floor(place / units), place % units];
  return { x: time * cell, y: unit * cell, width: cell, height: cell };
}
