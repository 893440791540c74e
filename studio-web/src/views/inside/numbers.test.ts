import { expect, it } from "vitest";
import {
  drawnAtOnce,
  isAskedFor,
  isNamedBy,
  texOf,
  selectedBy,
  indexOf,
  layoutOf,
  placeAt,
  placeBeside,
  placeOf,
  sizeOf,
  spotOf,
  tint,
  written,
} from "./numbers";
import type { TraceArray } from "./steps";

function array(shape: number[], values: (number | null)[][] | null): TraceArray {
  const facts = { part: null, layer: null, plane: null, images: null };
  return { name: "W1", latex: "W_{1}", shape, values, ...facts };
}

it.each([
  { shape: [], place: 0, index: [] },
  { shape: [5], place: 3, index: [3] },
  { shape: [2, 3], place: 4, index: [1, 1] },
  { shape: [1, 3, 4, 2], place: 15, index: [0, 1, 3, 1] },
])("counts places of shape $shape as the server does", ({ shape, place, index }) => {
  expect(indexOf(shape, place)).toEqual(index);
  expect(placeOf(shape, index)).toBe(place);
});

it("lays a small matrix out as a table", () => {
  const layout = layoutOf(
    array(
      [2, 2],
      [
        [1, 2],
        [3, null],
      ],
    ),
    null,
  );
  expect(layout).toEqual({
    width: 2,
    height: 2,
    values: [1, 2, 3, null],
    isTable: true,
    isRough: false,
    tiles: null,
  });
});

it("draws the result, what it comes from and what is small at once", () => {
  const named = (name: string, rows: number) => ({
    ...array(
      [rows, 3],
      Array.from({ length: rows }, () => [0, 0, 0]),
    ),
    name,
  });
  const update = [named("W_new", 16), named("W", 16), named("dW", 16), named("m", 16)];
  expect([...drawnAtOnce([...update, named("v", 8)])]).toEqual(["W_new", "W", "dW", "v"]);
  expect([...drawnAtOnce([{ ...named("W", 784), values: null }])]).toEqual([]);
});

it("turns an image's row into an image, and folds long vectors", () => {
  const row = (count: number) => array([1, count], [Array.from({ length: count }, () => 1)]);
  expect(layoutOf(row(64), 8)).toMatchObject({ width: 8, height: 8, isTable: false });
  expect(layoutOf(row(1000), null)).toMatchObject({ width: 32, height: 32, isTable: false });
});

it("puts feature maps and kernels side by side, whatever their shape", () => {
  // two maps of two rows and three columns: the numbers of a pixel lie together
  const values = Array.from({ length: 6 }, (_, pixel) => [pixel, 10 + pixel]);
  const layout = layoutOf({ ...array([1, 2, 3, 2], values), images: [2, 3, 2] }, null);
  expect(layout).toMatchObject({ width: 6, height: 2, isTable: false });
  const drawn = Array.from({ length: 12 }, (_, spot) => layout.values[placeAt(layout, spot) ?? 0]);
  expect(drawn).toEqual([0, 1, 2, 10, 11, 12, 3, 4, 5, 13, 14, 15]);
  layout.values.forEach((_, place) => expect(placeAt(layout, spotOf(layout, place))).toBe(place));
});

it("reads the numbers of a picture from its bytes", () => {
  const plane = { width: 2, height: 1, low: -1, high: 1, pixels: btoa("\x00\xff") };
  const layout = layoutOf({ ...array([1, 2], null), plane }, null);
  expect(layout).toMatchObject({ values: [-1, 1], isRough: true, isTable: false });
});

it("moves by keys, and stays within the edges", () => {
  const layout = layoutOf(
    array(
      [2, 3],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ),
    null,
  );
  const moves = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", "x"];
  expect(moves.map((key) => placeBeside(key, 2, layout))).toEqual([2, 5, 1, 2, 0, 2, null]);
});

it("does not leave the last row of a folded vector", () => {
  const flat = { isTable: false, isRough: false, tiles: null };
  const folded = { ...flat, width: 3, height: 2, values: [1, 2, 3, 4] };
  expect(placeBeside("ArrowDown", 1, folded)).toBe(1);
  expect(placeBeside("End", 3, folded)).toBe(3);
});

it("shows the weights of an image's pixels as an image for each neuron", () => {
  const weights = Array.from({ length: 4 }, (_, pixel) =>
    [0, 1, 2].map((unit) => 10 * unit + pixel),
  );
  const layout = layoutOf(array([4, 3], weights), 2);
  expect(layout).toMatchObject({ width: 4, height: 4, tiles: { side: 2, across: 2, columns: 3 } });
  const seen = Array.from({ length: 16 }, (_, spot) => layout.values[placeAt(layout, spot) ?? 99]);
  expect(seen.slice(0, 8)).toEqual([0, 1, 10, 11, 2, 3, 12, 13]);
  expect(placeAt(layout, 10)).toBeNull();
  layout.values.forEach((_, place) => expect(placeAt(layout, spotOf(layout, place))).toBe(place));
  expect(placeBeside("ArrowRight", spotOf(layout, 0), layout)).toBe(3);
});

it("writes small numbers with an exponent", () => {
  expect([0.00000123456, 0.123456, 12, null].map((value) => written(value, 3))).toEqual([
    "1.23e-6",
    "0.123",
    "12",
    "–",
  ]);
});

it("finds the number that a line computes", () => {
  const line = { array: "W1", index: [1, 1] };
  expect(selectedBy(line, [array([2, 3], null)])).toEqual({ name: "W1", place: 4 });
  expect(selectedBy({ ...line, array: "b1" }, [array([2, 3], null)])).toBeNull();
  const loss = { ...array([], null), name: "loss" };
  expect(selectedBy({ array: "loss", index: [] }, [loss])?.place).toBe(0);
});

it("colours by sign and size", () => {
  expect(sizeOf([1, -4, null])).toBe(4);
  expect(tint(-2, 4)).toContain("--minus) 20%");
  expect(tint(0, 4)).toBe("transparent");
});

it("a number in LaTeX has a power of ten instead of an exponent", () => {
  expect(texOf(0.5)).toBe("0.5");
  expect(texOf(1e-7)).toBe("10^{-7}");
  expect(texOf(-2.5e-6)).toBe(String.raw`-2.5 \cdot 10^{-6}`);
  expect(texOf(null)).toBe("–");
});

it("only a letter that does not say its name needs a word", () => {
  expect(isNamedBy("beta1", String.raw`\beta_1`)).toBe(true);
  expect(isNamedBy("t", "t")).toBe(true);
  expect(isNamedBy("slope_below", String.raw`\text{slope below}`)).toBe(true);
  expect(isNamedBy("learning_rate", String.raw`\eta`)).toBe(false);
});

it("asks before it draws what is large and no picture by itself", () => {
  const plane = { width: 9, height: 9, pixels: "", low: 0, high: 1 };
  const small = array([2, 2], [[1, 2]]);
  expect(isAskedFor(small)).toBe(false);
  expect(isAskedFor({ ...small, values: null, plane })).toBe(true);
  expect(isAskedFor({ ...small, values: null })).toBe(true);
  expect(isAskedFor({ ...small, values: null, plane, images: [24, 24, 8] })).toBe(false);
});
