/** The algorithm of the experiment: its entry in the catalogue, and changes of its settings. */
import type { Choice, FieldOf, Setting } from "../../engine/types";
import { useLab } from "./context";
import { changed } from "./SettingField";
import { changedSettings, suitedSettings } from "./settings";

type Values = Record<string, Setting | null>;

/** The default of each setting; what has none is null. */
export const defaultsOf = (fields: readonly FieldOf[]): Values =>
  Object.fromEntries(fields.map(({ name, default: value }) => [name, value ?? null]));

export function useAlgorithm() {
  const { catalogue, experiment, suited, change, putBack } = useLab();
  const chosen = experiment.algorithm ?? {};
  const settings = chosen.settings ?? {};
  const entry = catalogue?.algorithms.find(({ name }) => name === chosen.name);
  const fields = entry?.fields ?? [];
  const defaults = defaultsOf(fields);
  const own = suitedSettings(chosen, suited);
  const differing = changedSettings(chosen, suited, defaults);
  const withSetting = (name: string, value: Setting | null) => ({
    algorithm: { ...chosen, settings: changed(settings, name, value) },
  });
  return {
    entry: entry as (Choice & { is_evolution: boolean }) | undefined,
    fields,
    defaults,
    valueOf: (name: string) => settings[name] ?? defaults[name] ?? null,
    suitedValueOf: (name: string) => own[name] ?? defaults[name] ?? null,
    isChanged: (name: string) => differing.includes(name),
    choose: (name: string) => change({ algorithm: { name, settings: {} } }),
    set: (name: string, value: Setting | null) => change(withSetting(name, value)),
    putBack: (name: string) => putBack(withSetting(name, own[name] ?? null)),
  };
}
