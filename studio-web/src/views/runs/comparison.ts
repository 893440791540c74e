/**
 * "Changes and their effect": two runs in one sentence, without claiming more than the data show.
 * Pure.
 */
import type { Run } from "../../engine/types";
import { measureText } from "../../parts/numbers";
import { NONE, shown } from "../../parts/pictures";
import { differing, type Settings, type Value } from "./settings";
import type { CatalogueWords } from "../../words/catalogue";
import type { RunsWords } from "./words";

export interface Compared {
  run: Run;
  settings: Settings;
}

const MOST_NAMED = 4;

/** Families of the catalogue, where the setting does not have the name of its family. */
const FAMILIES: Record<string, string> = { output: "activation" };

const last = (key: string) => key.split(".").at(-1)?.replace("kind", "layer") ?? key;

/** The readable name of a setting: `layer 2 units`, `learning_rate`, `held-out share`. */
export function settingName(key: string, words: RunsWords, names: CatalogueWords): string {
  const known = words.settings[key];
  if (known !== undefined) return known;
  const [group, place, name] = key.split(".");
  if (group === "layer")
    return words.layerSetting(
      place ?? "",
      words.settings[`layer.${name}`] ?? names.nameOf("setting", name ?? ""),
    );
  return names.nameOf("setting", place ?? key);
}

export function settingText(
  key: string,
  value: Value | undefined,
  words: RunsWords,
  names: CatalogueWords,
): string {
  if (value === undefined) return NONE;
  if (value === null) return words.byDefault;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return shown(value, 6);
  return key === "data.name" ? value : names.nameOf(FAMILIES[key] ?? last(key), value);
}

/** The settings that differ between two runs, and their final results. */
export function sentence(
  base: Compared,
  other: Compared,
  words: RunsWords,
  names: CatalogueWords,
): string {
  const keys = differing([base.settings, other.settings]);
  const change = (key: string) => {
    const text = ({ settings }: Compared) => settingText(key, settings.get(key), words, names);
    return words.instead(settingName(key, words, names), text(other), text(base));
  };
  const changes = keys
    .filter((key) => base.settings.has(key) && other.settings.has(key))
    .map(change);
  const named = changes.slice(0, MOST_NAMED).join(", ");
  const rest = changes.length - MOST_NAMED;
  const what =
    changes.length === 0 ? words.nothingChanged : rest > 0 ? words.andMore(named, rest) : named;
  return [
    `${what}: ${outcome(base.run, other.run, words)}.`,
    ...cautions(keys, base, other, words),
  ].join(" ");
}

function outcome(base: Run, other: Run, words: RunsWords): string {
  const untrained = [base, other].filter((run) => (run.last ?? null) === null);
  if (untrained.length > 0) return words.untrained(untrained.map(titleOf).join(", "));
  const hasAccuracy = base.last?.val_accuracy != null && other.last?.val_accuracy != null;
  const of = hasAccuracy ? "val_accuracy" : "val_loss";
  const measure = hasAccuracy ? words.outcomes.val_accuracy : words.outcomes.val_loss;
  const [was, is] = [measureText(of, base.last?.[of]), measureText(of, other.last?.[of])];
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
