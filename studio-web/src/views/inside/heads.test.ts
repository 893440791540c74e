import { expect, it } from "vitest";
import type { TraceView } from "../../engine/types";
import { attentionOf, headsAt, maskedOf, matricesOf, selectedIn, short, withinHead } from "./heads";
import type { TraceArray } from "./steps";

const ATTENTION = {
  heads: 2,
  steps: 2,
  scores: "s_z1",
  weights: "A_z1",
  mask: "mask_z1",
  matrices: ["s_z1", "A_z1"],
};
const FACTS = { part: null, layer: 1, plane: null, images: null };
const WEIGHTS: TraceArray = {
  ...FACTS,
  name: "A_z1",
  latex: "A",
  shape: [1, 2, 2, 2],
  values: [
    [1, 0],
    [0.5, 0.5],
    [1, 0],
    [0.25, 0.75],
  ],
};
const MASK: TraceArray = {
  ...FACTS,
  name: "mask_z1",
  latex: "m",
  shape: [2, 2],
  values: [
    [1, 0],
    [1, 1],
  ],
};
const VIEW = { arrays: [WEIGHTS, MASK], attentions: [ATTENTION] } as unknown as TraceView;

it("takes the matrices of the heads one after the other", () => {
  expect(matricesOf(WEIGHTS, ATTENTION)).toMatchObject({
    heads: [
      [1, 0, 0.5, 0.5],
      [1, 0, 0.25, 0.75],
    ],
    size: 1,
  });
  expect(attentionOf(VIEW, "s_z1")).toBe(ATTENTION);
  expect(attentionOf(VIEW, "mask_z1")).toBeNull();
});

it("leaves out what the mask does", () => {
  expect([...maskedOf(VIEW, ATTENTION)]).toEqual([1]);
  expect([...maskedOf(VIEW, { ...ATTENTION, mask: null })]).toEqual([]);
});

it("finds places in their heads", () => {
  expect([...headsAt(ATTENTION, [0, 3, 5])]).toEqual([0, 1]);
  expect([...withinHead(ATTENTION, 1, [3, 5, 7])]).toEqual([1, 3]);
  const selected = { name: "A_z1", place: 6 };
  const places = [0, 1].map((head) => selectedIn(ATTENTION, head, "A_z1", selected));
  expect(places).toEqual([null, 2]);
  expect(selectedIn(ATTENTION, 1, "s_z1", selected)).toBeNull();
  expect(selectedIn(ATTENTION, 0, "A_z1", null)).toBeNull();
});

it("writes two decimals, and small numbers with an exponent", () => {
  expect([short(0.126, 1), short(-0.001, 1), short(null, 1), short(-0.00126, 0.002)]).toEqual([
    "0.13",
    "0.00",
    "–",
    "-0.0013",
  ]);
});
