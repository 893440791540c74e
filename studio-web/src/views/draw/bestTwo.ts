import type { DigitView } from "../../engine/types";
import { percent } from "../../parts/numbers";

/** The two most probable classes, each with its probability in percent. */
export function bestTwo(view: DigitView): string[] {
  const shares = view.classes.map((name, k) => ({ name, share: view.prediction[k] ?? 0 }));
  const best = shares.sort((a, b) => b.share - a.share).slice(0, 2);
  return best.map(({ name, share }) => `${name} (${percent(share)})`);
}
