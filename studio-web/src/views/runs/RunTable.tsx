/** Every run, sortable and filterable. */
import { Scroll } from "../../parts/DataTable";
import { useId, useMemo, useState } from "react";
import { Link } from "wouter";
import type { Run, Status } from "../../engine/types";
import { Button, Select } from "../../parts/widgets";
import { type Action, Row } from "./Row";
import { arranged, type Column, COLUMNS, turned } from "./table";
import { MOST_PICKED, STATUSES, useView } from "./view";
import { useWords } from "../../words";
import { useRunsWords } from "./words";

/** The number of rows shown at once: a table of five hundred would slow the page down. */
const PAGE = 30;

interface RunTableProps {
  runs: Run[];
  act: (action: Action, run: Run) => void;
  onError: (error: unknown) => void;
}

export function RunTable({ runs, act, onError }: RunTableProps) {
  const words = useRunsWords();
  const { order, filter, picked } = useView();
  const [most, setMost] = useState(PAGE);
  const shown = useMemo(() => arranged(runs, order, filter), [runs, order, filter]);
  if (runs.length === 0)
    return (
      <p>
        {words.none} <Link href="/lab">{words.toLab}</Link>
      </p>
    );
  return (
    <>
      <Filters />
      <p className="soft" role="status">
        {shown.length === 0 ? words.noneFits : words.shownOf(shown.length, runs.length)}
      </p>
      {shown.length > 0 && (
        <Scroll label={words.allRuns}>
          <table className="cards">
            <Heads />
            <tbody>
              {shown.slice(0, most).map((run) => (
                <Row
                  key={run.id}
                  run={run}
                  isPicked={picked.includes(run.id)}
                  isFull={picked.length >= MOST_PICKED}
                  act={act}
                  onError={onError}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {shown.length > most && (
        <div>
          <Button onPress={() => setMost(most + PAGE)}>{words.more}</Button>
        </div>
      )}
    </>
  );
}

function Filters() {
  const words = useRunsWords();
  const { statuses } = useWords();
  const { order, filter, set } = useView();
  const id = useId();
  return (
    <div className="fields" role="search">
      <div className="field">
        <label htmlFor={id}>{words.find}</label>
        <input
          id={id}
          type="search"
          value={filter.text}
          onChange={(event) => set({ filter: { ...filter, text: event.target.value } })}
        />
      </div>
      <Select
        label={words.statusLabel}
        value={filter.status}
        options={[
          { value: "all", title: words.anyStatus },
          ...STATUSES.map((status) => ({ value: status, title: statuses[status] })),
        ]}
        onChange={(status) => set({ filter: { ...filter, status: status as Status | "all" } })}
      />
      <div className="row narrow">
        <Select
          label={words.sortBy}
          value={order.column}
          options={COLUMNS.map((column) => ({ value: column, title: words.columns[column] }))}
          onChange={(column) => set({ order: turned(order, column as Column) })}
        />
        <Button
          aria-label={`${words.turn}: ${order.isDown ? words.sortedDown : words.sortedUp}`}
          onPress={() => set({ order: turned(order, order.column) })}
        >
          {order.isDown ? "↓" : "↑"}
        </Button>
      </div>
    </div>
  );
}

function Heads() {
  const words = useRunsWords();
  const { order, set } = useView();
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="unseen">{words.compareColumn}</span>
        </th>
        {COLUMNS.map((column) => (
          <th
            key={column}
            scope="col"
            aria-sort={
              order.column !== column ? undefined : order.isDown ? "descending" : "ascending"
            }
          >
            <button type="button" onClick={() => set({ order: turned(order, column) })}>
              {words.columns[column]}
              <span aria-hidden="true">
                {order.column !== column ? "" : order.isDown ? " ↓" : " ↑"}
              </span>
            </button>
          </th>
        ))}
        <th scope="col">
          <span className="unseen">{words.actions}</span>
        </th>
      </tr>
    </thead>
  );
}
