import { expect, it } from "vitest";
import { columnsOf, summary } from "./Chart";
import { scaled } from "./ChartDrawing";

const line = { name: "median", colour: "--accent", values: [0.5, null, 0.25] };

it("summarizes the newest values", () => {
  expect(summary([1, 2, 3], [line])).toBe("3: median 0.25");
  expect(summary([], [])).toBe("");
});

it("draws powers of ten on the logarithmic scale, and nothing for zero or less", () => {
  expect(scaled([100, 0.1, 0, -1, null], true)).toEqual([2, -1, null, null, null]);
  expect(scaled([0, -1], false)).toEqual([0, -1]);
});

it("puts the edges of an area behind the lines", () => {
  const areas = [{ name: "half", colour: "--plus", lower: [1], upper: [2] }];
  expect(columnsOf({ lines: [line], areas }).map(({ name }) => name)).toEqual([
    "median",
    "half ↓",
    "half ↑",
  ]);
});
