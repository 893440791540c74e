import { useRef } from "react";
import type { NumbersProps } from "./Numbers";
import { type Layout, placeBeside, tint } from "./numbers";

export interface ViewProps extends NumbersProps {
  layout: Layout;
  size: number;
  label: string;
  textOf: (place: number) => string;
}

/** Numbers in cells. Tab focuses one of them, the arrow keys move between them. */
export function Table(props: ViewProps) {
  const { layout, heads, label, selected } = props;
  const grid = useRef<HTMLDivElement>(null);
  const { width, height } = layout;
  const hasHeads = width > 1 || heads !== null;
  const isTall = height > 1;
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
            {isTall && <span role="rowheader">{row}</span>}
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

interface CellProps extends ViewProps {
  place: number;
  /** Whether this cell is the stop for Tab. */
  isStop: boolean;
  onGo: (place: number) => void;
}

function Cell({ place, layout, size, textOf, marks, selected, isStop, onSelect, onGo }: CellProps) {
  return (
    <span
      role="gridcell"
      data-place={place}
      tabIndex={isStop ? 0 : -1}
      aria-selected={selected === place}
      className={marks.has(place) ? "marked" : undefined}
      style={{ background: tint(layout.values[place] ?? null, size) }}
      onPointerEnter={() => onSelect(place)}
      onFocus={() => onSelect(place)}
      onKeyDown={(event) => {
        const next = placeBeside(event.key, place, layout);
        if (next === null) return;
        event.preventDefault();
        onGo(next);
      }}
    >
      {textOf(place)}
    </span>
  );
}
