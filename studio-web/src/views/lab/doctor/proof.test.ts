import { expect, it } from "vitest";
import { drawn } from "./proof";

const side = (index: number[], median: number[]) => ({ index, median, low: median, high: median });

it("draws both sides over the epochs of the longer one", () => {
  const proof = { run: 1, original: side([1, 2], [3, 2]), changed: side([1, 2, 3], [3, 1, 0]) };
  const { x, lines, areas } = drawn(proof as never, "as it was", "changed");
  expect(x).toEqual([1, 2, 3]);
  expect(lines.map(({ values }) => values)).toEqual([
    [3, 2, undefined],
    [3, 1, 0],
  ]);
  expect(areas[0]?.upper).toEqual([3, 2, null]);
});
