/**
 * How numbers are written for people: a share as `97.4 %`, a loss with three significant digits.
 * Decimals have a point in both languages, as in the fields and in code; thousands have a space.
 */
import { NONE, shown } from "./pictures";

/**
 * A share in percent; a dash where there is none. What is nearly all never reads as all, and what
 * is hardly any never as none. Pure.
 */
export function percent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE;
  const [least, rounded] = [10 ** -digits, Number((100 * share).toFixed(digits))];
  if (share > 0 && rounded === 0) return `< ${least} %`;
  if (share < 1 && rounded === 100) return `> ${100 - least} %`;
  return `${rounded} %`;
}

/** A loss, or another measure that is no share, with three significant digits. Pure. */
export const lossText = (loss: number | null | undefined) => shown(loss, 3);

/** How a measure is written, by its name: accuracies in percent, others as losses. Pure. */
export function textOf(measure: string): (value: number | null | undefined) => string {
  return measure.endsWith("accuracy") ? percent : lossText;
}

export function measureText(measure: string, value: number | null | undefined): string {
  return textOf(measure)(value);
}

/** A large number with its thousands apart: `12 346`; a dash where there is none. Pure. */
export function grouped(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined) return NONE;
  const [whole = "", rest] = value.toFixed(digits).split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}
