/**
 * The colours are told apart by people who do not see all of them, in both themes, and stand out
 * from their ground.
 *
 * Source: the matrices of Machado, Oliveira and Fernandes (2009), A physiologically-based model
 * for simulation of color vision deficiency, at full severity, applied to linear RGB; contrast
 * as in WCAG 2.2; distance as CIE 1976 Delta E in L*a*b* under D65.
 */
import { describe, expect, it } from "vitest";
import { COLOURS, type Colour, LIGHT, rgbOf } from "../parts/pictures";
import TOKENS from "./tokens.css?raw";

type Matrix = readonly [Colour, Colour, Colour];

const EYES: Record<string, Matrix> = {
  "all colours": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** From linear RGB to XYZ, with white at 1. */
const XYZ: Matrix = [
  [0.433953, 0.37622, 0.189827],
  [0.212673, 0.715152, 0.072175],
  [0.017758, 0.109477, 0.872766],
];

const times = (matrix: Matrix, q: Colour): Colour => {
  const [a, b, c] = matrix.map((row) => row[0] * q[0] + row[1] * q[1] + row[2] * q[2]);
  return [a ?? 0, b ?? 0, c ?? 0];
};
const each = (q: Colour, f: (one: number) => number): Colour => [f(q[0]), f(q[1]), f(q[2])];

const linear = (hex: string) =>
  each(rgbOf(hex), (byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });

function lab(hex: string, eye: Matrix): Colour {
  const seen = each(times(eye, linear(hex)), (share) => Math.min(1, Math.max(0, share)));
  const [x, y, z] = each(times(XYZ, seen), (t) =>
    t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, eye: Matrix): number {
  const [p, q] = [lab(a, eye), lab(b, eye)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const luminance = (hex: string) => times(XYZ, linear(hex))[1];

function contrast(a: string, b: string): number {
  const [p, q] = [luminance(a), luminance(b)];
  return (Math.max(p, q) + 0.05) / (Math.min(p, q) + 0.05);
}

/** The tokens of a theme; the dark one takes what it does not define from the light one. */
function themeOf(text: string, under: Map<string, string> = new Map()): Map<string, string> {
  const own = [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return new Map([...under, ...own.map(([, name = "", hex = ""]) => [name, hex] as const)]);
}

const [lightText = "", darkText = ""] = TOKENS.split(':root[data-theme="dark"]');
const light = themeOf(lightText);
const THEMES = [
  ["light", light],
  ["dark", themeOf(darkText, light)],
] as const;

/** Colours that stand side by side, and how far apart the closest two have to be. */
const CLASSES = Array.from({ length: COLOURS }, (_, place) => `class-${place}`);
const TOGETHER: [string, string[], number][] = [
  ["classes", CLASSES, 13],
  ["the first three classes", CLASSES.slice(0, 3), 20],
  ["weights", ["plus", "minus"], 60],
  ["states", ["good", "bad"], 15],
  ["genes", ["gene-mother", "gene-father", "gene-both", "gene-blend", "gene-mutated"], 10],
];
const TEXTS = [
  ...["ground", "surface", "raised", "accent-soft", "warn-soft"].map((ground) => ["ink", ground]),
  ...["ground", "surface", "raised"].map((ground) => ["soft", ground]),
  ["accent", "surface"],
  ["accent-ink", "accent"],
  ["good", "surface"],
  ["bad", "surface"],
  ["bad", "bad-soft"],
  ["danger-ink", "danger"],
  ...["mother", "father", "both", "blend"].map((gene) => ["gene-ink", `gene-${gene}`]),
  ["gene-mutated-ink", "gene-mutated"],
];
const MARKS = [...CLASSES, "plus", "minus", "edge", "mark", "accent", "good", "bad"];

describe.each(THEMES)("in the %s theme", (_, theme) => {
  const of = (name: string) => {
    const hex = theme.get(name);
    if (hex === undefined) throw new Error(`there is no colour ${name}`);
    return hex;
  };

  it.each(TOGETHER)("%s are told apart by all eyes", (_, names, least) => {
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
    const close = Object.entries(EYES).flatMap(([eye, matrix]) =>
      pairs
        .filter(([a, b]) => distance(of(a), of(b), matrix) < least)
        .map(([a, b]) => `${eye}: ${a} and ${b}`),
    );
    expect(pairs.length).toBeGreaterThan(0);
    expect(close).toEqual([]);
  });

  it("text has a contrast of 4.5 at least", () => {
    const faint = TEXTS.filter(([ink = "", ground = ""]) => contrast(of(ink), of(ground)) < 4.5);
    expect(faint).toEqual([]);
  });

  it("marks have a contrast of 3 at least", () => {
    const grounds = ["surface", "plane", "ground"];
    const faint = MARKS.flatMap((mark) =>
      grounds
        .filter((ground) => contrast(of(mark), of(ground)) < 3)
        .map((ground) => `${mark} on ${ground}`),
    );
    expect(faint).toEqual([]);
  });
});

it("simulates as published: red and green of one lightness meet for a deuteranope", () => {
  const eye = EYES["deuteranopia"] as Matrix;
  const everybody = EYES["all colours"] as Matrix;
  expect(distance("#a03c3c", "#5e5e2e", everybody)).toBeGreaterThan(35);
  expect(distance("#a03c3c", "#5e5e2e", eye)).toBeLessThan(25);
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 3);
});

it("the paint of canvases is that of the styles", () => {
  expect(LIGHT.classes).toEqual(CLASSES.map((name) => rgbOf(light.get(name) ?? "")));
  expect([LIGHT.plus, LIGHT.minus, LIGHT.ground]).toEqual(
    ["plus", "minus", "plane"].map((name) => rgbOf(light.get(name) ?? "")),
  );
});
