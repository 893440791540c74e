import { expect, it } from "vitest";
import type { DataSummary } from "../engine/types";
import { EXAMPLE } from "../example.test-env";
import { onData } from "./defaults";

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

it("keeps the settings that the user changed", () => {
  const own = { ...EXAMPLE, epochs: 7 };
  expect(onData(own, cards, "mnist")).toEqual({ data: { ...EXAMPLE.data, name: "mnist" } });
  expect(onData(EXAMPLE, [], "new")).toEqual({ data: { ...EXAMPLE.data, name: "new" } });
});
