import { useMemo } from "react";
import type { TraceView } from "../../engine/types";
import { column as heights, edgeWidth, shown } from "../../parts/pictures";
import { busyLayer, type Column, columnsOf, readerOf, weightsAt } from "./diagram";
import { ExampleImage } from "./ExampleImage";
import { fill, sizeOf } from "./numbers";
import { Maps } from "./Maps";
import { Sequence } from "./Sequence";
import type { TraceStep } from "./steps";
import { useInsideWords } from "./words";
import { Saveable } from "../../parts/Saveable";

const WIDTH = 600;
const HEIGHT = 330;
const TOP = 14;
const NODE = 11;
const IMAGE = 120;

interface DiagramProps {
  view: TraceView;
  here: number;
  step: TraceStep;
  outputs: string[];
  /** Neurons and lines from which the selected number is computed. */
  lit: ReadonlySet<string>;
  /** The part of the image that the selected number depends on: rows and columns, both ends. */
  field: number[] | null;
}

/** The network with this example's numbers, up to the current step. */
export function Diagram({ view, here, step, outputs, lit, field }: DiagramProps) {
  const words = useInsideWords();
  const columns = useMemo(() => columnsOf(view, here), [view, here]);
  const busy = busyLayer(view, step);
  const room = outputs.length > 0 ? 50 : 0;
  const gap = (WIDTH - room) / columns.length;
  const image = view.example.image ?? null;
  if (columns.length < 2) return null;
  const label = words.networkNow(words.kinds[step.kind]);
  return (
    <Saveable title={label}>
      <figure className="diagram">
        <div className="stage">
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 54}`} role="img" aria-label={label}>
            {columns.map(({ layer }) => (
              <rect
                key={layer}
                className={busy === null || busy === layer ? "band busy" : "band"}
                x={gap * layer + 6}
                width={gap - 12}
                y={2}
                height={HEIGHT + 50}
                rx={14}
              />
            ))}
            {columns.slice(1).map((column) => (
              <Lines
                key={column.layer}
                view={view}
                step={step}
                from={columns[column.layer - 1] ?? column}
                to={column}
                gap={gap}
                isBusy={busy === column.layer}
                isImage={image !== null}
                lit={lit}
              />
            ))}
            {columns.map((column) =>
              column.layer === 0 && image !== null ? (
                <ExampleImage
                  key={0}
                  image={image}
                  x={gap / 2 - sideOf(gap) / 2}
                  y={TOP + (HEIGHT - TOP - sideOf(gap)) / 2}
                  side={sideOf(gap)}
                  field={field}
                />
              ) : (
                <Nodes
                  key={column.layer}
                  column={column}
                  x={gap * (column.layer + 0.5)}
                  cell={cellOf(column, gap)}
                  lit={lit}
                />
              ),
            )}
            {outputs.length <= MOST_LABELS &&
              outputs.map((name, unit) => (
                <text
                  key={name}
                  className="label"
                  x={WIDTH - room - gap / 2 + NODE + 8}
                  y={yOf(unit, outputs.length) + 6}
                >
                  {name.length > 9 ? `${name.slice(0, 8)}…` : name}
                </text>
              ))}
          </svg>
          {columns.map((column) =>
            column.areMaps ? (
              <Maps
                key={column.layer}
                column={column}
                side={mapOf(column, gap)}
                x={gap * (column.layer + 0.5)}
                ys={Array.from({ length: column.drawn }, (_, unit) => yOf(unit, column.drawn))}
                stage={[WIDTH, HEIGHT + 54]}
                lit={lit}
              />
            ) : null,
          )}
        </div>
        <figcaption className="legend soft">
          <i className="minus" /> {words.legend.minus} <i className="plus" /> {words.legend.plus}
        </figcaption>
      </figure>
    </Saveable>
  );
}

const MOST_LABELS = 12;

function yOf(place: number, count: number): number {
  return TOP + (heights(count, HEIGHT - TOP)[place] ?? 0);
}

interface LinesProps {
  view: TraceView;
  step: TraceStep;
  from: Column;
  to: Column;
  gap: number;
  isBusy: boolean;
  /** Whether the example is an image. */
  isImage: boolean;
  lit: ReadonlySet<string>;
}

/** The weights between two columns: blue above zero, orange below, wide where they are large. */
function Lines({ view, step, from, to, gap, isBusy, isImage, lit }: LinesProps) {
  const array = weightsAt(view, step, to.layer);
  const isSent = (array?.values ?? array?.plane ?? null) !== null;
  const isDense = isSent && array?.shape[0] === from.units && array.shape[1] === to.units;
  const isPicture = ({ areMaps, steps }: Column) => areMaps || steps !== null;
  const isFromImage = isImage && from.layer === 0;
  const areSingle = isDense && !isPicture(to) && !isPicture(from) && !isFromImage;
  const lines = useMemo(() => {
    const read = readerOf(array);
    return Array.from({ length: from.drawn * to.drawn }, (_, place) => {
      const input = Math.floor(place / to.drawn);
      const unit = place % to.drawn;
      return { input, unit, weight: read(input * to.units + unit) ?? 0 };
    });
  }, [array, from.drawn, to.drawn, to.units]);
  const size = sizeOf(lines.map(({ weight }) => weight));
  if (!areSingle)
    return <Rays from={from} to={to} gap={gap} isBusy={isBusy} isImage={isImage && !from.layer} />;
  return (
    <g className={isBusy ? "weights busy" : "weights"}>
      {lines.map(({ input, unit, weight }) => (
        <line
          key={`${input}.${unit}`}
          className={lit.has(`${to.layer}.${input}.${unit}`) ? "lit" : undefined}
          x1={gap * (from.layer + 0.5) + NODE}
          y1={yOf(input, from.drawn)}
          x2={gap * (to.layer + 0.5) - NODE}
          y2={yOf(unit, to.drawn)}
          stroke={weight < 0 ? "var(--minus)" : "var(--plus)"}
          strokeWidth={edgeWidth(weight, size)}
        />
      ))}
    </g>
  );
}

interface RaysProps {
  from: Column;
  to: Column;
  gap: number;
  isBusy: boolean;
  isImage: boolean;
}

/** An image, or a sequence, has too many weights for single lines: one per neuron stands for all. */
function Rays({ from, to, gap, isBusy, isImage }: RaysProps) {
  const middle = TOP + (HEIGHT - TOP) / 2;
  const [left, right] = [halfOf(from, gap), halfOf(to, gap)];
  const all = from.steps === null ? HEIGHT - TOP : cellOf(from, gap) * from.units;
  const high = isImage ? sideOf(gap) : all;
  return (
    <g className={isBusy ? "weights busy" : "weights"}>
      {Array.from({ length: to.drawn }, (_, unit) => (
        <line
          key={unit}
          x1={gap * (from.layer + 0.5) + (isImage ? sideOf(gap) / 2 : left)}
          y1={middle + ((unit + 0.5) / to.drawn - 0.5) * high}
          x2={gap * (to.layer + 0.5) - right}
          y2={yOf(unit, to.drawn)}
          stroke="var(--edge)"
        />
      ))}
    </g>
  );
}

/** The side of the example's image. */
function sideOf(gap: number): number {
  return Math.min(IMAGE, gap - 24);
}

/** The side of each feature map in a column. */
function mapOf({ drawn }: Column, gap: number): number {
  return Math.min(60, gap - 24, (HEIGHT - TOP) / Math.max(1, drawn) - 5);
}

/** The side of a cell in the picture of a sequence. */
function cellOf({ steps, units }: Column, gap: number): number {
  return Math.min(22, (gap - 24) / Math.max(1, steps ?? 1), (HEIGHT - TOP) / Math.max(1, units));
}

/** Half of the width of what stands in a column. */
function halfOf(column: Column, gap: number): number {
  if (column.steps !== null) return (cellOf(column, gap) * column.steps) / 2;
  return column.areMaps ? mapOf(column, gap) / 2 : NODE;
}

interface NodesProps {
  column: Column;
  x: number;
  cell: number;
  lit: ReadonlySet<string>;
}

/** Neurons, coloured by their latest value; of a sequence, by their values over time. */
function Nodes({ column, x, cell, lit }: NodesProps) {
  const words = useInsideWords();
  const { array, drawn, units, layer, areMaps, steps } = column;
  const isPicture = areMaps || steps !== null;
  const values = useMemo(() => {
    const read = readerOf(array);
    return Array.from({ length: units }, (_, unit) => read(unit));
  }, [array, units]);
  const size = sizeOf(values);
  return (
    <g>
      {values.slice(0, isPicture ? 0 : drawn).map((value, unit) => (
        <circle
          key={unit}
          className={lit.has(`${layer}.${unit}`) ? "neuron lit" : "neuron"}
          cx={x}
          cy={yOf(unit, drawn)}
          r={NODE}
          style={{ fill: fill(value, size) }}
        >
          {array && <title>{`${array.name}[${unit}] = ${shown(value)}`}</title>}
        </circle>
      ))}
      {steps !== null && (
        <Sequence column={column} x={x} y={TOP + (HEIGHT - TOP) / 2} cell={cell} lit={lit} />
      )}
      <text className="label" x={x} y={HEIGHT + 24} textAnchor="middle">
        {array?.name}
        {steps === null && units > drawn && (
          <tspan className="count" x={x} dy={17}>
            {words.unitsOf(drawn, units)}
          </tspan>
        )}
      </text>
    </g>
  );
}
