/** The runs shown in the table, and their order. Pure. */
import type { Run, Status } from "../../engine/types";

export const COLUMNS = [
  "name",
  "status",
  "data",
  "network",
  "algorithm",
  "epochs",
  "accuracy",
  "loss",
  "created",
] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface Order {
  column: ColumnName;
  isDown: boolean;
}

export interface Filter {
  text: string;
  status: Status | "all";
}

const VALUES: Record<ColumnName, (run: Run) => string | number | null> = {
  name: (run) => run.name,
  status: (run) => run.status,
  data: (run) => run.experiment.data?.name ?? null,
  network: (run) => run.network,
  algorithm: (run) => run.experiment.algorithm?.name ?? null,
  epochs: (run) => run.epoch,
  accuracy: (run) => run.last?.val_accuracy ?? null,
  loss: (run) => run.last?.val_loss ?? null,
  created: (run) => run.created,
};

const TEXTS: ColumnName[] = ["name", "status", "data", "network", "algorithm"];

/** The runs that match the filter, in order; missing values come last in either direction. */
export function arranged(runs: Run[], order: Order, filter: Filter): Run[] {
  const value = VALUES[order.column];
  const sign = order.isDown ? -1 : 1;
  return runs
    .filter((run) => fits(run, filter))
    .sort((a, b) => compared(value(a), value(b), sign) || b.id - a.id);
}

function compared(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** Whether the run contains every word of the filter. */
function fits(run: Run, { text, status }: Filter): boolean {
  if (status !== "all" && run.status !== status) return false;
  const all = [`#${run.id}`, ...TEXTS.map((column) => String(VALUES[column](run) ?? ""))];
  const content = all.join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => content.includes(word));
}

/**
 * The order after a click on a column header: a second click reverses it; numbers start with the
 * best.
 */
export function turned(order: Order, column: ColumnName): Order {
  if (order.column === column) return { column, isDown: !order.isDown };
  return { column, isDown: ["epochs", "accuracy", "created"].includes(column) };
}
