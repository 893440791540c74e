/** What suits a data set: where a learner may well begin. Pure. */
import type { Experiment, LayerChoice } from "../engine/types";
import { DENSE, FIRST } from "./experiment";

type Suit = Pick<Experiment, "hidden" | "epochs" | "batch_size" | "way" | "scaling">;

const layers = (activation: string, ...units: number[]): LayerChoice[] =>
  units.map((count) => ({ ...DENSE, units: count, activation }));

const USUAL: Suit = {
  hidden: FIRST.hidden,
  epochs: FIRST.epochs,
  batch_size: FIRST.batch_size,
  way: FIRST.way,
  scaling: FIRST.scaling,
};

const adam = (learning_rate: number) => ({ name: "adam", settings: { learning_rate } });

const SUITS: Record<string, Suit> = {
  mnist: {
    ...USUAL,
    hidden: layers("relu", 64),
    epochs: 10,
    batch_size: 128,
    way: adam(0.002),
    scaling: "none",
  },
  xor: { ...USUAL, hidden: layers("tanh", 8), way: adam(0.03), epochs: 150 },
  moons: { ...USUAL, hidden: layers("tanh", 8), way: adam(0.03), epochs: 200 },
  circles: { ...USUAL, hidden: layers("tanh", 8), way: adam(0.03), epochs: 200 },
  spirals: { ...USUAL, hidden: layers("tanh", 16, 16), way: adam(0.02), epochs: 300 },
  curve: { ...USUAL, hidden: layers("tanh", 16), way: adam(0.02), epochs: 300 },
};

export const suitOf = (data: string): Suit => SUITS[data] ?? USUAL;

/** The experiment on other data. What a person has changed stays; what only suited moves on. */
export function onData(experiment: Experiment, name: string): Partial<Experiment> {
  const old = suitOf(experiment.data?.name ?? "iris");
  const keys = Object.keys(old) as (keyof Suit)[];
  const isUntouched = keys.every(
    (key) => JSON.stringify(experiment[key]) === JSON.stringify(old[key]),
  );
  const data = { ...experiment.data, name, rows: null, noise: null };
  return isUntouched ? { ...suitOf(name), data } : { data };
}
