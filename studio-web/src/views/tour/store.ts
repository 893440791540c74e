/** The progress of the tour; stored by the browser, so that it outlives a reload. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { isStepName, type StepName } from "./steps";

interface Progress {
  /** `new` until the first visit; `closed` once the learner has ended or left it. */
  phase: "new" | "open" | "closed";
  /** The index of the step, kept when the learner leaves on the way. */
  step: number;
  /** The steps whose task was done. */
  done: readonly StepName[];
}

interface TourState extends Progress {
  /** Opens it: at the step where it was left, or at the first. */
  begin: () => void;
  /** Leaves it; it can be resumed. */
  leave: () => void;
  finish: () => void;
  goTo: (step: number) => void;
  markDone: (name: StepName) => void;
}

const FIRST: Progress = { phase: "new", step: 0, done: [] };

export const useTour = create<TourState>()(
  persist(
    (set) => ({
      ...FIRST,
      begin: () => set({ phase: "open" }),
      leave: () => set({ phase: "closed" }),
      finish: () => set({ phase: "closed", step: 0, done: [] }),
      goTo: (step) => set({ step }),
      markDone: (name) => set(({ done }) => (done.includes(name) ? {} : { done: [...done, name] })),
    }),
    {
      name: "edunn-studio-tour",
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ phase, step, done }): Progress => ({ phase, step, done }),
      migrate: (stored) => progressOf(stored),
    },
  ),
);

/** What was stored, by this version or by the first, whose steps were others. */
export function progressOf(stored: unknown): Progress {
  const { isSeen, phase, step, done } = (stored ?? {}) as Partial<Progress & { isSeen: boolean }>;
  if (isSeen !== undefined) return { ...FIRST, phase: isSeen ? "closed" : "new" };
  return {
    phase: phase === "open" || phase === "closed" ? phase : "new",
    step: Number.isInteger(step) ? Math.max(0, step ?? 0) : 0,
    done: Array.isArray(done) ? done.filter(isStepName) : [],
  };
}

/** Whether an address leads to a particular screen or experiment: such links do not start the tour. */
export function isDeep(hash: string): boolean {
  return !/^#?\/?(lab.*)?$/.test(hash) || new URLSearchParams(hash.split("?")[1] ?? "").has("e");
}

/**
 * Opens the tour for a first visitor, once: from then on it is open until the learner closes it,
 * whatever the address becomes.
 */
export function welcome(hash: string): void {
  const { phase, begin } = useTour.getState();
  if (phase === "new" && !isDeep(hash)) begin();
}
