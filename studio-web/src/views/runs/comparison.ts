/**
 * "Changes and their effect": two runs in one sentence, without claiming more than the data show.
 * Pure.
 */
import type { Run } from "../../engine/types";
import { shown } from "../../parts/pictures";
import { differing, type Settings, type Value } from "./settings";
import type { RunsWords } from "./words";

export interface Compared {
  run: Run;
  settings: Settings;
}

const MOST_NAMED = 4;

/** The readable name of a setting: `layer 2 units`, `learning_rate`, `held-out share`. */
export function settingName(key: string, words: RunsWords): string {
  const known = words.settings[key];
  if (known !== undefined) return known;
  const [group, place, name] = key.split(".");
  if (group === "layer")
    return words.layerSetting(place ?? "", words.settings[`layer.${name}`] ?? "");
  return key.replace(/^algorithm\./, "");
}

export function settingText(value: Value | undefined, words: RunsWords): string {
  if (value === undefined) return "–";
  if (value === null) return words.byDefault;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "number" ? shown(value, 6) : value;
}

/** The settings that differ between two runs, and their final results. */
export function sentence(base: Compared, other: Compared, words: RunsWords): string {
  const keys = differing([base.settings, other.settings]);
  const changes = keys
    .filter((key) => base.settings.has(key) && other.settings.has(key))
    .map((key) => change(key, base, other, words));
  const named = changes.slice(0, MOST_NAMED).join(", ");
  const rest = changes.length - MOST_NAMED;
  const what =
    changes.length === 0 ? words.nothingChanged : rest > 0 ? words.andMore(named, rest) : named;
  return [
    `${what}: ${outcome(base.run, other.run, words)}.`,
    ...cautions(keys, base, other, words),
  ].join(" ");
}

function change(key: string, base: Compared, other: Compared, words: RunsWords): string {
  const text = ({ settings }: Compared) => settingText(settings.get(key), words);
  return words.instead(settingName(key, words), text(other), text(base));
}

function outcome(base: Run, other: Run, words: RunsWords): string {
  const untrained = [base, other].filter((run) => (run.last ?? null) === null);
  if (untrained.length > 0) return words.untrained(untrained.map(titleOf).join(", "));
  const hasAccuracy = base.last?.val_accuracy != null && other.last?.val_accuracy != null;
  const of = hasAccuracy ? "val_accuracy" : "val_loss";
  const measure = hasAccuracy ? words.outcomes.val_accuracy : words.outcomes.val_loss;
  const [was, is] = [shown(base.last?.[of]), shown(other.last?.[of])];
  return was === is ? words.same(measure, is) : words.instead(measure, is, was);
}

/** Reasons why the comparison may be misleading. */
function cautions(keys: string[], base: Compared, other: Compared, words: RunsWords): string[] {
  const isLuck = keys.every((key) => key === "seed");
  const common = keys.filter((key) => base.settings.has(key) && other.settings.has(key));
  const causes = common.filter(
    (key) => !key.startsWith("algorithm.") || !keys.includes("algorithm"),
  );
  const epochs = [base.run.epoch, other.run.epoch] as const;
  const isUneven = epochs[0] !== epochs[1] && !keys.includes("epochs");
  return [
    ...(keys.some((key) => key.startsWith("data.")) ? [words.otherRows] : []),
    ...(isUneven ? [words.uneven(epochs[1], epochs[0])] : []),
    ...(causes.length > 1 ? [words.severalChanged] : []),
    ...(keys.length > 0 && isLuck ? [words.onlySeed] : []),
  ];
}

export function titleOf(run: Run): string {
  return `#${run.id} ${run.name}`;
}
