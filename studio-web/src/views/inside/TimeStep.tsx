import { useMemo } from "react";
import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { useCalm, useFetched } from "../../parts/useView";
import { Formula } from "../../parts/Formula";
import { LineList } from "./LineList";
import { type Layout, written } from "./numbers";
import { Table } from "./Table";
import { numbersOf, placeIn, type TimeRow, unitAt } from "./time";
import type { UnrolledProps } from "./Unrolled";
import { useInsideWords } from "./words";

const PAUSE_MS = 90;

interface TimeStepProps extends UnrolledProps {
  rows: TimeRow[];
  time: number;
  /** The number of the state whose lines are shown. */
  unit: number;
}

/** One time step: its numbers, a row for each gate and state, and the lines of one of them. */
export function TimeStep(props: TimeStepProps) {
  const { rows, time, unit, view } = props;
  const words = useInsideWords();
  const states = rows.filter(({ isInput }) => !isInput);
  return (
    <div className="time-step">
      <h4>{words.timeStep(time, view.tokens[time] ?? "")}</h4>
      {rows
        .filter(({ isInput }) => isInput)
        .map((row) => (
          <RowsTable key={row.latex} {...props} rows={[row]} />
        ))}
      <RowsTable {...props} rows={states} />
      <h4>{words.timeLines(time, unit)}</h4>
      <Lines {...props} rows={states} />
    </div>
  );
}

/** Rows of equal length as a table. */
function RowsTable(props: TimeStepProps) {
  const { rows, time, layer, digits, marks, selected, onSelect } = props;
  const words = useInsideWords();
  const numbers = useMemo(() => rows.map((row) => numbersOf(row, layer.steps)), [rows, layer]);
  const width = rows[0]?.count ?? 0;
  const layout: Layout = {
    width,
    height: rows.length,
    values: numbers.flatMap(({ values }) => values[time] ?? []),
    isTable: true,
    tiles: null,
    isRough: false,
  };
  const places = new Set<number>();
  let chosen: number | null = null;
  rows.forEach((row, line) => {
    for (let unit = 0; unit < width; unit++)
      if (marks.get(row.array.name)?.has(placeIn(row, time, unit))) places.add(line * width + unit);
    const unit = selected && unitAt(row, time, selected);
    if (unit !== null) chosen = line * width + unit;
  });
  const names = rows.map(({ array }) => array.name).join(", ");
  return (
    <Table
      layout={layout}
      sizeAt={(place) => numbers[Math.floor(place / width)]?.size ?? 0}
      label={words.timeTable(time, names)}
      heads={null}
      rowHeads={rows.map(({ latex }) => {
        const name = latex.replace(/[{}]/g, "");
        return { name, shown: <Formula latex={latex} text={name} /> };
      })}
      textOf={(place) => written(layout.values[place], digits)}
      marks={places}
      selected={chosen}
      onSelect={(place) => {
        const row = rows[Math.floor(place / width)];
        if (row) onSelect({ name: row.array.name, place: placeIn(row, time, place % width) });
      }}
    />
  );
}

/** How one number of every gate and state of this time step is computed. */
function Lines(props: TimeStepProps) {
  const { view, rows, time, unit, digits, selected, onSelect } = props;
  const query = useMemo(() => {
    const { part, row } = view.example;
    const numbers = rows.map(({ array, from }) => ({
      step: array.name,
      index: [0, time, from + unit],
    }));
    return JSON.stringify({ part, row, digits, key: view.key, numbers });
  }, [view, rows, time, unit, digits]);
  const asked = useCalm(query, PAUSE_MS);
  const { value, error } = useFetched(asked, () => api.lines(view.run, JSON.parse(asked)));
  const arrays = rows.map(({ array }) => array);
  return (
    <>
      <ErrorNote error={error} />
      {value && (
        <LineList lines={value.lines} arrays={arrays} selected={selected} onSelect={onSelect} />
      )}
    </>
  );
}
