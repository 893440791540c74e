import { expect, it } from "vitest";
import type { NetworkView } from "../engine/types";
import { bundlesOf, countsOf, edgesOf, nearest, neighbour, rise, spotsOf } from "./diagram";

const frame = { width: 300, height: 200, left: 50, right: 50, top: 0, bottom: 0 };
const view = {
  layers: [
    {
      inputs: 2,
      units: 3,
      W: [
        [1, -2, 0.5],
        [0, 0.1, 2],
      ],
      b: [0, 0, 0],
      largest: 2,
    },
    { inputs: 3, units: 1, W: null, b: null, largest: 1 },
  ],
} as unknown as NetworkView;

it("puts neurons in columns between the margins, and hides those that do not fit", () => {
  const columns = spotsOf(countsOf(view), 2, frame);
  expect(columns.map((column) => column.length)).toEqual([2, 2, 1]);
  expect(columns[1]?.[1]).toEqual({ layer: 1, unit: 1, x: 150, y: 150 });
});

it("draws an edge for each visible weight, the largest thickest", () => {
  const edges = edgesOf(view, spotsOf(countsOf(view), 8, frame));
  expect(edges.length).toBe(9);
  expect(edges.slice(0, 3).map((edge) => edge.weight)).toEqual([1, -2, 0.5]);
  expect(edges[1]?.width).toBe(5);
  expect(edges[8]).toMatchObject({ weight: null, width: 0.5 });
});

it("bundles edges of one style into one path", () => {
  const edges = edgesOf(view, spotsOf(countsOf(view), 8, frame));
  const bundles = bundlesOf([...edges, ...edges]);
  expect(bundles.length).toBeLessThanOrEqual(12);
  const curves = bundles.map((bundle) => bundle.path.split("M").length - 1);
  expect(curves.reduce((sum, count) => sum + count)).toBe(18);
});

it("finds the curve under the pointer", () => {
  const edges = edgesOf(view, spotsOf(countsOf(view), 8, frame));
  expect([rise(0), rise(0.5), rise(1)].map((up) => Math.round(up * 1000))).toEqual([0, 500, 1000]);
  const edge = edges[2];
  if (edge === undefined) throw new Error("there is no third edge");
  expect(nearest(edges, 100, (edge.from.y + edge.to.y) / 2)?.to.unit).toBe(2);
  expect(nearest(edges, 100, 2)).toBeNull();
});

it("moves from neuron to neuron with the arrow keys, never out of the network", () => {
  const columns = spotsOf(countsOf(view), 8, frame);
  const at = (layer: number, unit: number) => columns[layer]?.[unit] ?? fail();
  expect(neighbour(columns, at(1, 2), "ArrowRight")).toBe(at(2, 0));
  expect(neighbour(columns, at(2, 0), "ArrowRight")).toBe(at(2, 0));
  expect(neighbour(columns, at(1, 0), "ArrowUp")).toBe(at(1, 0));
  expect(neighbour(columns, at(1, 0), "ArrowDown")).toBe(at(1, 1));
  expect(neighbour(columns, at(1, 0), "x")).toBeNull();
});

function fail(): never {
  throw new Error("there is no such neuron");
}
