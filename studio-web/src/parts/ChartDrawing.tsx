import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type ChartProps, columnsOf, summary, type TextOf, type Values } from "./Chart";
import { grouped } from "./numbers";
import { NONE, shown } from "./pictures";
import { styleOf, useTheme } from "./usePaint";

const FAINT = 0.16;
const LEAST_HEIGHT = 50;

/**
 * Values as they are drawn: powers of ten on the logarithmic scale, where zero and negative values
 * are missing.
 */
export function scaled(values: Values, isLog: boolean): Values {
  if (!isLog) return values;
  const power = (value: number | null) => (value !== null && value > 0 ? Math.log10(value) : null);
  return values.map((value) => (value === undefined ? undefined : power(value)));
}

/** The drawing of a chart. It is created once; new values and another scale only update it. */
export function ChartDrawing(props: ChartProps & { isLog: boolean }) {
  const { title, across, x, lines, areas, height = 190, most, group, isLog } = props;
  const { fills = false, textOf = shown } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const log = useRef(isLog);
  const theme = useTheme();
  const columns = columnsOf({ lines, ...(areas ? { areas } : {}) });
  const looks = JSON.stringify(columns.map(({ name, colour, dashed }) => [name, colour, dashed]));

  useEffect(() => {
    const home = box.current;
    if (home === null) return;
    const tall = () => (fills ? Math.max(LEAST_HEIGHT, home.clientHeight) : height);
    const size = () => ({ width: Math.max(120, home.clientWidth), height: tall() });
    const texts = { across, textOf, isSmall: fills };
    const options = optionsOf({ lines, ...(areas ? { areas } : {}) }, texts, log, most, group);
    const drawn = new uPlot({ ...options, ...size() }, [[], ...columns.map(() => [])], home);
    plot.current = drawn;
    const watcher = new ResizeObserver(() => drawn.setSize(size()));
    watcher.observe(home);
    return () => {
      watcher.disconnect();
      drawn.destroy();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- new values are set by setData below
  }, [looks, theme, height, across, most, group, fills, textOf]);

  useEffect(() => {
    log.current = isLog;
    const drawn = plot.current;
    drawn?.setData([x, ...columns.map((line) => scaled(line.values, isLog))]);
    const isPointed = drawn?.cursor.left !== undefined && drawn.cursor.left >= 0;
    // after the drawing's own update, which empties the legend
    if (!isPointed && x.length > 0)
      queueMicrotask(() => drawn?.setLegend({ idx: x.length - 1 }, false));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the columns are the lines and areas
  }, [x, lines, areas, isLog, looks, theme, height, across, most, group, fills, textOf]);

  return (
    <div className="chart-drawing" role="img" aria-label={`${title}: ${summary(x, lines, textOf)}`}>
      {/* the legend is a table of the values under the pointer; all values: "Show as table" */}
      <div className="chart-canvas" ref={box} aria-hidden="true" />
    </div>
  );
}

/** Epochs, generations and forward passes are whole: so are the steps between their marks. */
const WHOLE = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((one) => one * 10 ** power),
).flat();

interface Texts {
  across: string;
  textOf: TextOf;
  isSmall: boolean;
}

function optionsOf(
  { lines, areas = [] }: Pick<ChartProps, "lines" | "areas">,
  { across, textOf: written, isSmall }: Texts,
  log: { current: boolean },
  most: number | undefined,
  group: string | undefined,
): Omit<uPlot.Options, "width" | "height"> {
  const font = `12px ${styleOf("--font") || "sans-serif"}`;
  const line = { stroke: styleOf("--line"), width: 1 };
  const axis = { stroke: styleOf("--soft"), font, grid: line, ticks: { ...line, size: 5 } };
  const plain = (value: number) => (log.current ? 10 ** value : value);
  const textOf = (_: uPlot, value: number | null) =>
    value === null ? NONE : written(plain(value));
  const edge = (colour: string) => ({
    stroke: `${styleOf(colour)}66`,
    width: 0.5,
    value: textOf,
    points: { show: false },
  });
  return {
    scales: { x: { time: false }, y: { range: rangeOf(log, most) } },
    cursor: { drag: { x: false, y: false }, ...(group ? { sync: { key: group } } : {}) },
    legend: { markers: { width: 2 } },
    series: [
      { label: across, value: (_, at) => grouped(at) },
      ...lines.map(({ name, colour, dashed }) => ({
        label: name,
        stroke: styleOf(colour),
        width: 2,
        value: textOf,
        ...(dashed === true ? { dash: [5, 4] } : {}),
      })),
      ...areas.flatMap(({ name, colour }) => [
        { ...edge(colour), label: `${name} ↓` },
        { ...edge(colour), label: `${name} ↑` },
      ]),
    ],
    bands: areas.map(({ colour, strength = FAINT }, place) => {
      const lower = 1 + lines.length + 2 * place;
      const fill =
        styleOf(colour) +
        Math.round(255 * strength)
          .toString(16)
          .padStart(2, "0");
      return { series: [lower + 1, lower], fill };
    }),
    axes: [
      {
        ...axis,
        size: isSmall ? 24 : 34,
        incrs: WHOLE,
        values: (_, at) => at.map((x) => grouped(x)),
      },
      {
        ...axis,
        size: 54,
        values: (_, ticks) =>
          ticks.map((tick) => (log.current ? shown(plain(tick), 2) : written(tick))),
      },
    ],
  };
}

function rangeOf(log: { current: boolean }, most: number | undefined): uPlot.Range.Function {
  return (_, low, high) => spanOf(low, high, log.current, most);
}

/**
 * From the smallest to the largest value with a small margin, but never above the possible maximum.
 */
export function spanOf(
  low: number | null,
  high: number | null,
  isLog: boolean,
  most: number | undefined,
): [number, number] {
  if (low === null || high === null) return [0, 1];
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  const ceiling = isLog || most === undefined ? Infinity : most * 1.01;
  return [isLog || low < 0 ? low - air : Math.max(0, low - air), Math.min(ceiling, high + air)];
}
