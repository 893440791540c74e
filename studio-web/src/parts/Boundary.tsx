import { useMemo } from "react";
import type { BoundaryLook } from "../engine/types";
import { HeatMap } from "./HeatMap";
import { boundaryColours, bytesOf, classColour, shown, valueAt } from "./pictures";

interface BoundaryProps {
  look: BoundaryLook;
  classes: string[];
  label: string;
}

/** The plane of two inputs: colour is the class, strength the sureness; points lie on top. */
export function Boundary({ look, classes, label }: BoundaryProps) {
  const { across, up, chosen, sure } = look;
  const pixels = useMemo(
    () => (chosen ? boundaryColours(chosen, sure) : undefined),
    [chosen, sure],
  );
  const tell = (place: number) => {
    const answer = shown(valueAt(sure, bytesOf(sure.pixels)[place] ?? 0));
    const name = chosen ? classes[bytesOf(chosen.pixels)[place] ?? 0] : undefined;
    return name === undefined ? answer : `${name}: ${answer}`;
  };
  return (
    <figure style={{ margin: 0, position: "relative" }}>
      <HeatMap plane={sure} label={label} tell={tell} {...(pixels ? { pixels } : {})} />
      <svg viewBox="0 0 100 100" aria-hidden="true" preserveAspectRatio="none" className="over">
        {look.points.map((row) => (
          <circle
            key={`${row.part}${row.row}`}
            cx={share(row.inputs?.[0], across.low, across.high)}
            cy={100 - share(row.inputs?.[1], up.low, up.high)}
            r={1.1}
            fill={classes.length > 0 ? classColour(row.target) : "#4d4d4d"}
            stroke={row.part === "held_out" ? "#111" : "#fff"}
            strokeWidth={0.35}
          />
        ))}
      </svg>
      <figcaption className="soft">
        {`${across.name} → · ${up.name} ↑`} {look.fixed.length > 0 && look.fixed.join(", ")}
      </figcaption>
    </figure>
  );
}

/** Where a value lies between low and high, in hundredths. */
export function share(value: number | null | undefined, low: number, high: number): number {
  return high > low ? (100 * ((value ?? low) - low)) / (high - low) : 50;
}
