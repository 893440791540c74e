/** A run's records as CSV (RFC 4180), for a spreadsheet. Pure. */
import type { Curves, Run } from "../../engine/types";

export type Cell = string | number | null;

/** Text that a spreadsheet would treat as a formula gets an apostrophe before it. */
export function escaped(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvOf(rows: Cell[][]): string {
  return rows.map((row) => row.map(escaped).join(",") + "\r\n").join("");
}

const COLUMNS = [
  "index",
  "forward_passes",
  "loss",
  "accuracy",
  "val_loss",
  "val_accuracy",
  "learning_rate",
  "best",
  "mean",
  "worst",
  "diversity",
] as const satisfies (keyof Curves)[];

/** The records of runs, one run after the other; empty columns are left out. */
export function recordsOf(runs: { run: Run; curves: Curves }[]): Cell[][] {
  const used = COLUMNS.filter((name) =>
    runs.some(({ curves }) => curves[name].some((value) => value !== null)),
  );
  const rows = runs.flatMap(({ run, curves }) =>
    curves.index.map((_, at): Cell[] => [
      run.id,
      run.name,
      ...used.map((name) => curves[name][at] ?? null),
    ]),
  );
  return [["run", "name", ...used], ...rows];
}
