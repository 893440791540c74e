import { type ReactNode, useRef, useState } from "react";
import { moved, placeAt } from "./sorting";
import { useAnnounced } from "./Announcer";

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

/** A list that can be reordered: drag an item by its handle, or move it with the arrow keys. */
export function Sortable<T>({
  items,
  nameOf,
  hint,
  announcementOf,
  onSort,
  children,
}: SortableProps<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [announcer, announce] = useAnnounced();

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to === from || to < 0 || to >= items.length) return false;
    onSort(moved(items, from, to));
    announce(announcementOf(nameOf(item, from), to + 1));
    return true;
  };
  const focusHandle = (place: number) =>
    requestAnimationFrame(() =>
      list.current?.children[place]?.querySelector<HTMLElement>(".handle")?.focus(),
    );
  const press = (event: React.KeyboardEvent, place: number) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (move(place, place + step)) focusHandle(place + step);
  };
  const drag = (event: React.PointerEvent) => {
    if (dragged === null || list.current === null) return;
    const boxes = [...list.current.children].map((child) => child.getBoundingClientRect());
    const place = placeAt(boxes, event.clientY, dragged);
    if (move(dragged, place)) setDragged(place);
  };
  return (
    <>
      <ol
        className="sortable"
        ref={list}
        onPointerMove={drag}
        onPointerUp={() => setDragged(null)}
        onPointerCancel={() => setDragged(null)}
      >
        {items.map((item, place) => (
          <li key={place} data-dragged={dragged === place || undefined}>
            {children(
              item,
              place,
              <button
                type="button"
                className="handle"
                aria-label={`${nameOf(item, place)}: ${hint}`}
                title={hint}
                onKeyDown={(event) => press(event, place)}
                onPointerDown={(event) => {
                  event.currentTarget.closest("ol")?.setPointerCapture(event.pointerId);
                  setDragged(place);
                }}
              >
                <span aria-hidden="true">⠿</span>
              </button>,
            )}
          </li>
        ))}
      </ol>
      {announcer}
    </>
  );
}
