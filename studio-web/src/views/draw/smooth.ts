/** From the sampled positions of a pointer to a smooth line. Pure. */
import type { Point } from "./marks";

/** Points nearer than this, in pixels, are due to a trembling hand. */
const NEAR = 1.5;

/** The length of the straight segments that approximate a curve, in pixels. */
const PIECE = 3;

/**
 * A smooth line through the midpoints of neighbouring points: each point is the control point of a
 * quadratic Bézier curve, and the line starts and ends exactly at the first and the last point.
 */
export function smoothed(points: readonly Point[]): Point[] {
  const kept = apart(points);
  const [first] = kept;
  const last = kept.at(-1);
  if (first === undefined || last === undefined || kept.length < 3) return kept;
  const line = [first];
  let start = first;
  for (let k = 1; k < kept.length - 1; k++) {
    const pull = kept[k] ?? last;
    const end = k === kept.length - 2 ? last : middle(pull, kept[k + 1] ?? last);
    line.push(...curve(start, pull, end));
    start = end;
  }
  return line;
}

/** The points without those that are too close to the previous one; both ends stay. */
export function apart(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, k) => {
    const before = kept.at(-1);
    if (before === undefined || distance(before, point) >= NEAR) kept.push(point);
    else if (k === points.length - 1 && kept.length > 1) kept[kept.length - 1] = point;
  });
  return kept;
}

function curve(start: Point, pull: Point, end: Point): Point[] {
  const count = Math.max(1, Math.ceil((distance(start, pull) + distance(pull, end)) / PIECE));
  return Array.from({ length: count }, (_, k) => {
    const t = (k + 1) / count;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    return { x: a * start.x + b * pull.x + c * end.x, y: a * start.y + b * pull.y + c * end.y };
  });
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
