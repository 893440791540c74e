import { expect, it } from "vitest";
import type { LayerChoice, Run } from "../../engine/types";
import { DENSE, EXAMPLE } from "../../example.test-env";
import { withLive } from "./live";
import {
  back,
  changedSettings,
  changesIn,
  isChanged,
  regularizationOf,
  regularized,
} from "./settings";

const l2 = { regularizer: "l2" as const, strength: 0.1 };
const DEFAULTS = { learning_rate: 0.001, beta1: 0.9 };

it("marks what differs from what suits the data, and puts it back by itself", () => {
  const own = { ...EXAMPLE, epochs: 7, data: { ...EXAMPLE.data, test: 0.5 } };
  expect(isChanged("epochs", own, EXAMPLE)).toBe(true);
  expect(isChanged("seed", own, EXAMPLE)).toBe(false);
  expect(changesIn(own, EXAMPLE, DEFAULTS)).toBe(2);
  const again = { ...own, ...back("test", own, EXAMPLE), ...back("epochs", own, EXAMPLE) };
  expect(again).toEqual(EXAMPLE);
});

it("tells the layers from their regularization", () => {
  const own = { ...EXAMPLE, hidden: regularized(EXAMPLE.hidden, l2) };
  expect(isChanged("hidden", own, EXAMPLE)).toBe(false);
  expect(isChanged("regularization", own, EXAMPLE)).toBe(true);
  expect({ ...own, ...back("regularization", own, EXAMPLE) }).toEqual(EXAMPLE);
});

it("reads one regularization of all layers, or that they differ", () => {
  const two: LayerChoice[] = [DENSE, { kind: "dropout", rate: 0.5 }, { ...DENSE, ...l2 }];
  expect(regularizationOf(two)).toBeNull();
  expect(regularizationOf(regularized(two, l2))).toEqual(l2);
  expect(regularized(two, l2)[1]).toEqual(two[1]);
  expect(regularizationOf([])).toEqual({ regularizer: null, strength: 0.01 });
});

it("compares settings of the algorithm with their defaults where nothing else suits", () => {
  const adam = { name: "adam", settings: { learning_rate: 0.001 } };
  const sgd = { name: "sgd", settings: { learning_rate: 0.001 } };
  expect(changedSettings(adam, EXAMPLE, DEFAULTS)).toEqual(["learning_rate"]);
  expect(changedSettings(sgd, EXAMPLE, DEFAULTS)).toEqual([]);
});

it("shows the settings that the running training has taken up", () => {
  const run = { is_evolution: false, learning_rate: 0.5 } as Run;
  expect(withLive(EXAMPLE, run).algorithm).toEqual({
    name: "adam",
    settings: { learning_rate: 0.5 },
  });
  expect(withLive(EXAMPLE, null)).toBe(EXAMPLE);
});

it("shows mini-batches and a penalty that were changed in mid-run", () => {
  const run = { is_evolution: false, batch_size: 8, regularization: l2 } as Run;
  const now = withLive(EXAMPLE, run);
  expect(now.batch_size).toBe(8);
  expect(regularizationOf(now.hidden ?? [])).toEqual(l2);
  const usual = { ...run, batch_size: 32, regularization: null } as Run;
  expect(withLive({ ...EXAMPLE, batch_size: null }, usual).batch_size).toBeNull();
});
