import { expect, it } from "vitest";
import { FIRST } from "./experiment";
import { onData, suitOf } from "./suits";

it("brings settings that suit the data, and takes them along no further", () => {
  const mnist = { ...FIRST, ...onData(FIRST, "mnist") };
  expect(mnist.batch_size).toBe(128);
  expect({ ...mnist, ...onData(mnist, "iris") }).toEqual(FIRST);
});

it("leaves alone what a person has changed", () => {
  const own = { ...FIRST, epochs: 7 };
  expect(onData(own, "mnist")).toEqual({ data: { ...FIRST.data, name: "mnist" } });
  expect(suitOf("my table").epochs).toBe(100);
});
