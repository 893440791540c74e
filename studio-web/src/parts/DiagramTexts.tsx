/** All texts of the diagram: around it, of a line or a neuron, and of the legend. */
import type { NetworkView } from "../engine/types";
import type { Edge, Frame, Spot } from "./diagram";
import { shown } from "./pictures";
import { type CatalogueWords, useCatalogueWords } from "../words/catalogue";
import { type PartWords, usePartWords } from "./words";

/** The approximate width of a letter, in pixels. */
export const LETTER = 7;
const HEAD_LETTER = 7.4;

interface PartProps {
  view: NetworkView;
  columns: Spot[][];
  frame: Frame;
}

/** As much of a heading as its column has room for: whole, then its number alone, then cut. Pure. */
export function headIn(room: number, title: string, short = title): string {
  const letters = Math.floor(room / HEAD_LETTER);
  if (title.length <= letters) return title;
  return short.length <= letters ? short : `${short.slice(0, Math.max(1, letters - 1))}…`;
}

export function Heads({ view, columns, frame }: PartProps) {
  const words = usePartWords();
  const names = useCatalogueWords();
  const [first, second] = columns.map(([spot]) => spot?.x ?? 0);
  const room = first === undefined || second === undefined ? frame.width : second - first;
  return columns.map((column, place) => {
    const layer = view.layers[place - 1];
    const isLast = place === columns.length - 1;
    const below = names.titleOf(view.below) || words.input;
    const title = place === 0 ? below : isLast ? words.output : words.layer(layer?.number ?? place);
    const dropped = view.dropped.includes(place) ? ` · ${words.dropout}` : "";
    const kind = layer ? `${names.nameOf("activation", layer.activation)}${dropped}` : "";
    const isHidden = place > 0 && !isLast;
    const head = headIn(room, title, isHidden ? String(layer?.number ?? place) : title);
    const under = headIn(isHidden ? room : 1.4 * room, kind); // the ends have room outside
    const half = (Math.max(head.length, under.length) * HEAD_LETTER) / 2;
    const x = Math.min(column[0]?.x ?? 0, frame.width - half);
    return (
      <text key={place} y={11} textAnchor="middle" className="diagram-head">
        <title>{`${title}, ${kind}`}</title>
        <tspan x={x}>{head}</tspan>
        <tspan x={x} dy={14} className="diagram-kind">
          {under}
        </tspan>
      </text>
    );
  });
}

/** Names of the inputs on the left and of the outputs on the right. */
export function Sides({ view, columns, frame, size }: PartProps & { size: number }) {
  const cut = (text: string, room: number) => {
    const letters = Math.floor((room - size - 8) / LETTER);
    const plain = text.replaceAll("_", " ");
    return plain.length > letters ? `${plain.slice(0, letters - 1)}…` : plain;
  };
  const name = (spot: Spot, text: string | undefined, side: -1 | 1) =>
    text === undefined ? null : (
      <text
        key={`${side}${spot.unit}`}
        x={spot.x + side * (size + 8)}
        y={spot.y + 4}
        textAnchor={side < 0 ? "end" : "start"}
        className="diagram-name"
      >
        <title>{text}</title>
        {cut(text, side < 0 ? frame.left : frame.right)}
      </text>
    );
  return (
    <>
      {columns[0]?.map((spot) => name(spot, view.inputs[spot.unit], -1))}
      {columns.at(-1)?.map((spot) => name(spot, view.outputs[spot.unit], 1))}
    </>
  );
}

/** How many neurons of a column are not drawn. */
export function Rest({
  counts,
  columns,
  frame,
}: {
  counts: number[];
  columns: Spot[][];
  frame: Frame;
}) {
  const words = usePartWords();
  return counts.map((count, place) => {
    const column = columns[place] ?? [];
    return count <= column.length ? null : (
      <text
        key={place}
        x={column[0]?.x}
        y={frame.height - 7}
        textAnchor="middle"
        className="diagram-name"
      >
        {words.more(count - column.length)}
      </text>
    );
  });
}

export function edgeText(view: NetworkView, { from, to, weight }: Edge): string {
  const [left, right] = [nameOfSpot(view, from), nameOfSpot(view, to)];
  const number = view.layers[to.layer - 1]?.number ?? to.layer;
  return `W${number}[${from.unit}, ${to.unit}] = ${shown(weight, 6)} · ${left} → ${right}`;
}

function nameOfSpot(view: NetworkView, { layer, unit }: Spot): string {
  if (layer === 0) return view.inputs[unit] ?? `${view.below || "x"}[${unit}]`;
  if (layer === view.layers.length) return view.outputs[unit] ?? `${layer}.${unit}`;
  return `${layer}.${unit}`;
}

export function neuronText(
  view: NetworkView,
  spot: Spot,
  words: PartWords,
  names: CatalogueWords,
): string {
  if (spot.layer === 0 && view.below) return `${names.titleOf(view.below)} [${spot.unit}]`;
  if (spot.layer === 0) return `${words.input} ${spot.unit}: ${nameOfSpot(view, spot)}`;
  const layer = view.layers[spot.layer - 1];
  const output = spot.layer === view.layers.length ? ` (${nameOfSpot(view, spot)})` : "";
  const name = `${words.neuron(layer?.number ?? spot.layer, spot.unit)}${output}, ${names.nameOf("activation", layer?.activation ?? "")}`;
  if (!layer?.W) return `${name}. ${words.unmeasured}`;
  const weights = layer.W.slice(0, 12).map((row) => shown(row[spot.unit]));
  const rest = layer.W.length > 12 ? ", …" : "";
  const bias = `b = ${shown(layer.b?.[spot.unit], 6)}`;
  return `${name}. ${bias}. ${words.weightsIn}: ${weights.join(", ")}${rest}`;
}

/** The legend of the diagram: lines, dots and pictures. */
export function DiagramLegend({ view, hasPlanes }: { view: NetworkView; hasPlanes: boolean }) {
  const words = usePartWords().legend;
  const largest = shown(Math.max(...view.layers.map((layer) => layer.largest)), 3);
  return (
    <ul className="legend">
      <li>
        <i className="line plus" /> {words.plus}
      </li>
      <li>
        <i className="line minus" /> {words.minus}
      </li>
      <li>{words.thick(largest)}</li>
      <li>
        <i className="dot" /> {words.bias}
      </li>
      {hasPlanes && <li>{words.plane}</li>}
    </ul>
  );
}
