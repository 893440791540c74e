import { expect, it } from "vitest";
import { moved, placeAt } from "./sorting";

it("moves an entry, and never past the ends", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

it("swaps items past a neighbour's middle, and not before", () => {
  const boxes = [0, 100, 200].map((top) => ({ top, height: 100 }));
  expect(placeAt(boxes, 140, 0)).toBe(0);
  expect(placeAt(boxes, 160, 0)).toBe(1);
  expect(placeAt(boxes, 999, 0)).toBe(2);
  expect(placeAt(boxes, 40, 2)).toBe(0);
});
