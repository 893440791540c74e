/** Points placed by hand, on a plane from -3 to 3. Pure. */
import type { Point } from "../../engine/types";

const REACH = 3;
const STEP = 0.2;
export const LETTERS = "abcde";

export interface Place {
  x: number;
  y: number;
}

const within = (value: number) => Math.max(-REACH, Math.min(REACH, Number(value.toFixed(2))));

/** The point on the plane at a share of its picture, counted from the left and from the top. */
export function placeOf(left: number, top: number): Place {
  return { x: within((2 * left - 1) * REACH), y: within((1 - 2 * top) * REACH) };
}

/** The position of the cursor after an arrow key; null for other keys. */
export function stepped(place: Place, key: string): Place | null {
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, STEP],
    ArrowDown: [0, -STEP],
  };
  const move = moves[key];
  return move === undefined ? null : { x: within(place.x + move[0]), y: within(place.y + move[1]) };
}

/** In percent of the picture's side, from the left and from the top. */
export function onPicture({ x, y }: Place): Place {
  return { x: (100 * (x + REACH)) / (2 * REACH), y: (100 * (REACH - y)) / (2 * REACH) };
}

export const pointOf = (place: Place, label: number): Point => ({ ...place, label });
