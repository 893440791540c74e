/** The drawing and its prediction. They outlive the screen, so that one can leave and return. */
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

/** The width of the pen as a share of the side, about that of MNIST's digits. */
const PEN = 0.09;

export interface DrawingState {
  history: History;
  /** The stroke in progress. */
  current: Stroke | null;
  pen: number;
  isEraser: boolean;
  isGrid: boolean;
  network: string;
  recipe: boolean;
  /** Whether the last file was no image that the browser can read. */
  isPhotoUnreadable: boolean;
  view: DigitView | null;
  /** The same drawing with the other preprocessing; only between strokes. */
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
  isPhotoUnreadable: false,
  view: null,
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

/** Ends the stroke in progress, which becomes a mark. */
export function end(): void {
  const { current, history } = getState();
  if (current !== null) setState({ current: null, history: withMark(history, current) });
}

export function put(mark: Mark): void {
  change((history) => withMark(history, mark));
}

/** Changes the marks, unless a stroke is in progress. */
export function change(step: (history: History) => History): void {
  const { current, history } = getState();
  if (current === null) setState({ history: step(history) });
}

export const undoLast = () => change(undo);
export const redoNext = () => change(redo);
export const clearAll = () => change(clear);

/** The label of the MNIST digit on the paper, as long as nothing is drawn over it. */
export function knownLabel({ marks }: History): string | null {
  const last = marks.at(-1);
  return last?.kind === "picture" ? last.label : null;
}
