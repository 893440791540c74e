/** The content of the paper: a list of marks, so that undo removes the last one. Pure. */

/** The coordinates of the paper go from 0 to SIDE, whatever its size on the screen. */
export const SIDE = 280;

/** Rows and columns of an MNIST digit, and of the keyboard grid. */
export const CELLS = 28;

export interface Point {
  x: number;
  y: number;
}

export interface Stroke {
  kind: "stroke";
  points: readonly Point[];
  width: number;
  isEraser: boolean;
}

/** A new sheet with an MNIST digit on it: 28 x 28 bytes and the label. */
export interface Picture {
  kind: "picture";
  pixels: Uint8Array;
  label: string;
}

/** A photo or scan of a sheet with a digit: red, green, blue and alpha of each pixel. */
export interface Photo {
  kind: "photo";
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A new sheet. As it is a mark, clearing the paper can be undone. */
interface Blank {
  kind: "blank";
}

export type Mark = Stroke | Picture | Photo | Blank;

export interface History {
  marks: readonly Mark[];
  undone: readonly Mark[];
}

export const NOTHING: History = { marks: [], undone: [] };

/** Adds a mark. A stroke is not drawn over a photo, but on a new sheet. */
export function withMark({ marks }: History, mark: Mark): History {
  const sheet: Mark[] =
    mark.kind === "stroke" && photoOf(marks) !== null ? [{ kind: "blank" }] : [];
  return { marks: [...marks, ...sheet, mark], undone: [] };
}

/** The photo in sight, if it is one. */
export function photoOf(marks: readonly Mark[], current: Stroke | null = null): Photo | null {
  const last = marks.at(-1);
  return last?.kind === "photo" && current === null ? last : null;
}

export function undo({ marks, undone }: History): History {
  const last = marks.at(-1);
  return last === undefined
    ? { marks, undone }
    : { marks: marks.slice(0, -1), undone: [last, ...undone] };
}

export function redo({ marks, undone }: History): History {
  const [next, ...rest] = undone;
  return next === undefined ? { marks, undone } : { marks: [...marks, next], undone: rest };
}

/** Adds a new sheet, unless the paper is already empty. */
export function clear(history: History): History {
  return visibleMarks(history.marks).length === 0 ? history : withMark(history, { kind: "blank" });
}

/** The visible marks: the last sheet, blank or with a digit, and the strokes since then. */
export function visibleMarks(marks: readonly Mark[]): readonly (Stroke | Picture | Photo)[] {
  const sheet = Math.max(
    0,
    marks.findLastIndex((mark) => mark.kind !== "stroke"),
  );
  return marks.slice(sheet).filter((mark) => mark.kind !== "blank");
}

/** A line from one point to another. One that starts where the last stroke ended extends it. */
export function withLine(history: History, from: Point, to: Point, width: number): History {
  const last = history.marks.at(-1);
  if (
    last?.kind !== "stroke" ||
    last.isEraser ||
    last.width !== width ||
    !isAt(last.points.at(-1), from)
  )
    return withMark(history, { kind: "stroke", points: [from, to], width, isEraser: false });
  const longer: Stroke = { ...last, points: [...last.points, to] };
  return { marks: [...history.marks.slice(0, -1), longer], undone: [] };
}

function isAt(a: Point | undefined, b: Point): boolean {
  return a?.x === b.x && a.y === b.y;
}

export interface Cell {
  row: number;
  column: number;
}

/** The centre of a cell of the keyboard grid. */
export function middleOf({ row, column }: Cell): Point {
  const size = SIDE / CELLS;
  return { x: (column + 0.5) * size, y: (row + 0.5) * size };
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -CELLS],
  End: [0, CELLS],
  PageUp: [-CELLS, 0],
  PageDown: [CELLS, 0],
};

/** The cell reached by a key, never past the edge; null for other keys. */
export function cellAfter({ row, column }: Cell, key: string): Cell | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const within = (place: number) => Math.max(0, Math.min(CELLS - 1, place));
  return { row: within(row + step[0]), column: within(column + step[1]) };
}
