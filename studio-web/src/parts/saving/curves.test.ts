import { expect, it } from "vitest";
import { curvesDrawing, linePath } from "./curves";

const same = (value: number) => value;

it("interrupts a line where a value is missing, but not where only another line has a point", () => {
  expect(linePath([0, 1, 2, 3, 4], [5, undefined, 6, null, 7], same, same)).toBe("M0 5L2 6M4 7");
  expect(linePath([], [], same, same)).toBe("");
});

const chart = {
  across: "Epoch",
  x: [0, 5, 10],
  lines: [
    { name: "training", colour: "--plus", values: [1, 0.5, 0.25] },
    { name: "a < b", colour: "--minus", values: [1, null, 0.1], dashed: true },
  ],
  isLog: false,
  width: 400,
  height: 300,
  styleOf: (name: string) => `colour of ${name}`,
};
const parsed = (body: string) =>
  new DOMParser().parseFromString(`<svg>${body}</svg>`, "image/svg+xml").documentElement;

it("draws each line in its colour, inside the axes, with its name below", () => {
  const svg = parsed(curvesDrawing(chart).body);
  const [training, other] = svg.querySelectorAll("path");
  expect(training?.getAttribute("stroke")).toBe("colour of --plus");
  expect(training?.getAttribute("d")).toMatch(/^M54 [\d.]+L220 [\d.]+L386 [\d.]+$/);
  expect(other?.getAttribute("stroke-dasharray")).toBe("5 4");
  const texts = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(["Epoch", "training", "a < b", "0", "10"]));
});

it("draws an area only where both of its edges are known", () => {
  const area = { name: "all", colour: "--accent", lower: [0, null, 1], upper: [2, 2, 3] };
  const svg = parsed(curvesDrawing({ ...chart, lines: [], areas: [area] }).body);
  expect(
    svg
      .querySelector("path")
      ?.getAttribute("d")
      ?.match(/[\d.]+ [\d.]+/g),
  ).toHaveLength(4);
});

it("labels a logarithmic axis with the values themselves", () => {
  const lines = [{ name: "loss", colour: "--plus", values: [100, 0, 0.01] }];
  const svg = parsed(curvesDrawing({ ...chart, lines, isLog: true }).body);
  const texts = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(["0.01", "1", "100"]));
});

it("breaks a legend that is wider than the chart", () => {
  const lines = Array.from({ length: 6 }, (_, i) => ({
    name: `a run with a long name ${i}`,
    colour: "--plus",
    values: [1, 2, 3],
  }));
  expect(curvesDrawing({ ...chart, lines }).height).toBeGreaterThan(curvesDrawing(chart).height);
});

it("draws the axes of a chart without values", () => {
  const svg = parsed(
    curvesDrawing({
      ...chart,
      lines: [{ name: "loss", colour: "--plus", values: [null, null, null] }],
    }).body,
  );
  expect(svg.innerHTML).not.toContain("NaN");
});
