import { useEffect, useId, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { usePrefs } from "../store/prefs";
import { useWords } from "../words";
import { shown } from "./pictures";

export interface Line {
  name: string;
  /** A CSS variable, without `var()`. */
  colour: string;
  values: (number | null)[];
  dashed?: boolean;
}

interface ChartProps {
  title: string;
  across: string;
  x: number[];
  lines: Line[];
  height?: number;
}

/** Lines over a common x: every value is drawn as it is, and all can be read as a table. */
export function Chart({ title, across, x, lines, height = 190 }: ChartProps) {
  const words = useWords().chart;
  const [isLog, setLog] = useState(false);
  const [isTable, setTable] = useState(false);
  const heading = useId();
  return (
    <section className="field" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {x.length === 0 ? (
        <p className="soft">{words.empty}</p>
      ) : isTable ? (
        <ChartTable across={across} x={x} lines={lines} />
      ) : (
        <Drawing title={title} across={across} x={x} lines={lines} height={height} isLog={isLog} />
      )}
      <p className="unseen" aria-live="off">
        {summary(x, lines)}
      </p>
      <div className="row">
        <Switch label={words.logScale} isOn={isLog} onChange={setLog} />
        <Switch label={words.table} isOn={isTable} onChange={setTable} />
      </div>
    </section>
  );
}

/** The newest values in words. */
export function summary(x: number[], lines: Line[]): string {
  const latest = lines.map((line) => `${line.name} ${shown(line.values.at(-1))}`);
  return x.length === 0 ? "" : `${x.at(-1)}: ${latest.join(", ")}`;
}

function Switch(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="soft">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.target.checked)}
      />{" "}
      {props.label}
    </label>
  );
}

function ChartTable({ across, x, lines }: Pick<ChartProps, "across" | "x" | "lines">) {
  const from = Math.max(0, x.length - 200);
  return (
    <div
      className="scroll"
      style={{ maxHeight: 220 }}
      tabIndex={0}
      role="region"
      aria-label={across}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{across}</th>
            {lines.map((line) => (
              <th key={line.name} scope="col">
                {line.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {x.slice(from).map((at, i) => (
            <tr key={at}>
              <td>{at}</td>
              {lines.map((line) => (
                <td key={line.name}>{shown(line.values[from + i])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const styleOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function Drawing({
  title,
  across,
  x,
  lines,
  height,
  isLog,
}: Required<ChartProps> & { isLog: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const theme = usePrefs((prefs) => prefs.theme);
  const names = lines.map((line) => line.name).join("|");

  useEffect(() => {
    const home = box.current;
    if (home === null) return;
    const axis = { stroke: styleOf("--soft"), grid: { stroke: styleOf("--line"), width: 1 } };
    const series = lines.map((line) => ({
      label: line.name,
      stroke: styleOf(line.colour),
      width: 2,
      ...(line.dashed === true ? { dash: [5, 4] } : {}),
    }));
    const size = () => ({ width: Math.max(120, home.clientWidth), height });
    const drawn = new uPlot(
      {
        ...size(),
        scales: { x: { time: false }, y: isLog ? { distr: 3 } : {} },
        series: [{ label: across }, ...series],
        axes: [axis, { ...axis, size: 56 }],
      },
      [x, ...lines.map((line) => line.values)],
      home,
    );
    plot.current = drawn;
    const watcher = new ResizeObserver(() => drawn.setSize(size()));
    watcher.observe(home);
    return () => {
      watcher.disconnect();
      drawn.destroy();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- new values go in by setData below
  }, [names, isLog, theme, height, across]);

  useEffect(() => {
    const ready = (value: number | null) => (isLog && value !== null && value <= 0 ? null : value);
    plot.current?.setData([x, ...lines.map((line) => line.values.map(ready))]);
  }, [x, lines, isLog]);

  return <div ref={box} role="img" aria-label={`${title}: ${summary(x, lines)}`} />;
}
