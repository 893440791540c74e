/** Geometry of the network diagram: positions of the neurons, and the curves between them. Pure. */
import type { NetworkView } from "../engine/types";
import { edgeWidth } from "./pictures";

export interface Spot {
  /** 0 is the input; the layers of neurons start at 1. */
  layer: number;
  unit: number;
  x: number;
  y: number;
}

export interface Edge {
  from: Spot;
  to: Spot;
  /** null where the server did not send the weight. */
  weight: number | null;
  width: number;
}

/** Edges with the same style, as one path. */
export interface Bundle {
  sign: "plus" | "minus" | "unknown";
  width: number;
  path: string;
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The number of neurons in each column: the inputs, then each layer. */
export function countsOf(view: NetworkView): number[] {
  return [view.layers[0]?.inputs ?? 0, ...view.layers.map((layer) => layer.units)];
}

/** Columns of neurons, at most `most` in each, evenly spaced between the margins. */
export function spotsOf(counts: number[], most: number, frame: Frame): Spot[][] {
  const across = (frame.width - frame.left - frame.right) / Math.max(1, counts.length - 1);
  const high = frame.height - frame.top - frame.bottom;
  return counts.map((count, layer) => {
    const shown = Math.min(count, most);
    return Array.from({ length: shown }, (_, unit) => ({
      layer,
      unit,
      x: frame.left + across * layer,
      y: frame.top + (high * (unit + 0.5)) / shown,
    }));
  });
}

/** The curves between the visible neurons. */
export function edgesOf(view: NetworkView, columns: Spot[][]): Edge[] {
  return view.layers.flatMap((layer, place) =>
    (columns[place] ?? []).flatMap((from) =>
      (columns[place + 1] ?? []).map((to): Edge => {
        const weight = layer.W?.[from.unit]?.[to.unit] ?? null;
        const width = weight === null ? 0.5 : edgeWidth(weight, layer.largest);
        return { from, to, weight, width };
      }),
    ),
  );
}

/** An S-shaped curve from neuron to neuron, horizontal at both ends. */
export function pathOf({ from, to }: Edge): string {
  const middle = (from.x + to.x) / 2;
  const at = (value: number) => value.toFixed(1);
  return `M${at(from.x)} ${at(from.y)}C${at(middle)} ${at(from.y)} ${at(middle)} ${at(to.y)} ${at(to.x)} ${at(to.y)}`;
}

const STEPS = 6;

/** Edges grouped by sign and by one of six widths: a dozen paths, however many edges there are. */
export function bundlesOf(edges: Edge[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const edge of edges) {
    const sign = edge.weight === null ? "unknown" : edge.weight < 0 ? "minus" : "plus";
    const step = Math.min(STEPS - 1, Math.floor(((edge.width - 0.5) / 4.5) * STEPS));
    const key = `${step}${sign}`;
    const bundle = bundles.get(key) ?? {
      sign,
      width: 0.5 + (4.5 * (step + 0.5)) / STEPS,
      path: "",
    };
    bundle.path += pathOf(edge);
    bundles.set(key, bundle);
  }
  return [...bundles.keys()].sort().flatMap((key) => bundles.get(key) ?? []);
}

/** The vertical share of a curve at the horizontal share `share`. */
export function rise(share: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 16; i++) {
    const t = (low + high) / 2;
    // the curve's x, with both control points in the middle
    const across = 1.5 * t - 1.5 * t * t + t * t * t;
    if (across < share) low = t;
    else high = t;
  }
  return low * low * (3 - 2 * low);
}

/** The edge nearest to a point, or null where none is within reach. */
export function nearest(edges: Edge[], x: number, y: number, reach = 7): Edge | null {
  let found: Edge | null = null;
  let least = reach;
  const rises = new Map<number, number>();
  for (const edge of edges) {
    if (x < edge.from.x || x > edge.to.x) continue;
    const known = rises.get(edge.from.layer);
    const up = known ?? rise((x - edge.from.x) / (edge.to.x - edge.from.x));
    rises.set(edge.from.layer, up);
    const off = Math.abs(edge.from.y + (edge.to.y - edge.from.y) * up - y) - edge.width / 2;
    if (off < least) [found, least] = [edge, off];
  }
  return found;
}

/** The neuron reached by an arrow key; at the end it stays the same. */
export function neighbour(columns: Spot[][], from: Spot, key: string): Spot | null {
  const across = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  const column = columns[from.layer + across] ?? [];
  if (across !== 0) return column[Math.min(from.unit, column.length - 1)] ?? from;
  if (key === "ArrowUp") return column[from.unit - 1] ?? from;
  if (key === "ArrowDown") return column[from.unit + 1] ?? from;
  if (key === "Home") return columns[0]?.[0] ?? from;
  if (key === "End") return columns.at(-1)?.[0] ?? from;
  return null;
}
