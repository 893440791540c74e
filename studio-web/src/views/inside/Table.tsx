import { type ReactNode, useRef } from "react";
import { type Layout, placeBeside, tint } from "./numbers";

/** The name of a row, and how it is shown. */
export interface RowHead {
  name: string;
  shown: ReactNode;
}

export interface TableProps {
  layout: Layout;
  /** The largest absolute number, for the colours; it may differ from row to row. */
  sizeAt: (place: number) => number;
  label: string;
  /** Names of the columns, and of the rows, if there are any. */
  heads: ReactNode[] | null;
  rowHeads?: RowHead[] | null;
  textOf: (place: number) => string;
  /** The places from which the selected number is computed. */
  marks: ReadonlySet<number>;
  /** The one of them that a maximum came from. */
  winner?: number | null;
  /** Places that are left out, and the word for them. */
  masked?: { places: ReadonlySet<number>; word: string };
  /** The selected number, if it is in this array. */
  selected: number | null;
  onSelect: (place: number) => void;
}

/** Numbers in cells. Tab focuses one of them, the arrow keys move between them. */
export function Table(props: TableProps) {
  const { layout, heads, rowHeads = null, label, selected } = props;
  const grid = useRef<HTMLDivElement>(null);
  const { width, height } = layout;
  const hasHeads = width > 1 || heads !== null;
  const isTall = height > 1 || rowHeads !== null;
  const places = Array.from({ length: width }, (_, column) => column);
  const go = (place: number) => {
    props.onSelect(place);
    grid.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  };
  return (
    <div className="scroll">
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        className="cells"
        style={{ gridTemplateColumns: `repeat(${width + (isTall ? 1 : 0)}, max-content)` }}
      >
        {hasHeads && (
          <div role="row">
            {isTall && <span role="gridcell" />}
            {places.map((column) => (
              <span role="columnheader" key={column}>
                {heads?.[column] ?? column}
              </span>
            ))}
          </div>
        )}
        {Array.from({ length: height }, (_, row) => (
          <div role="row" key={row}>
            {isTall && (
              <span role="rowheader">
                <RowName head={rowHeads?.[row]} row={row} />
              </span>
            )}
            {places.map((column) => (
              <Cell
                key={column}
                {...props}
                place={row * width + column}
                isStop={row * width + column === (selected ?? 0)}
                onGo={go}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function RowName({ head, row }: { head: RowHead | undefined; row: number }) {
  if (head === undefined) return row;
  return (
    <>
      <span className="unseen">{head.name}</span>
      <span aria-hidden="true">{head.shown}</span>
    </>
  );
}

interface CellProps extends TableProps {
  place: number;
  /** Whether this cell is the stop for Tab. */
  isStop: boolean;
  onGo: (place: number) => void;
}

function Cell(props: CellProps) {
  const { place, layout, sizeAt, textOf, selected, masked, isStop, onSelect, onGo } = props;
  const text = textOf(place);
  const isMasked = masked?.places.has(place) ?? false;
  return (
    <span
      role="gridcell"
      data-place={place}
      tabIndex={isStop ? 0 : -1}
      aria-selected={selected === place}
      aria-label={isMasked ? `${text}, ${masked?.word}` : undefined}
      className={classOf(props, isMasked)}
      style={{
        background: isMasked ? undefined : tint(layout.values[place] ?? null, sizeAt(place)),
      }}
      onPointerEnter={() => onSelect(place)}
      onFocus={() => onSelect(place)}
      onKeyDown={(event) => {
        const next = placeBeside(event.key, place, layout);
        if (next === null) return;
        event.preventDefault();
        onGo(next);
      }}
    >
      {text}
    </span>
  );
}

function classOf({ place, marks, winner }: CellProps, isMasked: boolean): string | undefined {
  const names = [
    marks.has(place) && "source",
    winner === place && "winner",
    isMasked && "masked",
  ].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}
