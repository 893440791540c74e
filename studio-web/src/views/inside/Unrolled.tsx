import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import type { TraceView } from "../../engine/types";
import { Chooser } from "./Chooser";
import { Formula } from "../../parts/Formula";
import { fill, type Selected, written } from "./numbers";
import { goTo, usePlace } from "./place";
import {
  drawnOf,
  type Marks,
  numbersOf,
  placeIn,
  rowsOf,
  type TimeRow,
  timesAround,
  unitOf,
  type UnrolledLayer,
  withStates,
} from "./time";
import { TimeStep } from "./TimeStep";
import { useInsideWords } from "./words";

/** Of longer rows only the first numbers are drawn. */
const MOST_CELLS = 16;

export interface UnrolledProps {
  view: TraceView;
  layer: UnrolledLayer;
  /** Whether the gradients are shown, in place of the states. */
  isBack: boolean;
  digits: number;
  marks: Marks;
  selected: Selected | null;
  onSelect: (selected: Selected) => void;
}

/** A recurrent layer unrolled: a column for each time step, and the numbers of the chosen one. */
export function Unrolled(props: UnrolledProps) {
  const { view, layer, isBack } = props;
  const words = useInsideWords();
  const time = Math.min(
    usePlace((place) => place.time),
    layer.steps - 1,
  );
  const rows = useMemo(() => rowsOf(view, layer, isBack), [view, layer, isBack]);
  const [unit, setUnit] = useState(0);
  const select = (next: Selected) => {
    setUnit((old) => unitOf(rows, next) ?? old);
    props.onSelect(next);
  };
  const here = { ...props, rows, time, onSelect: select };
  return (
    <section className="unrolled" aria-label={words.unrolled}>
      <h4>{words.unrolled}</h4>
      <p className="soft">{isBack ? words.timeBack : words.timeForth}</p>
      <Times {...here} marks={withStates(rows, props.marks)} />
      <TimeStep {...here} unit={Math.min(unit, layer.units - 1)} />
    </section>
  );
}

interface TimesProps extends UnrolledProps {
  rows: TimeRow[];
  time: number;
}

/** All time steps, with each number as a coloured cell. */
function Times({ view, layer, isBack, digits, marks, selected, onSelect, ...props }: TimesProps) {
  const words = useInsideWords();
  const { tokens } = view;
  const drawn = useMemo(
    () =>
      drawnOf(props.rows, tokens.length > 0).map((row) => ({
        ...row,
        ...numbersOf(row, layer.steps),
        cells: Math.min(row.count, MOST_CELLS),
      })),
    [props.rows, tokens, layer],
  );
  const isCut = drawn.some(({ count, cells }) => cells < count);
  const nameOf = (time: number) => words.timeStep(time, tokens[time] ?? "");
  const last = isBack ? 0 : layer.steps - 1;
  const scroller = useScrollTo(props.time);
  return (
    <>
      <div
        ref={scroller}
        className={tokens.length > 0 ? "scroll times with-tokens" : "scroll times"}
      >
        <div className="names" aria-hidden="true">
          <b>t</b>
          {drawn.map(({ latex, cells }) => (
            <span key={latex} style={high(cells)}>
              <Formula latex={latex} text={latex} />
            </span>
          ))}
        </div>
        <Chooser
          label={words.timeSteps}
          className={isBack ? "steps-of-time back" : "steps-of-time"}
          count={layer.steps}
          drawn={timesAround(props.time, layer.steps)}
          chosen={props.time}
          nameOf={nameOf}
          onChoose={(time) => goTo({ time })}
          onPoint={({ dataset }) =>
            onSelect({ name: dataset.array ?? "", place: Number(dataset.place) })
          }
        >
          {(time) => (
            <>
              <b>
                {time}
                {tokens[time] !== undefined && <i className="token">{tokens[time]}</i>}
              </b>
              {drawn.map((row) => (
                <span
                  key={row.latex}
                  style={high(row.cells)}
                  className={row.isCarried && time !== last ? "carried" : undefined}
                >
                  {row.values[time]?.slice(0, row.cells).map((value, unit) => {
                    const { name } = row.array;
                    const place = placeIn(row, time, unit);
                    const isSelected = selected?.name === name && selected.place === place;
                    return (
                      <i
                        key={unit}
                        data-array={name}
                        data-place={place}
                        title={`${name}[${time},${row.from + unit}] = ${written(value, digits)}`}
                        className={
                          isSelected
                            ? "selected"
                            : marks.get(name)?.has(place)
                              ? "source"
                              : undefined
                        }
                        style={{ background: fill(value, row.size) }}
                      />
                    );
                  })}
                </span>
              ))}
            </>
          )}
        </Chooser>
      </div>
      {isCut && <p className="soft">{words.firstNumbers(MOST_CELLS)}</p>}
    </>
  );
}

function high(cells: number): CSSProperties {
  return { "--cells": cells } as CSSProperties;
}

/** An element that scrolls sideways, so far that the chosen option is seen. */
function useScrollTo(chosen: number) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = element.current;
    const option = scroller?.querySelector<HTMLElement>(`[data-option="${chosen}"]`);
    if (!scroller || !option) return;
    const [box, frame] = [option.getBoundingClientRect(), scroller.getBoundingClientRect()];
    const isSeen = box.left >= frame.left && box.right <= frame.right;
    if (!isSeen) scroller.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
  }, [chosen]);
  return element;
}
