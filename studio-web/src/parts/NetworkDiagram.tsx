import { memo, useEffect, useId, useMemo, useRef, useState } from "react";
import type { NetworkView, NeuronPlane } from "../engine/types";
import {
  bundlesOf,
  countsOf,
  type Edge,
  edgesOf,
  type Frame,
  nearest,
  neighbour,
  pathOf,
  type Spot,
  spotsOf,
} from "./diagram";
import "./diagram.css";
import { DiagramLegend, edgeText, Heads, LETTER, neuronText, Rest, Sides } from "./DiagramTexts";
import { HeatMap } from "./HeatMap";
import { LayerChain } from "./LayerChain";
import { type Size, useSize } from "./useSize";
import { useCatalogueWords } from "../words/catalogue";
import { usePartWords } from "./words";
import { Saveable } from "./Saveable";

interface DiagramProps {
  view: NetworkView;
  label: string;
  /** Each neuron's output over the plane of two inputs, drawn inside the neuron. */
  planes?: NeuronPlane[];
  /** Called with the place of each column, in pixels from the left, whenever they change. */
  onColumns?: (columns: number[]) => void;
}

const TOP = 36;
const FOOT = 26;
const HIDDEN_BEYOND = 16;
const LEAST_ROW = 17;
const LEAST_HEIGHT = 130;
const NONE: NeuronPlane[] = [];

/** The network as columns of neurons: each weight a line, each bias a dot, all numbers readable. */
export const NetworkDiagram = memo(function NetworkDiagram(props: DiagramProps) {
  const { view, label, planes = NONE, onColumns } = props;
  const words = usePartWords();
  const names = useCatalogueWords();
  const [home, room] = useSize<HTMLDivElement>({ width: 640, height: 420 });
  const counts = useMemo(() => countsOf(view), [view]);
  const most = mostIn(room.height);
  const frame = useMemo(() => frameOf(room, view, most), [room, view, most]);
  const columns = useMemo(() => spotsOf(counts, most, frame), [counts, most, frame]);
  useEffect(() => onColumns?.(columns.map(([first]) => first?.x ?? 0)), [columns, onColumns]);
  const edges = useMemo(() => edgesOf(view, columns), [view, columns]);
  const [active, setActive] = useState<Spot | null>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const summary = active
    ? neuronText(view, active, words, names)
    : edge
      ? edgeText(view, edge)
      : "";
  const size = sizeOf(frame, counts, most, planes.length > 0);
  const pointed = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setEdge(nearest(edges, event.clientX - box.left, event.clientY - box.top));
  };
  return (
    <Saveable title={label}>
      <figure className="diagram">
        <LayerChain layers={view.chain} />
        <div className="diagram-stage" ref={home}>
          <svg
            width={frame.width}
            height={frame.height}
            role="group"
            aria-label={label}
            onPointerMove={pointed}
            onPointerLeave={() => setEdge(null)}
          >
            <Edges edges={edges} isDim={active !== null || edge !== null} />
            {(active ? edges.filter((one) => touches(one, active)) : edge ? [edge] : []).map(
              (one) => (
                <path
                  key={pathOf(one)}
                  d={pathOf(one)}
                  className={classOf(one)}
                  strokeWidth={one.width + 0.8}
                />
              ),
            )}
            <g aria-hidden="true">
              <Heads view={view} columns={columns} frame={frame} />
            </g>
            <Neurons
              view={view}
              columns={columns}
              size={size}
              hasPlanes={planes.length > 0}
              active={active}
              onActive={setActive}
            />
            <g aria-hidden="true">
              <Sides view={view} columns={columns} frame={frame} size={size} />
            </g>
            <Rest counts={counts} columns={columns} frame={frame} />
          </svg>
          {planes.map(({ layer, unit, plane }) => {
            const spot = columns[layer]?.[unit];
            return spot === undefined ? null : (
              <div
                key={`${layer}.${unit}`}
                className="diagram-plane"
                style={{
                  left: spot.x - size,
                  top: spot.y - size,
                  width: 2 * size,
                  height: 2 * size,
                }}
              >
                <HeatMap plane={plane} label={words.neuron(layer, unit)} isDecoration />
              </div>
            );
          })}
        </div>
        <figcaption>
          <p className="diagram-summary" data-unsaved>
            {summary || <span className="soft">{words.diagramHint}</span>}
          </p>
          <DiagramLegend view={view} hasPlanes={planes.length > 0} />
        </figcaption>
      </figure>
    </Saveable>
  );
});

/** How many neurons of a column are drawn: as many as the height allows, the rest is counted. */
function mostIn(height: number): number {
  return Math.max(4, Math.min(HIDDEN_BEYOND, Math.floor((height - TOP - FOOT) / LEAST_ROW)));
}

