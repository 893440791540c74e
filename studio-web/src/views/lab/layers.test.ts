import { expect, it } from "vitest";
import type { Catalogue, LayerChoice } from "../../engine/types";
import { DENSE } from "../../example.test-env";
import {
  addedAfter,
  headsOf,
  isFull,
  newDense,
  standingOf,
  unitsWithin,
  withDropout,
  without,
} from "./layers";

const small = { ...DENSE, units: 2 };
const drop: LayerChoice = { kind: "dropout", rate: 0.3 };
const conv: LayerChoice = { kind: "layer", name: "conv" };
const hidden: LayerChoice[] = [DENSE, drop, small];
const catalogue = { dense: DENSE, limits: { layers: 3, units: 64 } } as unknown as Catalogue;
const [first, second] = headsOf(hidden);

it("counts dropout as a part of the dense layer before it", () => {
  expect(headsOf(hidden)).toEqual([
    { layer: DENSE, place: 0, dropout: drop },
    { layer: small, place: 2, dropout: null },
  ]);
  expect(headsOf([drop, conv, drop]).map(({ place }) => place)).toEqual([0, 1, 2]);
});

it("adds a layer behind another one and its dropout, or first of all", () => {
  expect(addedAfter(hidden, first, conv)).toEqual([DENSE, drop, conv, small]);
  expect(addedAfter(hidden, second, conv)).toEqual([DENSE, drop, small, conv]);
  expect(addedAfter(hidden, undefined, conv)).toEqual([conv, DENSE, drop, small]);
});

it("removes a layer with its dropout", () => {
  if (first === undefined || second === undefined) throw new Error("there are two heads");
  expect(without(hidden, first)).toEqual([small]);
  expect(without(hidden, second)).toEqual([DENSE, drop]);
});

it("changes, adds and removes the dropout after a layer", () => {
  if (first === undefined || second === undefined) throw new Error("there are two heads");
  expect(withDropout(hidden, first, 0.5)).toEqual([DENSE, { ...drop, rate: 0.5 }, small]);
  expect(withDropout(hidden, first, 0)).toEqual([DENSE, small]);
  expect(withDropout(hidden, second, 0.1)).toEqual([...hidden, { kind: "dropout", rate: 0.1 }]);
});

it("keeps to the limits of the form, and to a regularization that the layers share", () => {
  expect([0, 5, 65].map((units) => unitsWithin(catalogue, units))).toEqual([1, 5, 64]);
  expect([isFull(catalogue, hidden), isFull(catalogue, [small])]).toEqual([true, false]);
  const l2 = { regularizer: "l2" as const, strength: 0.1 };
  expect(newDense(catalogue, [{ ...small, ...l2 }])).toEqual({ ...DENSE, ...l2 });
});

it("stands above the columns where these show all layers and leave room", () => {
  expect(standingOf(headsOf(hidden), [50, 150, 250, 350])).toEqual({
    heads: [150, 250],
    gaps: [100, 200, 300],
    width: 96,
  });
  expect(standingOf(headsOf(hidden), [50, 110, 170, 230])).toBeNull();
  expect(standingOf(headsOf(hidden), [50, 150, 250])).toBeNull();
  expect(standingOf(headsOf([conv, DENSE]), [50, 150, 250, 350])).toBeNull();
});
