import { expect, it } from "vitest";
import { batched } from "./events";

it("hands over once a frame all that came in it", () => {
  const given: number[][] = [];
  const frames: (() => void)[] = [];
  const take = batched<number>(
    (items) => given.push(items),
    (then) => frames.push(then),
  );
  [1, 2, 3].forEach(take);
  expect(given).toEqual([]);
  frames.shift()?.();
  take(4);
  frames.shift()?.();
  expect(given).toEqual([[1, 2, 3], [4]]);
});
