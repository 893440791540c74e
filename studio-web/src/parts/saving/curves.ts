/** A chart's curves as SVG: axes, areas, lines and a legend. Pure. */
import { scaleLinear } from "d3-scale";
import { type ChartProps, columnsOf, type Values } from "../Chart";
import { scaled, spanOf } from "../ChartDrawing";
import { grouped } from "../numbers";
import { shown } from "../pictures";
import { type Drawing, escaped, rounded, tag, widthOf } from "./svg";

export interface CurvesProps extends Pick<
  ChartProps,
  "across" | "x" | "lines" | "areas" | "most" | "textOf"
> {
  isLog: boolean;
  width: number;
  height: number;
  /** A colour variable's value in the theme. */
  styleOf: (name: string) => string;
}

const LEFT = 54;
const RIGHT = 14;
const TOP = 8;
const FOOT = 44;
const SIZE = 12;
const LEGEND_ROW = 20;
const SWATCH = 26;
const FAINT = 0.16;

type Place = (value: number) => number;

export function curvesDrawing(props: CurvesProps): Drawing {
  const { x, lines, areas = [], isLog, most, width, height, styleOf } = props;
  const floor = height - FOOT;
  const values = columnsOf({ lines, areas }).flatMap((line) => scaled(line.values, isLog));
  const all = values.filter((value) => typeof value === "number");
  const known = all.length === 0 ? [null] : all;
  const toX = scaleLinear([Math.min(...x), Math.max(...x)], [LEFT, width - RIGHT]);
  const toY = scaleLinear(spanOf(smallest(known), largest(known), isLog, most), [floor, TOP]);
  const frame = { toX, toY, floor };
  const legend = legendOf(props);
  const body = [
    ...axesOf(props, frame),
    ...areas.map(({ colour, lower, upper, strength = FAINT }) =>
      tag("path", {
        d: areaPath(x, scaled(lower, isLog), scaled(upper, isLog), toX, toY),
        fill: styleOf(colour),
        "fill-opacity": strength,
      }),
    ),
    ...lines.map(({ colour, dashed, values }) =>
      tag("path", {
        d: linePath(x, scaled(values, isLog), toX, toY),
        fill: "none",
        stroke: styleOf(colour),
        "stroke-width": 2,
        "stroke-linejoin": "round",
        "stroke-dasharray": dashed === true ? "5 4" : undefined,
      }),
    ),
    tag("g", { transform: `translate(${LEFT} ${height})` }, legend.body),
  ];
  return { width, height: height + legend.height, body: body.join("") };
}

const smallest = (values: (number | null)[]) => extreme(values, Math.min);
const largest = (values: (number | null)[]) => extreme(values, Math.max);

function extreme(values: (number | null)[], of: (a: number, b: number) => number): number | null {
  return values.reduce((a, b) => (a === null || b === null ? null : of(a, b)));
}

/** A line through the known values: null interrupts it, undefined does not. */
export function linePath(x: number[], values: Values, toX: Place, toY: Place): string {
  let isOpen = false;
  const steps = values.flatMap((value, i) => {
    if (value === undefined) return [];
    const at = x[i];
    if (value === null || at === undefined) {
      isOpen = false;
      return [];
    }
    const step = `${isOpen ? "L" : "M"}${rounded(toX(at))} ${rounded(toY(value))}`;
    isOpen = true;
    return [step];
  });
  return steps.join("");
}

/** The area between two lines, where both are known. */
function areaPath(x: number[], lower: Values, upper: Values, toX: Place, toY: Place): string {
  const isKnown = (i: number) => typeof lower[i] === "number" && typeof upper[i] === "number";
  const places = x.map((_, i) => i).filter(isKnown);
  const corner = (values: Values) => (i: number) =>
    `${rounded(toX(x[i] ?? 0))} ${rounded(toY(values[i] ?? 0))}`;
  const corners = [...places.map(corner(upper)), ...places.toReversed().map(corner(lower))];
  return corners.length === 0 ? "" : `M${corners.join("L")}Z`;
}

interface Frame {
  toX: Place & { ticks: (count: number) => number[] };
  toY: Place & { ticks: (count: number) => number[] };
  floor: number;
}

function axesOf(
  { across, isLog, width, height, styleOf, textOf = shown }: CurvesProps,
  frame: Frame,
): string[] {
  const { toX, toY, floor } = frame;
  const grid = { stroke: styleOf("--line"), "stroke-width": 1 };
  const label = { "font-size": SIZE, fill: styleOf("--soft") };
  const plain = (value: number) => (isLog ? shown(10 ** value, 2) : textOf(value));
  const middle = { ...label, "text-anchor": "middle" };
  const down = toY
    .ticks(Math.max(2, Math.floor(floor / 40)))
    .flatMap((tick) => [
      tag("line", { x1: LEFT, x2: width - RIGHT, y1: toY(tick), y2: toY(tick), ...grid }),
      tag("text", { x: LEFT - 8, y: toY(tick) + 4, ...label, "text-anchor": "end" }, plain(tick)),
    ]);
  const along = toX
    .ticks(Math.max(2, Math.floor(width / 90)))
    .filter(Number.isInteger)
    .flatMap((tick) => [
      tag("line", { x1: toX(tick), x2: toX(tick), y1: TOP, y2: floor, ...grid }),
      tag("text", { x: toX(tick), y: floor + 17, ...middle }, grouped(tick)),
    ]);
  const name = tag(
    "text",
    { x: (LEFT + width - RIGHT) / 2, y: height - 8, ...middle },
    escaped(across),
  );
  return [...down, ...along, name];
}

/** The names of the lines and areas, in as many rows as they need. */
function legendOf({ lines, areas = [], width, styleOf }: CurvesProps): Drawing {
  let [x, row] = [0, 0];
  const entries = [
    ...lines.map((line) => ({ ...line, opacity: 1, thick: 2 })),
    ...areas.map((area) => ({
      ...area,
      dashed: false,
      opacity: 2 * (area.strength ?? FAINT),
      thick: 9,
    })),
  ];
  const body = entries.map(({ name, colour, dashed, opacity, thick }) => {
    const wide = SWATCH + widthOf(name, SIZE) + 18;
    if (x > 0 && x + wide > width - LEFT) [x, row] = [0, row + 1];
    const y = row * LEGEND_ROW + 10;
    const swatch = tag("line", {
      ...{ x1: x, x2: x + SWATCH - 8, y1: y, y2: y, stroke: styleOf(colour) },
      "stroke-width": thick,
      "stroke-opacity": opacity,
      "stroke-dasharray": dashed === true ? "5 4" : undefined,
    });
    const label = { x: x + SWATCH, y: y + 4, "font-size": SIZE, fill: styleOf("--ink") };
    x += wide;
    return swatch + tag("text", label, escaped(name));
  });
  return { width, height: (row + 1) * LEGEND_ROW, body: body.join("") };
}
