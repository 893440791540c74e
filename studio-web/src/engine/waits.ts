/** The requests that are not answered yet: what for, since when, and why it takes so long. */
import { createStore } from "zustand/vanilla";
import type { Sentence } from "./types";

export interface Wait {
  /** What is asked for: `trace`, `results`, `runs`. */
  kind: string;
  /** The moment of the request, as `performance.now()` has it. */
  since: number;
  /** The server's reason, where it has told one. */
  reason: Sentence | null;
  /** The bytes that have come, and how many there will be; 0 of 0 before the first. */
  got: number;
  size: number;
}

export interface Waits {
  open: ReadonlyMap<number, Wait>;
  /** How many requests were answered since there was last nothing to wait for. */
  answered: number;
}

export const waits = createStore<Waits>(() => ({ open: new Map(), answered: 0 }));

let last = 0;

/** Notes a request; returns the number by which more is told of it. */
export function began(path: string): number {
  const wait = { kind: kindOf(path), since: performance.now(), reason: null, got: 0, size: 0 };
  last += 1;
  const { open, answered } = waits.getState();
  const isFirst = open.size === 0;
  waits.setState({ open: new Map([...open, [last, wait]]), answered: isFirst ? 0 : answered });
  return last;
}

/** Tells more of a request that is still open. */
export function told(id: number, more: Partial<Wait>): void {
  const wait = waits.getState().open.get(id);
  if (wait === undefined) return;
  waits.setState(({ open }) => ({ open: new Map([...open, [id, { ...wait, ...more }]]) }));
}

export function ended(id: number): void {
  waits.setState(({ open, answered }) => ({
    open: new Map([...open].filter(([one]) => one !== id)),
    answered: answered + 1,
  }));
}

/** Paths of two words; what follows `data` may be the name of a table, too. */
const PARTS = new Set([
  ...["view", "reading", "tables", "points"].map((part) => `data ${part}`),
  ...["prediction", "kept", "tuning"].map((part) => `digits ${part}`),
]);

/** What a path asks for: its last word that is no number and no name of the user's. Pure. */
export function kindOf(path: string): string {
  const [, first = "", second = "", third] = path.replace(/^\/api/, "").split("/");
  if (first === "runs") return third ?? (second === "" ? "runs" : "run");
  return PARTS.has(`${first} ${second}`) ? `${first} ${second}` : first;
}
