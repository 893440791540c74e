/** Every run, sortable and filterable. */
import { Scroll } from "../../parts/DataTable";
import { useId, useMemo, useState } from "react";
import { Column, Table, TableBody, TableHeader } from "react-aria-components";
import type { Run, Status } from "../../engine/types";
import { FirstRun } from "../../parts/FirstRun";
import { Button, Select } from "../../parts/widgets";
import { type Action, RunRow } from "./Row";
import { arranged, COLUMNS, type ColumnName, turned } from "./table";
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
  const { order, filter, picked, set } = useView();
  const [most, setMost] = useState(PAGE);
  const shown = useMemo(() => arranged(runs, order, filter), [runs, order, filter]);
  if (runs.length === 0)
    return (
      <div className="runs-empty">
        <ul>
          {words.empty.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <FirstRun />
      </div>
    );
  return (
    <>
      <Filters />
      <p className="soft" role="status">
        {shown.length === 0 ? words.noneFits : words.shownOf(shown.length, runs.length)}
      </p>
      {shown.length > 0 && (
        <Scroll label={words.allRuns}>
          <Table
            className="cards"
            aria-label={words.allRuns}
            keyboardNavigationBehavior="tab" // the arrow keys belong to the fields in the rows
            sortDescriptor={{
              column: order.column,
              direction: order.isDown ? "descending" : "ascending",
            }}
            onSortChange={({ column }) => set({ order: turned(order, column as ColumnName) })}
          >
            <Heads />
            <TableBody items={shown.slice(0, most)} dependencies={[picked, words, act, onError]}>
              {(run) => (
                <RunRow
                  run={run}
                  isPicked={picked.includes(run.id)}
                  isFull={picked.length >= MOST_PICKED}
                  act={act}
                  onError={onError}
                />
              )}
            </TableBody>
          </Table>
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
          onChange={(column) => set({ order: turned(order, column as ColumnName) })}
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

/** The heads of the columns; those of a run's values sort the table. */
function Heads() {
  const words = useRunsWords();
  const order = useView((view) => view.order);
  return (
    <TableHeader>
      <Column>
        <span className="unseen">{words.compareColumn}</span>
      </Column>
      {COLUMNS.map((column) => (
        <Column
          key={column}
          id={column}
          textValue={words.columns[column]}
          allowsSorting
          isRowHeader={column === "name"}
        >
          {words.columns[column]}
          <span aria-hidden="true">
            {order.column !== column ? "" : order.isDown ? " ↓" : " ↑"}
          </span>
        </Column>
      ))}
      <Column>
        <span className="unseen">{words.actions}</span>
      </Column>
    </TableHeader>
  );
}
