import { expect, it } from "vitest";
import type { TraceLook } from "../../engine/types";
import {
  kindOf,
  layerOf,
  layersOf,
  nextMiss,
  phasesOf,
  placeAfter,
  placeNamed,
  type TraceStep,
} from "./story";

function step(phase: TraceStep["phase"], formula: string): TraceStep {
  const name = formula.split(/ = |,/)[0] ?? "";
  return {
    phase,
    formula,
    name,
    latex: "",
    layer: 1,
    title: "",
    explanation: "",
    uses: [],
    lines: [],
  };
}

it.each([
  ["input", "x, t", "example"],
  ["forward", "s0 = (x - shift_s0) / scale_s0", "scaling"],
  ["forward", "z1 = x W1 + b1", "sum"],
  ["forward", "a1 = leaky_relu(z1)", "curve"],
  ["forward", "p = softmax(z2)", "softmax"],
  ["forward", "r1 = a1 * mask_r1", "dropout"],
  ["forward", "r1 = a1", "layer"],
  ["loss", "loss = mean of the rows' losses", "loss"],
  ["backward", "dz2 = (p - t) / B", "slope"],
  ["backward", "dz2 = slope of the loss at z2 * weight / B", "slope"],
  ["backward", "dW2_data = a1^T dz2", "weights"],
  ["backward", "dW2 = dW2_data + pull_W2", "pull"],
  ["backward", "db2 = sum of dz2 over rows", "biases"],
  ["backward", "da1 = dz2 W2^T", "through"],
  ["backward", "dz1 = da1 * slope", "chain"],
  ["backward", "dz1 = a1 * (da1 - sum of da1 * a1)", "softmaxBack"],
  ["backward", "da1 = dr1 * mask_r1", "dropoutBack"],
  ["backward", "dx from dz1", "back"],
  ["update", "g = [dW1, db1]", "gradient"],
  ["update", "W1_new = W1 - learning_rate*dW1", "update"],
  ["update", "theta_new = adam step from theta", "after"],
] as const)("knows what happens in %s: %s", (phase, formula, kind) => {
  expect(kindOf(step(phase, formula))).toBe(kind);
});

it.each([
  ["x", 0],
  ["s0", 0],
  ["z1", 1],
  ["a1_2", 1],
  ["dW2_data", 2],
  ["W1_new", 1],
  ["p", 3],
  ["dx", 0],
  ["loss", null],
  ["g", null],
  ["theta_new", null],
])("%s belongs to layer %s", (name, layer) => {
  expect(layerOf(name, 3)).toBe(layer);
});

const STEPS = [
  step("input", "x, t"),
  step("forward", "z1 = x W1 + b1"),
  step("loss", "loss = mean"),
  step("update", "g = []"),
];

it("parts the steps by their phases", () => {
  expect(phasesOf(STEPS)).toEqual([
    { phase: "input", places: [0] },
    { phase: "forward", places: [1] },
    { phase: "loss", places: [2] },
    { phase: "update", places: [3] },
  ]);
});

it("counts layers by their weights", () => {
  const arrays = ["x", "W1", "W1_new", "dW1", "W2"].map((name) => ({ name }));
  expect(layersOf({ arrays } as TraceLook)).toBe(2);
});

it("finds a step by its name, or begins anew", () => {
  expect(placeNamed(STEPS, "loss")).toBe(2);
  expect(placeNamed(STEPS, "W7")).toBe(0);
});

it("steps by keys, and stops at the ends", () => {
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "a"];
  expect(keys.map((key) => placeAfter(key, 3, 4))).toEqual([3, 2, 0, 3, null]);
});

it("goes round the misclassified rows", () => {
  expect([nextMiss([9, 4], 4), nextMiss([9, 4], 9), nextMiss([], 0)]).toEqual([9, 4, null]);
});
