/** The drawing and what was answered. It outlives the screen: one may leave and come back. */
import { create } from "zustand";
import type { DigitView } from "../../engine/types";
import {
  clear,
  type History,
  type Mark,
  NOTHING,
  type Point,
  redo,
  SIDE,
  type Stroke,
  undo,
  withMark,
} from "./marks";

/** The pen's width as a share of the side: MNIST's own pens are about this wide. */
export const PEN = 0.09;

export interface DrawingState {
  history: History;
  /** The stroke that is being drawn. */
  current: Stroke | null;
  pen: number;
  isEraser: boolean;
  isGrid: boolean;
  network: string;
  recipe: boolean;
  look: DigitView | null;
  /** The same drawing with the recipe the other way; only when the pen rests. */
  other: DigitView | null;
  error: unknown;
}

export const useDrawing = create<DrawingState>(() => ({
  history: NOTHING,
  current: null,
  pen: PEN,
  isEraser: false,
  isGrid: false,
  network: "digits",
  recipe: true,
  look: null,
  other: null,
  error: null,
}));

const { getState, setState } = useDrawing;

export function begin(point: Point, isEraser = getState().isEraser): void {
  const width = getState().pen * SIDE;
  setState({ current: { kind: "stroke", points: [point], width, isEraser } });
}

export function extend(points: readonly Point[]): void {
  const { current } = getState();
  if (current !== null)
    setState({ current: { ...current, points: [...current.points, ...points] } });
}

/** The pen is lifted: the stroke is a mark from now on. */
export function end(): void {
  const { current, history } = getState();
  if (current !== null) setState({ current: null, history: withMark(history, current) });
}

export function put(mark: Mark): void {
  change((history) => withMark(history, mark));
}

/** Nothing else happens while a stroke is being drawn. */
export function change(step: (history: History) => History): void {
  const { current, history } = getState();
  if (current === null) setState({ history: step(history) });
}

export const undoLast = () => change(undo);
export const redoNext = () => change(redo);
export const clearAll = () => change(clear);

/** What a digit of MNIST on the paper is, where nothing was drawn over it. */
export function knownLabel({ marks }: History): string | null {
  const last = marks.at(-1);
  return last?.kind === "picture" ? last.label : null;
}
