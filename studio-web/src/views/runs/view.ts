/** What the screen shows, kept in the address: a comparison is a link, too. */
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

/** How many runs can be compared: more lines than these nobody can tell apart. */
export const MOST_PICKED = 8;

/** `pick=3,5&sort=-accuracy`: only what is not plain. */
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
  const told = all.filter(([, value, usual]) => value !== usual);
  return new URLSearchParams(told.map(([key, value]) => [key, value])).toString();
}

/** The view of an address; a word in it that is not known is as if it were not there. */
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

/** The picked runs with one more, or without it. */
export function toggled(picked: number[], id: number): number[] {
  if (picked.includes(id)) return picked.filter((other) => other !== id);
  return picked.length >= MOST_PICKED ? picked : [...picked, id];
}

interface ViewState extends View {
  set: (part: Partial<View>) => void;
}

/** The view that the address holds, or null: it is another screen's, or says nothing. */
export function viewHere(): View | null {
  const [path, text] = location.hash.split("?");
  return path === "#/runs" && text ? viewOf(text) : null;
}

export const useView = create<ViewState>((set) => ({ ...(viewHere() ?? PLAIN), set }));
