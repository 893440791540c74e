/** Where the panel stands: beside what it points at, and never over it. Pure. */
import type { Side } from "./steps";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Spot {
  left: number;
  top: number;
  /** The side of the target on which the panel stands. */
  side: Side;
  /** Where the arrow stands on the panel's edge, in pixels from its start. */
  arrow: number;
}

type Size = Pick<Box, "width" | "height">;

/** Between the panel and what it points at: room for the arrow and the outline. */
const GAP = 14;
const MARGIN = 8;
/** The arrow stays off the panel's round corners. */
const CORNER = 22;
const ALL: readonly Side[] = ["below", "above", "right", "left"];

const clamped = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, Math.max(least, most)));

export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

function at(side: Side, target: Box, { width, height }: Size, view: Size): Spot {
  const isBeside = side === "left" || side === "right";
  const right = view.width - width - MARGIN;
  const bottom = view.height - height - MARGIN;
  const middle = {
    x: target.left + target.width / 2,
    y: target.top + target.height / 2,
  };
  const wanted = {
    left: target.left - width - GAP,
    right: target.left + target.width + GAP,
    above: target.top - height - GAP,
    below: target.top + target.height + GAP,
  }[side];
  const left = clamped(isBeside ? wanted : middle.x - width / 2, MARGIN, right);
  const top = clamped(isBeside ? middle.y - height / 2 : wanted, MARGIN, bottom);
  const arrow = isBeside
    ? clamped(middle.y - top, CORNER, height - CORNER)
    : clamped(middle.x - left, CORNER, width - CORNER);
  return { left, top, side, arrow };
}

/**
 * The first side on which the panel covers neither its target nor what must stay in reach;
 * without one, the side where it covers least of its target, then of the others.
 */
export function spotFor(
  target: Box,
  size: Size,
  view: Size,
  sides: readonly Side[],
  others: readonly Box[] = [],
): Spot {
  const spots = [...sides, ...ALL.filter((side) => !sides.includes(side))].map((side) => {
    const spot = at(side, target, size, view);
    // field by field: the boxes of elements cannot be spread
    const box = { left: spot.left, top: spot.top, width: size.width, height: size.height };
    const covered = others.reduce((sum, other) => sum + overlap(box, other), 0);
    return { spot, cost: overlap(box, target) * 1e6 + covered };
  });
  return spots.reduce((best, one) => (one.cost < best.cost ? one : best)).spot;
}
