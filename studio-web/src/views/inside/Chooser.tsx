import { type ReactNode, useRef } from "react";
import { flushSync } from "react-dom";

interface ChooserProps {
  label: string;
  className: string;
  /** How many there are to choose from, and which of them are drawn. */
  count: number;
  drawn: number[];
  chosen: number;
  nameOf: (option: number) => string;
  onChoose: (option: number) => void;
  /** The number in a picture that the pointer is on, by its `data-place`. */
  onPoint?: (cell: HTMLElement) => void;
  children: (option: number) => ReactNode;
}

/** A choice among pictures: Tab focuses the chosen one, the arrow keys choose the one beside it. */
export function Chooser(props: ChooserProps) {
  const { label, className, count, drawn, chosen, nameOf, onChoose, onPoint, children } = props;
  const group = useRef<HTMLDivElement>(null);
  const go = (option: number) => {
    flushSync(() => onChoose(option)); // it may be drawn only now
    group.current?.querySelector<HTMLElement>(`[data-option="${option}"]`)?.focus();
  };
  const point = (target: EventTarget) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
    if (cell) onPoint?.(cell);
  };
  return (
    <div ref={group} role="radiogroup" aria-label={label} className={className}>
      {drawn.map((option) => (
        <button
          key={option}
          type="button"
          role="radio"
          data-option={option}
          aria-checked={option === chosen}
          aria-label={nameOf(option)}
          tabIndex={option === chosen ? 0 : -1}
          onClick={(event) => {
            onChoose(option);
            point(event.target);
          }}
          onPointerOver={(event) => point(event.target)}
          onKeyDown={(event) => {
            const next = optionAfter(event.key, option, count);
            if (next === null) return;
            event.preventDefault();
            go(next);
          }}
        >
          {children(option)}
        </button>
      ))}
    </div>
  );
}

/** The option reached by a key, within the ends; null for other keys. */
export function optionAfter(key: string, here: number, count: number): number | null {
  const there: Record<string, number> = {
    ArrowRight: here + 1,
    ArrowDown: here + 1,
    ArrowLeft: here - 1,
    ArrowUp: here - 1,
    Home: 0,
    End: count - 1,
  };
  const next = there[key];
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}
