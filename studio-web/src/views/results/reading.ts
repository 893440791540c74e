/** The interpretation of results, before it is put into words. Pure. */
import type { ResultsView } from "../../engine/types";

export type PartResults = ResultsView["parts"][number];
export type Miss = PartResults["misses"][number];

/** A cell of the confusion matrix: the indices of the true and of the predicted class. */
export interface Cell {
  truth: number;
  chosen: number;
}

export type Verdict = "fresh" | "underfit" | "overfit" | "slight" | "level" | "lucky";

/** Differences of so many standard errors are more than chance. */
const CLEAR = 2;
const SMALL = 0.01;
const LARGE = 0.03;

/** The share of the most frequent class. */
export function commonest(part: PartResults): number {
  const counts = part.confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  return part.rows > 0 ? Math.max(0, ...counts) / part.rows : 0;
}

/** The standard error of the difference between the accuracies of two parts. */
function standardError(training: PartResults, heldOut: PartResults): number {
  const spread = ({ accuracy, rows }: PartResults) => {
    const share = accuracy ?? 0;
    const right = share * rows;
    // so that an accuracy of 1 does not imply a standard error of 0
    const careful = (right + 1) / (rows + 2);
    return (careful * (1 - careful)) / Math.max(rows, 1);
  };
  return Math.sqrt(spread(training) + spread(heldOut));
}

/** Whether a classifier has learned, and whether it generalizes to held-out rows. */
export function verdictOf(epoch: number, training: PartResults, heldOut: PartResults): Verdict {
  if (epoch === 0) return "fresh";
  const gap = (training.accuracy ?? 0) - (heldOut.accuracy ?? 0);
  const clear = Math.max(SMALL, CLEAR * standardError(training, heldOut));
  if (gap > Math.max(clear, LARGE)) return "overfit";
  if ((heldOut.accuracy ?? 0) <= commonest(heldOut) + SMALL) return "underfit";
  if (gap > clear) return "slight";
  return gap < -clear ? "lucky" : "level";
}

/** The same for a regression. */
export function numbersVerdict(
  epoch: number,
  training: PartResults,
  heldOut: PartResults,
): "fresh" | "underfit" | "overfit" | "level" {
  if (epoch === 0) return "fresh";
  if ((heldOut.rmse ?? 0) > 1.5 * (training.rmse ?? 0)) return "overfit";
  return (heldOut.r2 ?? 1) < 0.1 ? "underfit" : "level";
}

/** `2.1`: the cell in an address; null if it names none. */
export function cellIn(text: string | undefined, classes: number): Cell | null {
  const found = /^(\d+)\.(\d+)$/.exec(text ?? "");
  const [truth, chosen] = [Number(found?.[1] ?? -1), Number(found?.[2] ?? -1)];
  return found !== null && truth < classes && chosen < classes ? { truth, chosen } : null;
}

/** The misclassified rows of a cell; without a cell all of them. */
export function missesIn(misses: Miss[], classes: string[], cell: Cell | null): Miss[] {
  if (cell === null) return misses;
  return misses.filter(
    ({ example, chosen }) => example.target === cell.truth && chosen === classes[cell.chosen],
  );
}

/**
 * The strength of a cell's colour, 0 to 1: its share of the true class; small errors stay visible.
 */
export function heatOf(confusion: number[][], { truth, chosen }: Cell): number {
  const row = confusion[truth] ?? [];
  const all = row.reduce((sum, count) => sum + count, 0);
  const share = all > 0 ? (row[chosen] ?? 0) / all : 0;
  return truth === chosen ? share : Math.sqrt(share);
}

/** The mean confidence of all rows; null without any. */
export function meanConfidence({ confidence, rows }: PartResults): number | null {
  const sums = confidence.map(({ mean, right, wrong }) => (mean ?? 0) * (right + wrong));
  return rows > 0 ? sums.reduce((sum, one) => sum + one, 0) / rows : null;
}

/** Confidence and accuracy closer than this are as good as equal. */
const CLOSE = 0.01;

export type Calibration = "over" | "under" | "calibrated";

/** Whether a classifier is more confident than it is correct, or less. */
export function calibrationOf(part: PartResults): Calibration {
  const gap = (meanConfidence(part) ?? 0) - (part.accuracy ?? 0);
  if (Math.abs(gap) <= CLOSE) return "calibrated";
  return gap > 0 ? "over" : "under";
}

/** The address of one row's forward and backward pass. */
export function insideOf(run: number, example: { part: string; row: number }): string {
  return `#/inside?run=${run}&part=${example.part}&row=${example.row}`;
}

/** Both ends of a scatter plot's axes: from the smallest to the largest value, with a margin. */
export function spanOf(pairs: (readonly [number, number])[]): readonly [number, number] {
  const all = pairs.flat();
  const low = Math.min(...all);
  const high = Math.max(...all);
  const margin = 0.05 * (high - low || 1);
  return all.length === 0 ? [0, 1] : [low - margin, high + margin];
}
