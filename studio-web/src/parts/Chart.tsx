import { type ReactNode, useId, useState } from "react";
import { useWords } from "../words";
import "./chart.css";
import { ChartDrawing } from "./ChartDrawing";
import { DataTable } from "./DataTable";
import { Popup } from "./Drawer";
import { shown } from "./pictures";
import { SaveMenu } from "./Saveable";
import { styleOf } from "./usePaint";
import { Switch } from "./widgets";

/** Null is a missing value; undefined means no point at an x that only another line has. */
export type Values = (number | null | undefined)[];

export interface Line {
  name: string;
  /** A CSS variable, without `var()`. */
  colour: string;
  values: Values;
  dashed?: boolean;
}

/** The filled area between two lines. */
export interface Area {
  name: string;
  /** A CSS variable, without `var()`. */
  colour: string;
  lower: (number | null)[];
  upper: (number | null)[];
  /** The opacity of the area, 0 to 1. */
  strength?: number;
}

export type TextOf = (value: number | null | undefined) => string;

export interface ChartProps {
  title: string;
  across: string;
  x: number[];
  lines: Line[];
  areas?: Area[];
  height?: number;
  /** The largest possible value, for instance 1 for a share. */
  most?: number;
  /** Charts of one group share the pointer position. */
  group?: string;
  /** Takes the height of its place, with what can be chosen behind one button. */
  fills?: boolean;
  /** More to choose, beside the scale and the table. */
  options?: ReactNode;
  /** How a value is written. */
  textOf?: TextOf;
}

/** The size of a downloaded chart, whatever the screen. */
const SAVED = { width: 720, height: 400 };

/** Lines over a common x: every value is drawn as it is, and all can be read in a table. */
export function Chart({ title, options, ...chart }: ChartProps) {
  const words = useWords().chart;
  const [isLog, setLog] = useState(false);
  const [isTable, setTable] = useState(false);
  const heading = useId();
  const { fills = false, x } = chart;
  const switches = (
    <>
      <Switch label={words.logScale} isOn={isLog} onChange={setLog} />
      <Switch label={words.table} isOn={isTable} onChange={setTable} />
    </>
  );
  const save = x.length > 0 && (
    <SaveMenu
      title={title}
      draw={({ curvesDrawing }) => curvesDrawing({ ...chart, ...SAVED, isLog, styleOf })}
    />
  );
  return (
    <section className={fills ? "chart fills" : "chart"} aria-labelledby={heading}>
      <header className="chart-head">
        <h3 id={heading}>{title}</h3>
        {fills ? (
          <Popup label={words.options(title)} sign={<span aria-hidden="true">⋯</span>}>
            {switches}
            {options}
            {save}
          </Popup>
        ) : (
          switches
        )}
      </header>
      {x.length === 0 ? (
        <p className="soft chart-empty">{words.empty}</p>
      ) : isTable ? (
        <ChartTable title={title} {...chart} />
      ) : (
        <ChartDrawing title={title} {...chart} isLog={isLog} />
      )}
      {!fills && save}
    </section>
  );
}

/** The newest values as text. */
export function summary(x: number[], lines: Line[], textOf: TextOf = shown): string {
  const latest = lines.map((line) => `${line.name} ${textOf(newest(line.values))}`);
  return x.length === 0 ? "" : `${x.at(-1)}: ${latest.join(", ")}`;
}

const newest = (values: Values) => values.findLast((value) => value !== undefined);

/** All lines of a chart: those that are drawn, and the edges of its areas. */
export function columnsOf({ lines, areas = [] }: Pick<ChartProps, "lines" | "areas">): Line[] {
  const edges = areas.flatMap(({ name, colour, lower, upper }) => [
    { name: `${name} ↓`, colour, values: lower },
    { name: `${name} ↑`, colour, values: upper },
  ]);
  return [...lines, ...edges];
}

const MOST_ROWS = 200;

function ChartTable({ title, across, x, lines, areas, textOf = shown }: ChartProps) {
  const from = Math.max(0, x.length - MOST_ROWS);
  const columns = columnsOf({ lines, ...(areas ? { areas } : {}) });
  return (
    <DataTable
      label={title}
      className="chart-table"
      heads={[across, ...columns.map(({ name }) => name)]}
      rows={x
        .slice(from)
        .map((at, i) => [at, ...columns.map(({ values }) => textOf(values[from + i]))])}
    />
  );
}
