/** The mark of a class among points: a colour and a shape, so that colour is never the only sign. */
import type { SVGProps } from "react";
import { classColour } from "./pictures";

type Corner = readonly [number, number];

const turned = (corners: number, start: number): Corner[] =>
  Array.from({ length: corners }, (_, k) => {
    const angle = ((start + (360 * k) / corners) * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle)];
  });

const PLUS: Corner[] = [
  [-0.38, -1],
  [0.38, -1],
  [0.38, -0.38],
  [1, -0.38],
  [1, 0.38],
  [0.38, 0.38],
  [0.38, 1],
  [-0.38, 1],
  [-0.38, 0.38],
  [-1, 0.38],
  [-1, -0.38],
  [-0.38, -0.38],
];

/** Corners around 0, and how much larger than a circle's radius they reach: equal areas. */
const SHAPES: (readonly [Corner[], number])[] = [
  [turned(3, -90), 1.45],
  [turned(4, 45), 1.25],
  [turned(4, 0), 1.3],
  [turned(3, 90), 1.45],
  [PLUS, 1.15],
];

/** The outline of a class's mark around a point: circle, triangle, square, diamond ... Pure. */
export function markPath(place: number, x: number, y: number, radius: number): string {
  const shape = SHAPES[(place % (SHAPES.length + 1)) - 1];
  if (shape === undefined) {
    const arc = `a${radius} ${radius} 0 1 0`;
    return `M${x - radius} ${y}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0Z`;
  }
  const [corners, reach] = shape;
  const at = ([across, down]: Corner) =>
    `${rounded(x + across * reach * radius)} ${rounded(y + down * reach * radius)}`;
  return `M${corners.map(at).join("L")}Z`;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

interface MarkProps extends SVGProps<SVGPathElement> {
  /** The class; null where the rows have numbers as targets. */
  place: number | null;
  at: { x: number; y: number };
  radius: number;
}

/** A point of a class in a drawing. */
export function ClassMark({ place, at, radius, ...more }: MarkProps) {
  return (
    <path
      className="mark"
      d={markPath(place ?? 0, at.x, at.y, radius)}
      fill={place === null ? "var(--accent)" : classColour(place)}
      {...more}
    />
  );
}

/** The same mark in a legend. */
export function MarkSwatch({ place }: { place: number }) {
  return (
    <svg className="swatch-mark" viewBox="0 0 10 10" aria-hidden="true">
      <ClassMark place={place} at={{ x: 5, y: 5 }} radius={3.3} />
    </svg>
  );
}
