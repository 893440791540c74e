import { useMemo } from "react";
import type { BoundaryView } from "../engine/types";
import "./boundary.css";
import "./diagram.css"; // the legend
import { HeatMap } from "./HeatMap";
import { ClassMark, MarkSwatch } from "./ClassMark";
import { percent } from "./numbers";
import { boundaryColours, bytesOf, shown, valueAt } from "./pictures";
import { usePaint } from "./usePaint";
import { usePartWords } from "./words";
import { Saveable } from "./Saveable";

interface BoundaryProps {
  view: BoundaryView;
  classes: string[];
  label: string;
}

/** The plane of two inputs: colour is the class, strength the confidence; the points lie on top. */
export function Boundary({ view, classes, label }: BoundaryProps) {
  const { across, up, chosen, sure } = view;
  const words = usePartWords();
  const paint = usePaint();
  const pixels = useMemo(
    () => (chosen ? boundaryColours(chosen, sure, paint) : undefined),
    [chosen, sure, paint],
  );
  const describe = (place: number) => {
    const value = valueAt(sure, bytesOf(sure.pixels)[place] ?? 0);
    const answer = chosen ? percent(value) : shown(value);
    const name = chosen ? namesOf(view, classes)[bytesOf(chosen.pixels)[place] ?? 0] : undefined;
    return name === undefined ? answer : `${name}: ${answer}`;
  };
  return (
    <Saveable title={label}>
      <figure className="boundary">
        <span className="boundary-up">{up.name} →</span>
        <div className="boundary-plane">
          <HeatMap plane={sure} label={label} describe={describe} {...(pixels ? { pixels } : {})} />
          <svg viewBox="0 0 100 100" aria-hidden="true" preserveAspectRatio="none">
            {view.points.map((row) => (
              <ClassMark
                key={`${row.part}${row.row}`}
                place={chosen ? row.target : null}
                at={{
                  x: share(row.inputs?.[0], across.low, across.high),
                  y: 100 - share(row.inputs?.[1], up.low, up.high),
                }}
                radius={row.part === "held_out" ? 1.35 : 1.15}
                stroke={row.part === "held_out" ? "var(--ink)" : "var(--surface)"}
                strokeWidth={row.part === "held_out" ? 0.6 : 0.35}
              />
            ))}
          </svg>
        </div>
        <figcaption>
          <span className="boundary-across">{across.name} →</span>
          <ul className="legend">
            {chosen &&
              namesOf(view, classes).map((name, place) => (
                <li key={name}>
                  <MarkSwatch place={place} /> {name}
                </li>
              ))}
            <li>
              <i className="dot hollow" /> {words.heldOutPoint}
            </li>
            {chosen && <li>{words.confidence}</li>}
            {view.fixed.length > 0 && (
              <li className="fixed" title={view.fixed.join(", ")}>
                {view.fixed.join(", ")}
              </li>
            )}
          </ul>
        </figcaption>
      </figure>
    </Saveable>
  );
}

/**
 * The class names by index. A single output belongs to the second of two classes; the first class's
 * name is taken from the points.
 */
function namesOf(view: Pick<BoundaryView, "points">, classes: string[]): string[] {
  const names = new Map(view.points.map((row) => [row.target, row.label]));
  const count = Math.max(classes.length, ...[...names.keys()].map((place) => place + 1));
  return Array.from({ length: count }, (_, place) => names.get(place) ?? classes[place] ?? "");
}

/** The position of a value between low and high, in percent. */
export function share(value: number | null | undefined, low: number, high: number): number {
  return high > low ? (100 * ((value ?? low) - low)) / (high - low) : 50;
}
