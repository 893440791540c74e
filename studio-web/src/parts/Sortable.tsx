import { type ReactNode, useRef } from "react";
import { Button, type DropItem, useDrag, useDrop } from "react-aria-components";
import { useAnnounced } from "./Announcer";
import "./sortable.css";
import { moved } from "./sorting";

interface SortableProps<T> {
  items: T[];
  /** The accessible name of an item: "Layer 2". */
  nameOf: (item: T, place: number) => string;
  hint: string;
  /** The announcement after an item has moved. */
  announcementOf: (name: string, place: number) => string;
  onSort: (items: T[]) => void;
  children: (item: T, place: number, handle: ReactNode) => ReactNode;
}

/** What is dragged: the place of an item, which nothing outside the list takes. */
const TYPE = "application/x-edunn-place";

/**
 * A list that can be reordered: an item is dragged by its handle onto the place of another one.
 * On the handle, Enter starts and ends the same by keyboard, and an arrow key moves at once.
 */
export function Sortable<T>(props: SortableProps<T>) {
  const { items, nameOf, hint, announcementOf, onSort, children } = props;
  const list = useRef<HTMLOListElement>(null);
  const [announcer, announce] = useAnnounced();
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to === from || to < 0 || to >= items.length) return;
    onSort(moved(items, from, to));
    announce(announcementOf(nameOf(item, from), to + 1));
    requestAnimationFrame(() =>
      list.current?.children[to]?.querySelector<HTMLElement>(".handle")?.focus(),
    );
  };
  return (
    <>
      <ol className="sortable" ref={list}>
        {items.map((item, place) => (
          <Item key={place} place={place} name={nameOf(item, place)} hint={hint} onMove={move}>
            {(handle) => children(item, place, handle)}
          </Item>
        ))}
      </ol>
      {announcer}
    </>
  );
}

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

interface ItemProps {
  place: number;
  name: string;
  hint: string;
  onMove: (from: number, to: number) => void;
  children: (handle: ReactNode) => ReactNode;
}

function Item({ place, name, hint, onMove, children }: ItemProps) {
  const item = useRef<HTMLLIElement>(null);
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    getItems: () => [{ [TYPE]: String(place) }],
    getAllowedDropOperations: () => ["move"],
  });
  const { dropProps, isDropTarget } = useDrop({
    ref: item,
    getDropOperation: (types) => (types.has(TYPE) ? "move" : "cancel"),
    onDrop: ({ items }) => void placeOf(items).then((from) => onMove(from, place)),
  });
  return (
    <li
      ref={item}
      {...dropProps}
      tabIndex={-1}
      aria-label={name}
      data-dragged={isDragging || undefined}
      data-over={(isDropTarget && !isDragging) || undefined}
    >
      {children(
        <span {...dragProps} className="grip" title={hint}>
          <Button
            {...dragButtonProps}
            className="handle"
            style={{ pointerEvents: "none" }} // Firefox drags no buttons
            aria-label={`${name}: ${hint}`}
            onKeyDown={(event) => {
              const step = STEPS[event.key];
              if (step === undefined) return;
              event.preventDefault();
              onMove(place, place + step);
            }}
          >
            <span aria-hidden="true">⠿</span>
          </Button>
        </span>,
      )}
    </li>
  );
}

async function placeOf([dropped]: DropItem[]): Promise<number> {
  return dropped?.kind === "text" ? Number(await dropped.getText(TYPE)) : NaN;
}
