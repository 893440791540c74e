import { expect, it } from "vitest";
import { onPicture, placeOf, stepped } from "./hand";
import { freeName, nameOfFile } from "./tables";

it("converts a pointer position to a point and back", () => {
  expect(placeOf(0.5, 0.5)).toEqual({ x: 0, y: 0 });
  expect(placeOf(1, 0)).toEqual({ x: 3, y: 3 });
  expect(onPicture(placeOf(0.25, 0.5))).toEqual({ x: 25, y: 50 });
});

it("moves the cursor by the arrow keys, and never off the plane", () => {
  expect(stepped({ x: 0, y: 0 }, "ArrowUp")).toEqual({ x: 0, y: 0.2 });
  expect(stepped({ x: 3, y: 0 }, "ArrowRight")).toEqual({ x: 3, y: 0 });
  expect(stepped({ x: 0, y: 0 }, "a")).toBeNull();
});

it("makes names that the workspace allows, and that are free", () => {
  expect(nameOfFile("my/flowers é.csv")).toBe("my_flowers é");
  expect(nameOfFile("_x.csv")).toBe("table _x");
  expect(freeName("points", ["Points", "points 2"])).toBe("points 3");
});
