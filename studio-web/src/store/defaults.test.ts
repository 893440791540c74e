import { expect, it } from "vitest";
import type { DataSummary } from "../engine/types";
import { EXAMPLE } from "../example.test-env";
import { onData, suitedTo } from "./defaults";

const { scaling, hidden, algorithm, epochs, batch_size } = EXAMPLE;
const suited = { scaling, hidden, algorithm, epochs, batch_size };
const cards = [
  { name: "iris", suited },
  { name: "mnist", suited: { ...suited, scaling: "none", batch_size: 128 } },
] as unknown as DataSummary[];

it("sets the defaults of the data, and resets them for other data", () => {
  const mnist = { ...EXAMPLE, ...onData(EXAMPLE, cards, "mnist") };
  expect(mnist.batch_size).toBe(128);
  expect({ ...mnist, ...onData(mnist, cards, "iris") }).toEqual(EXAMPLE);
});

it("keeps the settings that the user changed, each by itself", () => {
  const own = { ...EXAMPLE, epochs: 7, scaling: "min_max" as const };
  const changed = onData(own, cards, "mnist", ["epochs"]);
  expect(changed).toMatchObject({ batch_size: 128, scaling: "none" });
  expect(Object.keys(changed)).not.toContain("epochs");
  expect(onData(EXAMPLE, [], "new").data).toEqual({ ...EXAMPLE.data, name: "new" });
});

it("takes another algorithm back unless it was chosen by hand", () => {
  const evolved = { ...EXAMPLE, algorithm: { name: "genetic_algorithm", settings: {} } };
  expect(onData(evolved, cards, "mnist").algorithm).toEqual(algorithm);
  expect(onData(evolved, cards, "mnist", ["algorithm"]).algorithm).toBeUndefined();
});

it("never keeps layers that take only one shape of rows, nor a loss for other targets", () => {
  const layers = [{ kind: "layer" as const, name: "conv", settings: {} }];
  const images = { ...EXAMPLE, hidden: layers, loss: "huber" };
  expect(onData(images, cards, "iris", ["hidden"])).toMatchObject({ hidden, loss: null });
});

it("knows what suits the data of an experiment", () => {
  const own = { ...EXAMPLE, data: { ...EXAMPLE.data, name: "mnist", test: 0.5 }, seed: 3 };
  const base = suitedTo(own, cards, EXAMPLE);
  expect(base).toMatchObject({ batch_size: 128, seed: 0, data: { name: "mnist", test: 0.25 } });
});
