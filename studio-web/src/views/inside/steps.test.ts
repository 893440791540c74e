import { expect, it } from "vitest";
import type { TraceView } from "../../engine/types";
import {
  layerOf,
  layersOf,
  nextMiss,
  phasesOf,
  placeAfter,
  placeNamed,
  type TraceStep,
} from "./steps";

function step(phase: TraceStep["phase"], name: string): TraceStep {
  return { phase, name } as TraceStep;
}

const LOOK = {
  arrays: [
    { name: "x", part: "neurons", layer: 0 },
    { name: "W1", part: "weights", layer: 1 },
    { name: "dW1", part: "weights", layer: 1 },
    { name: "W2", part: "weights", layer: 2 },
    { name: "p", part: "neurons", layer: 2 },
    { name: "loss", part: null, layer: null },
  ],
} as TraceView;

it.each([
  ["x", 0],
  ["dW1", 1],
  ["p", 2],
  ["loss", null],
  ["nothing", null],
])("%s belongs to layer %s", (name, layer) => {
  expect(layerOf(LOOK, name)).toBe(layer);
});

it("counts layers by their weights", () => {
  expect(layersOf(LOOK)).toBe(2);
});

const STEPS = [
  step("input", "x"),
  step("forward", "z1"),
  step("loss", "loss"),
  step("update", "g"),
];

it("groups the steps by phase", () => {
  expect(phasesOf(STEPS)).toEqual([
    { phase: "input", places: [0] },
    { phase: "forward", places: [1] },
    { phase: "loss", places: [2] },
    { phase: "update", places: [3] },
  ]);
});

it("finds a step by its name, or starts at the first", () => {
  expect(placeNamed(STEPS, "loss")).toBe(2);
  expect(placeNamed(STEPS, "W7")).toBe(0);
});

it("steps with keys, and stops at the ends", () => {
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "a"];
  expect(keys.map((key) => placeAfter(key, 3, 4))).toEqual([3, 2, 0, 3, null]);
});

it("cycles through the misclassified rows", () => {
  expect([nextMiss([9, 4], 4), nextMiss([9, 4], 9), nextMiss([], 0)]).toEqual([9, 4, null]);
});