/** The whole place, with room at both sides for the names. */
function frameOf({ width, height }: Size, view: NetworkView, most: number): Frame {
  const counts = countsOf(view);
  const side = (names: string[]) => {
    const longest = Math.max(...names.slice(0, most).map((name) => name.length), 0);
    return Math.min(width * 0.25, Math.max(44, longest * LETTER + 34));
  };
  const bottom = counts.some((count) => count > most) ? FOOT : 8;
  const [left, right] = [side(view.inputs), side(view.outputs)];
  return { width, height: Math.max(LEAST_HEIGHT, height), left, right, top: TOP, bottom };
}

/** Half the side of a neuron: as large as its column allows. */
function sizeOf(frame: Frame, counts: number[], most: number, hasPlanes: boolean): number {
  const tallest = Math.min(most, Math.max(...counts));
  const room = (frame.height - frame.top - frame.bottom) / tallest;
  const across = (frame.width - frame.left - frame.right) / counts.length;
  return Math.max(5, Math.min(hasPlanes ? 25 : 12, room * 0.42, across * 0.3));
}

const touches = (edge: Edge, spot: Spot) => edge.from === spot || edge.to === spot;

const classOf = (edge: Edge) =>
  `edge ${edge.weight === null ? "unknown" : edge.weight < 0 ? "minus" : "plus"}`;

function Edges({ edges, isDim }: { edges: Edge[]; isDim: boolean }) {
  const bundles = useMemo(() => bundlesOf(edges), [edges]);
  return (
    <g className={isDim ? "edges dim" : "edges"}>
      {bundles.map(({ sign, width, path }) => (
        <path key={`${sign}${width}`} d={path} className={`edge ${sign}`} strokeWidth={width} />
      ))}
    </g>
  );
}

interface NeuronsProps {
  view: NetworkView;
  columns: Spot[][];
  size: number;
  hasPlanes: boolean;
  active: Spot | null;
  onActive: (spot: Spot | null) => void;
}

/** One stop for the Tab key; the arrow keys move from neuron to neuron. */
function Neurons({ view, columns, size, hasPlanes, active, onActive }: NeuronsProps) {
  const words = usePartWords();
  const names = useCatalogueWords();
  const group = useRef<SVGGElement>(null);
  const [stop, setStop] = useState("0.0");
  const id = useId();
  const nameOf = (spot: Spot) => `${id}${spot.layer}.${spot.unit}`;
  const press = (event: React.KeyboardEvent, from: Spot) => {
    const to = neighbour(columns, from, event.key);
    if (to === null) return;
    event.preventDefault();
    setStop(`${to.layer}.${to.unit}`);
    group.current?.querySelector<SVGGElement>(`[id="${nameOf(to)}"]`)?.focus();
  };
  const spots = columns.flat();
  const current = spots.some((spot) => `${spot.layer}.${spot.unit}` === stop) ? stop : "0.0";
  return (
    <g ref={group}>
      {spots.map((spot) => {
        const layer = view.layers[spot.layer - 1];
        const bias = layer?.b?.[spot.unit];
        return (
          <g
            key={`${spot.layer}.${spot.unit}`}
            id={nameOf(spot)}
            className={spot.layer === 0 ? "neuron input" : "neuron"}
            role="img"
            aria-label={neuronText(view, spot, words, names)}
            tabIndex={current === `${spot.layer}.${spot.unit}` ? 0 : -1}
            onFocus={() => {
              setStop(`${spot.layer}.${spot.unit}`);
              onActive(spot);
            }}
            onBlur={() => onActive(null)}
            onKeyDown={(event) => press(event, spot)}
            onPointerEnter={() => onActive(spot)}
            onPointerLeave={() => onActive(null)}
            data-active={active === spot || undefined}
          >
            <rect
              x={spot.x - size}
              y={spot.y - size}
              width={2 * size}
              height={2 * size}
              rx={hasPlanes ? 5 : size}
            />
            {bias !== null && bias !== undefined && (
              <circle
                className={bias < 0 ? "bias minus" : "bias plus"}
                cx={spot.x - size}
                cy={spot.y + size * 0.72}
                r={biasSize(bias, layer?.b ?? [])}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** The dot of a bias: its area is its share of the layer's largest bias. */
function biasSize(bias: number, all: (number | null)[]): number {
  const largest = Math.max(...all.map((value) => Math.abs(value ?? 0)));
  return 1.5 + 3 * Math.sqrt(largest > 0 ? Math.abs(bias) / largest : 0);
}
