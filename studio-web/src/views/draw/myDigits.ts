/** The state of My digits, shared by the prediction's card and the gallery. */
import { create } from "zustand";
import { api } from "../../engine/client";
import type { KeptDigit } from "../../engine/types";
import { useDrawing } from "./drawing";
import { sentOf } from "./raster";

interface MyDigits {
  /** Increases with each change, so that the gallery is fetched again. */
  changes: number;
  /** The digit that was stored last, or null. */
  saved: KeptDigit | null;
  /** The digit that was deleted last, or null. */
  deleted: KeptDigit | null;
  error: unknown;
}

export const useMyDigits = create<MyDigits>(() => ({
  changes: 0,
  saved: null,
  deleted: null,
  error: null,
}));

/** Performs a change, and reports its result. */
async function after(work: Promise<Partial<MyDigits>>): Promise<void> {
  const news = await work.catch((error: unknown) => ({ error }));
  const nothing = { saved: null, deleted: null, error: null };
  useMyDigits.setState(({ changes }) => ({ ...nothing, ...news, changes: changes + 1 }));
}

/** "That was a 7": stores the drawing on the paper. */
export function saveDigit(label: number): Promise<void> {
  const sent = sentOf(useDrawing.getState().history.marks, null);
  return after(api.keepDigit(sent, label).then((saved) => ({ saved })));
}

export function deleteDigit(digit: KeptDigit): Promise<void> {
  return after(api.deleteDigit(digit.id).then(() => ({ deleted: digit })));
}
