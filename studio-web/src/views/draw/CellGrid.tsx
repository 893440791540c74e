/**
 * Drawing with the keyboard: 28 x 28 cells over the paper. The arrow keys move the focus, one key
 * draws.
 */
import { memo, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { Announcer } from "../../parts/Announcer";
import { useWordsOf } from "../../words";
import { change, put, useDrawing } from "./drawing";
import { type Cell, cellAfter, CELLS, middleOf, SIDE, withLine } from "./marks";
import { bytesOfMarks, inkedCells } from "./raster";
import { dictionary } from "./words";

const ROWS = Array.from({ length: CELLS }, (_, row) => row);

export function CellGrid() {
  const words = useWordsOf(dictionary);
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Cell>({ row: 6, column: 10 });
  const [announcement, setAnnouncement] = useState("");
  const marks = useDrawing((state) => state.history.marks);
  const pen = useDrawing((state) => state.pen) * SIDE;
  const inked = useMemo(() => inkedCells(bytesOfMarks(marks)), [marks]);

  const go = (cell: Cell) => {
    setAt(cell);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell.row} ${cell.column}"]`)?.focus();
  };
  const dot = (cell: Cell, isEraser: boolean) => {
    put({ kind: "stroke", points: [middleOf(cell)], width: pen, isEraser });
    setAnnouncement(words.grid[isEraser ? "erased" : "inked"](cell.row + 1, cell.column + 1));
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = cellAfter(at, event.key);
    if (next !== null) {
      if (event.shiftKey) change((history) => withLine(history, middleOf(at), middleOf(next), pen));
      go(next);
    } else if (event.key === " " || event.key === "Enter") dot(at, false);
    else if (event.key === "Backspace" || event.key === "Delete") dot(at, true);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.dataset.cell : undefined;
    const [row, column] = cell?.split(" ").map(Number) ?? [];
    if (row === undefined || column === undefined) return;
    go({ row, column });
    dot({ row, column }, false);
  };
  return (
    <>
      <div
        ref={grid}
        className="cells"
        role="grid"
        tabIndex={-1}
        aria-label={words.grid.label}
        aria-describedby="draw-grid-hint"
        onKeyDown={press}
        onClick={click}
      >
        {ROWS.map((row) => (
          <Row
            key={row}
            row={row}
            inked={inked.slice(row * CELLS, (row + 1) * CELLS).join()}
            at={row === at.row ? at.column : null}
            label={words.grid.cell}
          />
        ))}
      </div>
      <Announcer text={announcement} />
    </>
  );
}

interface RowProps {
  row: number;
  /** "true,false,...": as text, so that a row is rendered only when its ink has changed. */
  inked: string;
  at: number | null;
  label: (row: number, column: number, isInked: boolean) => string;
}

const Row = memo(function Row({ row, inked, at, label }: RowProps) {
  return (
    <div role="row">
      {inked.split(",").map((ink, column) => (
        <div
          key={column}
          role="gridcell"
          data-cell={`${row} ${column}`}
          tabIndex={at === column ? 0 : -1}
          aria-label={label(row + 1, column + 1, ink === "true")}
        />
      ))}
    </div>
  );
});
