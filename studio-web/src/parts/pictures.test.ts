import { expect, it } from "vitest";
import {
  boundaryColours,
  classColour,
  column,
  coloured,
  edgeWidth,
  LIGHT,
  shown,
  signColour,
} from "./pictures";

it("paints zero white, negative values orange, positive ones blue", () => {
  expect(signColour(0, 2)).toEqual([250, 250, 252]);
  expect(signColour(2, 2)).toEqual([0, 114, 178]);
  expect(signColour(-9, 2)).toEqual([213, 94, 0]);
});

it("paints ink black on white", () => {
  const plane = { width: 2, height: 1, low: 0, high: 255, pixels: btoa("\x00\xff") };
  expect([...coloured(plane, "ink")]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
});

it("paints higher confidence stronger", () => {
  const chosen = { width: 2, height: 1, low: 0, high: 255, pixels: btoa("\x00\x00") };
  const sure = { width: 2, height: 1, low: 0, high: 1, pixels: btoa("\x10\xff") };
  const [faint, , , , strong] = boundaryColours(chosen, sure);
  expect(faint).toBeGreaterThan(strong ?? 255);
});

it("spreads nodes evenly, and widens lines with the weight", () => {
  expect(column(2, 100)).toEqual([25, 75]);
  expect([edgeWidth(0, 1), edgeWidth(-1, 1), edgeWidth(1, 0)]).toEqual([0.5, 5, 0.5]);
});

it("formats numbers for reading", () => {
  expect([shown(0.123456), shown(null), shown(30), shown(NaN)]).toEqual(["0.1235", "–", "30", "–"]);
});

it("uses the colours of the theme", () => {
  const dark = { ...LIGHT, ground: [24, 30, 42] as const };
  expect(signColour(0, 1, dark)).toEqual([24, 30, 42]);
  expect(classColour(12)).toBe("var(--class-2)");
});
