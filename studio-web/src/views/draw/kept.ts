/** The state of My digits, shared by the prediction's card and the gallery. */
import { create } from "zustand";
import { api } from "../../engine/client";
import type { KeptDigit } from "../../engine/types";
import { useDrawing } from "./drawing";
import { SIDE } from "./marks";
import { base64Of, bytesOfMarks } from "./raster";

interface Keeping {
  /** Increases with each change, so that the gallery is fetched again. */
  changes: number;
  /** The digit that was stored last, or null. */
  kept: KeptDigit | null;
  /** The digit that was deleted last, or null. */
  forgotten: KeptDigit | null;
  error: unknown;
}

export const useKeeping = create<Keeping>(() => ({
  changes: 0,
  kept: null,
  forgotten: null,
  error: null,
}));

/** Performs a change, and reports its result. */
async function after(work: Promise<Partial<Keeping>>): Promise<void> {
  const news = await work.catch((error: unknown) => ({ error }));
  const nothing = { kept: null, forgotten: null, error: null };
  useKeeping.setState(({ changes }) => ({ ...nothing, ...news, changes: changes + 1 }));
}

/** "That was a 7": stores the drawing on the paper. */
export function keep(label: number): Promise<void> {
  const pixels = base64Of(bytesOfMarks(useDrawing.getState().history.marks));
  return after(api.keepDigit(SIDE, pixels, label).then((kept) => ({ kept })));
}

export function forget(digit: KeptDigit): Promise<void> {
  return after(api.deleteDigit(digit.id).then(() => ({ forgotten: digit })));
}
