import { expect, it } from "vitest";
import {
  calibrationOf,
  cellIn,
  heatOf,
  insideOf,
  meanConfidence,
  type Miss,
  missesIn,
  numbersVerdict,
  type PartResults,
  spanOf,
  verdictOf,
} from "./reading";

const part = (rows: number, accuracy: number, confusion = [[rows]]) =>
  ({ part: "held_out", rows, accuracy, confusion }) as PartResults;

const halves = (rows: number, accuracy: number) =>
  part(rows, accuracy, [
    [rows / 2, 0],
    [0, rows / 2],
  ]);

it("calls a gap overfitting only where chance does not explain it", () => {
  expect(verdictOf(9, halves(1000, 0.99), halves(1000, 0.9))).toBe("overfit");
  expect(verdictOf(9, halves(10000, 0.94), halves(10000, 0.925))).toBe("slight");
  expect(verdictOf(9, halves(112, 0.98), halves(38, 0.95))).toBe("level");
  expect(verdictOf(9, halves(112, 1), halves(38, 1))).toBe("level");
  expect(verdictOf(9, halves(1000, 0.8), halves(1000, 0.9))).toBe("lucky");
});

it("recognizes underfitting", () => {
  expect(verdictOf(0, halves(100, 1), halves(100, 1))).toBe("fresh");
  expect(verdictOf(9, halves(100, 0.51), halves(100, 0.5))).toBe("underfit");
});

it("judges a regression by its errors", () => {
  const numbers = (rmse: number, r2: number) => ({ rmse, r2 }) as PartResults;
  expect(numbersVerdict(5, numbers(0.1, 0.99), numbers(0.4, 0.5))).toBe("overfit");
  expect(numbersVerdict(5, numbers(1, 0), numbers(1, 0.01))).toBe("underfit");
  expect(numbersVerdict(5, numbers(0.1, 0.99), numbers(0.12, 0.98))).toBe("level");
});

it("finds the cell of an address, if there is one", () => {
  expect(cellIn("2.1", 3)).toEqual({ truth: 2, chosen: 1 });
  expect(cellIn("3.1", 3)).toBeNull();
  expect(cellIn("a.b", 3)).toBeNull();
  expect(cellIn(undefined, 3)).toBeNull();
});

it("filters the misclassified rows of one cell", () => {
  const miss = (target: number, chosen: string) => ({ example: { target }, chosen }) as Miss;
  const misses = [miss(0, "b"), miss(1, "a"), miss(0, "c")];
  expect(missesIn(misses, ["a", "b", "c"], { truth: 0, chosen: 2 })).toEqual([misses[2]]);
  expect(missesIn(misses, ["a", "b", "c"], null)).toHaveLength(3);
});

it("colours by the share of the true class, small errors stronger", () => {
  const confusion = [
    [75, 25],
    [0, 0],
  ];
  expect(heatOf(confusion, { truth: 0, chosen: 0 })).toBe(0.75);
  expect(heatOf(confusion, { truth: 0, chosen: 1 })).toBe(0.5);
  expect(heatOf(confusion, { truth: 1, chosen: 1 })).toBe(0);
});

it("writes addresses", () => {
  expect(insideOf(3, { part: "held_out", row: 5 })).toBe("#/inside?run=3&part=held_out&row=5");
});

it("spans all targets and predictions", () => {
  const [low, high] = spanOf([
    [0, 1],
    [2, -2],
  ]);
  expect(low).toBeCloseTo(-2.2);
  expect(high).toBeCloseTo(2.2);
  expect(spanOf([])).toEqual([0, 1]);
});

it("tells whether a network is as confident as it is correct", () => {
  const bins = [
    { low: 0.5, high: 0.6, right: 1, wrong: 1, mean: 0.55 },
    { low: 0.6, high: 0.7, right: 0, wrong: 0, mean: null },
    { low: 0.9, high: 1, right: 8, wrong: 0, mean: 0.95 },
  ];
  const of = (accuracy: number) => ({ confidence: bins, rows: 10, accuracy }) as PartResults;
  expect(meanConfidence(of(0.9))).toBeCloseTo(0.87);
  expect(meanConfidence({ ...of(0.9), rows: 0 })).toBeNull();
  expect(calibrationOf(of(0.7))).toBe("over");
  expect(calibrationOf(of(0.9))).toBe("under");
  expect(calibrationOf(of(0.87))).toBe("calibrated");
});
