/** What results say, before it is put into words. Pure. */
import type { ResultsView } from "../../engine/types";

export type PartResults = ResultsView["parts"][number];
export type Miss = PartResults["misses"][number];

/** A cell of the confusion matrix: the places of the true and of the chosen class. */
export interface Cell {
  truth: number;
  chosen: number;
}

export type Verdict = "fresh" | "underfit" | "overfit" | "slight" | "level" | "lucky";

/** Gaps of so many standard errors are more than chance. */
const CLEAR = 2;
const SMALL = 0.01;
const LARGE = 0.03;

/** How much of the rows the commonest class has. */
export function commonest(part: PartResults): number {
  const counts = part.confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  return part.rows > 0 ? Math.max(0, ...counts) / part.rows : 0;
}

/** How far shares of right answers of two parts may differ by chance: one standard error. */
export function standardError(training: PartResults, heldOut: PartResults): number {
  const spread = ({ accuracy, rows }: PartResults) => {
    const share = accuracy ?? 0;
    const right = share * rows;
    const careful = (right + 1) / (rows + 2); // so that "all right" is not taken for "never wrong"
    return (careful * (1 - careful)) / Math.max(rows, 1);
  };
  return Math.sqrt(spread(training) + spread(heldOut));
}

/** Whether a classifier has learned, and whether what it learned holds for new rows. */
export function verdictOf(epoch: number, training: PartResults, heldOut: PartResults): Verdict {
  if (epoch === 0) return "fresh";
  const gap = (training.accuracy ?? 0) - (heldOut.accuracy ?? 0);
  const clear = Math.max(SMALL, CLEAR * standardError(training, heldOut));
  if (gap > Math.max(clear, LARGE)) return "overfit";
  if ((heldOut.accuracy ?? 0) <= commonest(heldOut) + SMALL) return "underfit";
  if (gap > clear) return "slight";
  return gap < -clear ? "lucky" : "level";
}

/** The same for a network that answers with numbers. */
export function numbersVerdict(
  epoch: number,
  training: PartResults,
  heldOut: PartResults,
): "fresh" | "underfit" | "overfit" | "level" {
  if (epoch === 0) return "fresh";
  if ((heldOut.rmse ?? 0) > 1.5 * (training.rmse ?? 0)) return "overfit";
  return (heldOut.r2 ?? 1) < 0.1 ? "underfit" : "level";
}

/** `2.1`: the cell in an address; null where it names none. */
export function cellIn(text: string | undefined, classes: number): Cell | null {
  const found = /^(\d+)\.(\d+)$/.exec(text ?? "");
  const [truth, chosen] = [Number(found?.[1] ?? -1), Number(found?.[2] ?? -1)];
  return found !== null && truth < classes && chosen < classes ? { truth, chosen } : null;
}

/** The misses of a cell; without one all of them. */
export function missesIn(misses: Miss[], classes: string[], cell: Cell | null): Miss[] {
  if (cell === null) return misses;
  return misses.filter(
    ({ example, chosen }) => example.target === cell.truth && chosen === classes[cell.chosen],
  );
}

/** How strong a cell's colour is, 0 to 1: its share of the true class; errors are made visible. */
export function heatOf(confusion: number[][], { truth, chosen }: Cell): number {
  const row = confusion[truth] ?? [];
  const all = row.reduce((sum, count) => sum + count, 0);
  const share = all > 0 ? (row[chosen] ?? 0) / all : 0;
  return truth === chosen ? share : Math.sqrt(share);
}

/** `97.4 %` */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  return `${(100 * share).toFixed(1).replace(/\.0$/, "")} %`;
}

/** The address of one row's way through the network. */
export function insideOf(run: number, example: { part: string; row: number }): string {
  return `#/inside?run=${run}&part=${example.part}&row=${example.row}`;
}

/** Both axes of a scatter: from the least to the greatest of all, a little wider. */
export function spanOf(pairs: (readonly [number, number])[]): readonly [number, number] {
  const all = pairs.flat();
  const low = Math.min(...all);
  const high = Math.max(...all);
  const margin = 0.05 * (high - low || 1);
  return all.length === 0 ? [0, 1] : [low - margin, high + margin];
}
