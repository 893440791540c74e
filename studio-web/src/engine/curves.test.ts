import { expect, it } from "vitest";
import { appended, NO_CURVES } from "./curves";

const some = (index: number[]) => ({
  ...Object.fromEntries(Object.keys(NO_CURVES).map((name) => [name, index.map((i) => i / 10)])),
  index,
});

it("appends new records to the old ones, each of them once", () => {
  const curves = appended(appended(NO_CURVES, some([0, 1, 2]) as never), some([2, 3]) as never);
  expect(curves.index).toEqual([0, 1, 2, 3]);
  expect(curves.loss).toEqual([0, 0.1, 0.2, 0.3]);
});
