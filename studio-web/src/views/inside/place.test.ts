import { expect, it } from "vitest";
import { addressOf, placeIn, START } from "./place";

it("survives a round trip through an address", () => {
  const part = "training" as const;
  const place = { run: 3, part, row: 17, step: "dW1", digits: 6, time: 4, head: 2 };
  expect(placeIn(addressOf(place))).toEqual(place);
});

it("ignores invalid values in an address", () => {
  expect(placeIn("#/inside?run=x&part=moon&row=-1&digits=99")).toEqual({ run: null });
});

it("leaves defaults out of the address", () => {
  expect(addressOf(START)).toBe("#/inside?part=held_out&row=0");
});
