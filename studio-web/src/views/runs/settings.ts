/** An experiment as a flat list of settings, so that two of them can be compared. Pure. */
import type { Catalogue, Experiment, LayerChoice, Setting } from "../../engine/types";

/** A setting's value; null is the default. */
export type Value = Setting | null;

/** By keys such as `data.name`, `layer.1.units`, `algorithm.learning_rate`, `epochs`. */
export type Settings = ReadonlyMap<string, Value>;

type Entries = [string, Value][];

const OF_DATA = ["name", "rows", "noise", "test", "seed"] as const;
const GROUPS = ["data", "scaling", "layers", "layer", "output", "loss", "algorithm", "epochs"];

export function settingsOf(experiment: Experiment, catalogue: Catalogue | null): Settings {
  const hidden = (experiment.hidden ?? []) as LayerChoice[];
  return new Map<string, Value>([
    ...OF_DATA.map((name): [string, Value] => [`data.${name}`, experiment.data?.[name] ?? null]),
    ["scaling", experiment.scaling ?? null],
    ["layers", hidden.length],
    ...hidden.flatMap((layer, place) => ofLayer(layer, `layer.${place + 1}`)),
    ["output", experiment.output ?? null],
    ["loss", experiment.loss ?? null],
    ...ofAlgorithm(experiment, catalogue),
    ["epochs", experiment.epochs ?? null],
    ["batch_size", experiment.batch_size ?? null],
    ["seed", experiment.seed ?? null],
  ]);
}

/** A setting that was not chosen has the catalogue's default. */
function ofAlgorithm(experiment: Experiment, catalogue: Catalogue | null): Entries {
  const { name, settings = {} } = experiment.algorithm ?? {};
  const fields = catalogue?.algorithms.find((one) => one.name === name)?.fields ?? [];
  const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default ?? null]));
  const all = Object.entries({ ...defaults, ...settings });
  const ofEach = all.map(([key, value]): [string, Value] => [`algorithm.${key}`, value]);
  return [["algorithm", name ?? null], ...ofEach];
}

function ofLayer(layer: LayerChoice, key: string): Entries {
  if (layer.kind === "dropout")
    return [
      [`${key}.kind`, "dropout"],
      [`${key}.rate`, layer.rate ?? null],
    ];
  if (layer.kind === "layer")
    return [
      [`${key}.kind`, layer.name ?? null],
      [`${key}.activation`, layer.activation ?? null],
      ...Object.entries(layer.settings ?? {}).map(([name, value]): [string, Value] => [
        `${key}.${name}`,
        value,
      ]),
    ];
  const strength: Entries = layer.regularizer ? [[`${key}.strength`, layer.strength ?? null]] : [];
  return [
    [`${key}.kind`, "dense"],
    [`${key}.units`, layer.units ?? null],
    [`${key}.activation`, layer.activation ?? null],
    [`${key}.initializer`, layer.initializer ?? null],
    [`${key}.regularizer`, layer.regularizer ?? null],
    ...strength,
  ];
}

/** The keys whose values differ, in the order of the form. */
export function differing(all: Settings[]): string[] {
  const keys = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  const differ = keys.filter((key) => new Set(all.map((settings) => settings.get(key))).size > 1);
  return differ
    .map((key, place) => ({ key, place }))
    .sort(byGroup)
    .map(({ key }) => key);
}

interface Placed {
  key: string;
  place: number;
}

function byGroup(a: Placed, b: Placed): number {
  const layer = (key: string) => Number(key.split(".")[1]) || 0;
  return group(a.key) - group(b.key) || layer(a.key) - layer(b.key) || a.place - b.place;
}

function group(key: string): number {
  const place = GROUPS.indexOf(key.split(".")[0] ?? "");
  return place < 0 ? GROUPS.length : place;
}
