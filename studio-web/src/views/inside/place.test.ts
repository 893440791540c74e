import { expect, it } from "vitest";
import { addressOf, placeIn, START } from "./place";

it("comes back from an address as it went in", () => {
  const place = { run: 3, part: "training" as const, row: 17, step: "dW1", digits: 6 };
  expect(placeIn(addressOf(place))).toEqual(place);
});

it("leaves what an address says wrongly as it is", () => {
  expect(placeIn("#/inside?run=x&part=moon&row=-1&digits=99")).toEqual({ run: null });
});

it("says no more than it must", () => {
  expect(addressOf(START)).toBe("#/inside?part=held_out&row=0");
});
