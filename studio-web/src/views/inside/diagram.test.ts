import { expect, it } from "vitest";
import type { TraceView } from "../../engine/types";
import { columnsOf, litBy } from "./diagram";
import type { TraceArray } from "./steps";

function array(name: string, shape: number[], facts: Partial<TraceArray> = {}): TraceArray {
  const none = { part: null, layer: null, values: null, plane: null, images: null };
  return { name, latex: name, shape, ...none, ...facts };
}

const neurons = (layer: number) => ({ part: "neurons" as const, layer });
const SEQUENCES = {
  steps: ["x", "A_z1", "z1", "z_h2", "h_h2", "h2", "p"].map((name) => ({ name })),
  arrays: [
    array("x", [1, 6, 3], neurons(0)),
    array("A_z1", [1, 2, 6, 6], { layer: 1 }),
    array("z1", [1, 6, 4], neurons(1)),
    array("W1", [3, 4], { part: "weights", layer: 1 }),
    array("z_h2", [1, 6, 15], { layer: 2 }),
    array("h_h2", [1, 6, 5], { layer: 2 }),
    array("h2", [1, 5], neurons(2)),
    array("W2", [4, 15], { part: "weights", layer: 2 }),
    array("W3", [5, 2], { part: "weights", layer: 3 }),
    array("p", [1, 2], neurons(3)),
  ],
} as unknown as TraceView;

const drawnAt = (step: number) =>
  columnsOf(SEQUENCES, step).map(({ array: latest, steps }) => [latest?.name ?? null, steps]);

it("draws a sequence as one picture, and the last state as neurons", () => {
  expect(drawnAt(0)).toEqual([
    ["x", 6],
    [null, 6],
    [null, null],
    [null, null],
  ]);
  expect(drawnAt(3).slice(1, 3)).toEqual([
    ["z1", 6],
    [null, null],
  ]);
  expect(drawnAt(4)[2]).toEqual(["h_h2", 6]);
  expect(drawnAt(6).slice(2)).toEqual([
    ["h2", null],
    ["p", null],
  ]);
});

it("marks neurons at their time step, gates where the state is, and no weights of attention", () => {
  const places = new Map([
    ["z1", [0, 9]],
    ["z_h2", [15 + 7]],
    ["h2", [3]],
    ["W3", [3]],
  ]);
  expect([...litBy(SEQUENCES, places)]).toEqual(["1@0.0", "1@2.1", "2@1.2", "2.3", "3.1.1"]);
});

it("marks a feature map for each of its pixels", () => {
  const maps = { ...SEQUENCES, arrays: [array("z1", [1, 6, 6, 4], neurons(1))] };
  const [z1] = maps.arrays;
  if (z1) z1.images = [6, 6, 4];
  expect([...litBy(maps, new Map([["z1", [0, 5, 9]]]))]).toEqual(["1.0", "1.1"]);
});
