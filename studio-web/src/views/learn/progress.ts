/** What the student has done: kept on the server, in the workspace. */
import { create } from "zustand";
import { api } from "../../engine/client";
import type { Mark, NewMark, Spot } from "../../engine/types";

interface ProgressState {
  marks: Record<string, Mark>;
  /** Where the reader was last. */
  place: Spot | null;
  isLoaded: boolean;
  error: unknown;
}

export const keyOf = (kind: string, name: string) => `${kind} ${name}`;

export const useProgress = create<ProgressState>(() => ({
  marks: {},
  place: null,
  isLoaded: false,
  error: null,
}));

function keep({ marks, place }: { marks: Mark[]; place?: Spot | null }): void {
  const found = Object.fromEntries(marks.map((mark) => [keyOf(mark.kind, mark.name), mark]));
  useProgress.setState({ marks: found, place: place ?? null, isLoaded: true, error: null });
}

const fail = (error: unknown) => useProgress.setState({ error });

export const loadProgress = (): Promise<void> => api.progress().then(keep, fail);

/** Keeps a mark at once. */
export const putMark = (mark: NewMark): Promise<void> => api.putProgress([mark]).then(keep, fail);

/** Keeps where the reader is, for the next visit. */
export function keepPlace(place: Spot): void {
  useProgress.setState({ place });
  api.putPlace(place).catch(fail);
}

const REST_MS = 800;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Keeps what is being written, once the keys have rested. */
export function putSoon(mark: NewMark): void {
  const key = keyOf(mark.kind, mark.name);
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => void putMark(mark), REST_MS),
  );
}

/** How many of these are done. Pure. */
export function doneOf(
  items: { kind: string; name: string }[],
  marks: Record<string, Mark>,
): number {
  return items.filter(({ kind, name }) => marks[keyOf(kind, name)]?.is_done).length;
}
