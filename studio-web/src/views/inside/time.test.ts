import { expect, it } from "vitest";
import type { TraceView } from "../../engine/types";
import type { TraceArray, TraceStep } from "./steps";
import {
  drawnOf,
  layerAt,
  numbersOf,
  placeIn,
  rowsOf,
  timesAround,
  unitAt,
  unitOf,
  withStates,
} from "./time";

const STEPS = 3;

/** An array of three time steps, whose numbers are their own places. */
function overTime(name: string, columns: number): TraceArray {
  const values = Array.from({ length: STEPS }, (_, time) =>
    Array.from({ length: columns }, (_, column) => time * columns + column),
  );
  const facts = { part: null, layer: 1, plane: null, images: null };
  return { name, latex: name, shape: [1, STEPS, columns], values, ...facts };
}

const LAYER = {
  layer: 2,
  units: 2,
  steps: STEPS,
  blocks: ["r", "u", "n"],
  forward: [
    { name: "x", latex: "x_{t}" },
    { name: "h_before_h1", latex: "h_{t-1}" },
    { name: "z_h1", latex: "z_{t}" },
    { name: "r_h1", latex: "r_{t}" },
    { name: "h_h1", latex: "h_{t}" },
  ],
  backward: [
    { name: "dh_h1", latex: "dh_{t}" },
    { name: "dz_u_h1", latex: "dz_{u,t}" },
    { name: "dz_h1", latex: "dz_{t}" },
    { name: "dx", latex: "dx_{t}" },
  ],
};
const VIEW = {
  arrays: [
    overTime("x", 5),
    ...["h_before_h1", "r_h1", "h_h1", "dh_h1", "dz_u_h1"].map((name) => overTime(name, 2)),
    ...["z_h1", "dz_h1"].map((name) => overTime(name, 6)),
    overTime("dx", 5),
  ],
  unrolled: [LAYER],
} as unknown as TraceView;

const FORWARD = rowsOf(VIEW, LAYER, false);

it("gives each block of the sums a row of its own", () => {
  expect(FORWARD.map(({ latex }) => latex)).toEqual([
    "x_{t}",
    "h_{t-1}",
    "z_{r,t}",
    "z_{u,t}",
    "z_{n,t}",
    "r_{t}",
    "h_{t}",
  ]);
  const [, , , update] = FORWARD;
  if (update === undefined) throw new Error("there is no row of u");
  expect(numbersOf(update, STEPS)).toEqual({
    values: [
      [2, 3],
      [8, 9],
      [14, 15],
    ],
    size: 15,
  });
  expect(placeIn(update, 2, 1)).toBe(15);
  const places = [14, 15, 16, 8].map((place) => unitAt(update, 2, { name: "z_h1", place }));
  expect(places).toEqual([0, 1, null, null]);
});

it("has a gradient once that is a block of another one too", () => {
  const rows = rowsOf(VIEW, LAYER, true).map(({ latex, array }) => [latex, array.name]);
  expect(rows).toEqual([
    ["dh_{t}", "dh_h1"],
    ["dz_{u,t}", "dz_u_h1"],
    ["dz_{r,t}", "dz_h1"],
    ["dz_{n,t}", "dz_h1"],
    ["dx_{t}", "dx"],
  ]);
});

it("carries the state forward, and its gradient back", () => {
  const carried = (isBack: boolean) =>
    rowsOf(VIEW, LAYER, isBack).flatMap((row) => (row.isCarried ? [row.latex] : []));
  expect(carried(false)).toEqual(["h_{t}"]);
  expect(carried(true)).toEqual(["dh_{t}"]);
});

it("draws neither sums, nor a state twice, nor what the characters say", () => {
  expect(drawnOf(FORWARD, false).map(({ latex }) => latex)).toEqual(["x_{t}", "r_{t}", "h_{t}"]);
  expect(drawnOf(FORWARD, true).map(({ latex }) => latex)).toEqual(["r_{t}", "h_{t}"]);
});

it("finds the number of the state that a place belongs to", () => {
  expect(unitOf(FORWARD, { name: "z_h1", place: 9 })).toBe(1);
  expect(unitOf(FORWARD, { name: "h_h1", place: 4 })).toBe(0);
  expect(unitOf(FORWARD, { name: "x", place: 4 })).toBeNull();
});

it("marks the state before where it was computed", () => {
  const marks = withStates(FORWARD, new Map([["h_before_h1", new Set([1, 3])]]));
  expect(marks.get("h_h1")).toEqual(new Set([1]));
  expect(marks.get("h_before_h1")).toEqual(new Set([1, 3]));
});

it("belongs to the steps of its layer, and to the one of its input", () => {
  const step = (name: string, layer: number | null) => ({ name, layer }) as TraceStep;
  expect(layerAt(VIEW, step("W1_new", 2))).toBe(LAYER);
  expect(layerAt(VIEW, step("x", null))).toBe(LAYER);
  expect(layerAt(VIEW, step("loss", null))).toBeNull();
});

it("draws a section of a long sequence, around the chosen time step", () => {
  expect(timesAround(3, 5, 24)).toEqual([0, 1, 2, 3, 4]);
  expect(timesAround(10, 100, 4)).toEqual([8, 9, 10, 11]);
  expect(timesAround(99, 100, 4)).toEqual([96, 97, 98, 99]);
});
