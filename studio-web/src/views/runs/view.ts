/** The state of the screen, kept in the address, so that a comparison can be shared as a link. */
import { create } from "zustand";
import type { Status } from "../../engine/types";
import type { Axis, Measure, Part } from "./overlay";
import { COLUMNS, type Filter, type Order } from "./table";

export interface View {
  picked: number[];
  order: Order;
  filter: Filter;
  axis: Axis;
  measure: Measure;
  part: Part;
}

export const PLAIN: View = {
  picked: [],
  order: { column: "created", isDown: true },
  filter: { text: "", status: "all" },
  axis: "index",
  measure: "loss",
  part: "held_out",
};

export const STATUSES: Status[] = [
  "running",
  "paused",
  "finished",
  "diverged",
  "interrupted",
  "failed",
];

/** The largest number of runs to compare: more lines cannot be told apart. */
export const MOST_PICKED = 8;

/** `pick=3,5&sort=-accuracy`: only the values that differ from the default. */
export function textOf(view: View): string {
  const { column, isDown } = view.order;
  const all: [string, string, string][] = [
    ["pick", view.picked.join(","), ""],
    ["sort", (isDown ? "-" : "") + column, "-created"],
    ["find", view.filter.text, ""],
    ["status", view.filter.status, "all"],
    ["axis", view.axis, PLAIN.axis],
    ["of", view.measure, PLAIN.measure],
    ["part", view.part, PLAIN.part],
  ];
  const changed = all.filter(([, value, usual]) => value !== usual);
  return new URLSearchParams(changed.map(([key, value]) => [key, value])).toString();
}

/** The view of an address; unknown values are ignored. */
export function viewOf(text: string): View {
  const query = new URLSearchParams(text);
  const chosen = <T extends string>(key: string, words: readonly T[], usual: T): T =>
    words.find((word) => word === query.get(key)) ?? usual;
  const sort = query.get("sort") ?? "-created";
  const column = COLUMNS.find((name) => name === sort.replace(/^-/, ""));
  return {
    picked: numbers(query.get("pick") ?? ""),
    order: column === undefined ? PLAIN.order : { column, isDown: sort.startsWith("-") },
    filter: {
      text: query.get("find") ?? "",
      status: chosen("status", ["all", ...STATUSES] as const, "all"),
    },
    axis: chosen("axis", ["index", "forward_passes"], PLAIN.axis),
    measure: chosen("of", ["loss", "accuracy"], PLAIN.measure),
    part: chosen("part", ["held_out", "training", "both"], PLAIN.part),
  };
}

function numbers(text: string): number[] {
  const found = text.split(",").map(Number);
  return [...new Set(found.filter((id) => Number.isInteger(id) && id > 0))].slice(0, MOST_PICKED);
}

/** The selected runs with one more, or without it. */
export function toggled(picked: number[], id: number): number[] {
  if (picked.includes(id)) return picked.filter((other) => other !== id);
  return picked.length >= MOST_PICKED ? picked : [...picked, id];
}

interface ViewState extends View {
  set: (part: Partial<View>) => void;
}

/** The view in the address, or null if it belongs to another screen or is empty. */
export function viewHere(): View | null {
  const [path, text] = location.hash.split("?");
  return path === "#/runs" && text ? viewOf(text) : null;
}

export const useView = create<ViewState>((set) => ({ ...(viewHere() ?? PLAIN), set }));
