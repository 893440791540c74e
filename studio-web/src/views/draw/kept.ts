/** My digits are kept from the answer's card and shown in their own: what both know. */
import { create } from "zustand";
import { api } from "../../engine/client";
import type { KeptDigit } from "../../engine/types";
import { useDrawing } from "./drawing";
import { SIDE } from "./marks";
import { base64Of, bytesOfMarks } from "./raster";

interface Keeping {
  /** Grows with each change, so that the gallery is fetched anew. */
  changes: number;
  /** The digit that was kept last, or null. */
  kept: KeptDigit | null;
  /** The digit that was forgotten last, or null. */
  forgotten: KeptDigit | null;
  error: unknown;
}

export const useKeeping = create<Keeping>(() => ({
  changes: 0,
  kept: null,
  forgotten: null,
  error: null,
}));

/** Does it, and says what came of it. */
async function after(work: Promise<Partial<Keeping>>): Promise<void> {
  const news = await work.catch((error: unknown) => ({ error }));
  const nothing = { kept: null, forgotten: null, error: null };
  useKeeping.setState(({ changes }) => ({ ...nothing, ...news, changes: changes + 1 }));
}

/** "That was a 7": keeps what is on the paper now. */
export function keep(label: number): Promise<void> {
  const pixels = base64Of(bytesOfMarks(useDrawing.getState().history.marks));
  return after(api.keepDigit(SIDE, pixels, label).then((kept) => ({ kept })));
}

export function forget(digit: KeptDigit): Promise<void> {
  return after(api.deleteDigit(digit.id).then(() => ({ forgotten: digit })));
}
