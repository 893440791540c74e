/** The laws of the look: type, space, roundness and colours come from the tokens, in every style. */
import { describe, expect, it } from "vitest";
import TOKENS from "./tokens.css?raw";

const FILES = import.meta.glob<string>("../**/*.css", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Every style but the tokens themselves. */
const STYLES = Object.entries(FILES).filter(([name]) => !name.endsWith("tokens.css"));

/** The declarations of a style: `margin-top: 1rem` as a pair. */
function declarations(css: string): [string, string][] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...bare.matchAll(/([\w-]+):\s*([^;{}]+);/g)].map((found) => [
    found[1] ?? "",
    found[2] ?? "",
  ]);
}

const SPACES = /^((row-|column-)?gap|(scroll-)?(margin|padding)(-[a-z]+)*)$/;
const SIZES = /^(font|font-size)$/;
const ROUNDS = /^border(-[a-z]+)*-radius$/;
/** A length of its own: any number with a unit of length, but a hair of one pixel. */
const OWN_LENGTH = /(?<![\w.-])(?!-?1px)-?\d*\.?\d+(rem|em|px|pt|ch|ex)\b/;
const OWN_COLOUR =
  /#[0-9a-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\(|\b(white|black|gray|grey|red|green|blue|orange|yellow|purple)\b/i;

const strays = (css: string, property: RegExp, own: RegExp) =>
  declarations(css)
    .filter(([name, value]) => property.test(name) && own.test(value))
    .map(([name, value]) => `${name}: ${value}`);

describe.each(STYLES)("%s", (_, css) => {
  it("takes its sizes of type from the scale", () => {
    expect(strays(css, SIZES, OWN_LENGTH)).toEqual([]);
  });

  it("takes its space from the scale", () => {
    expect(strays(css, SPACES, OWN_LENGTH)).toEqual([]);
  });

  it("takes its roundness from the tokens", () => {
    expect(strays(css, ROUNDS, OWN_LENGTH)).toEqual([]);
  });

  it("takes its colours from the tokens", () => {
    expect(strays(css, /./, OWN_COLOUR)).toEqual([]);
  });

  it("names only tokens that exist", () => {
    const own = [...css.matchAll(/(--[\w-]+):/g)].map((found) => found[1]);
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map((found) => found[1] ?? "");
    const unknown = used.filter((name) => !TOKENS.includes(`${name}:`) && !own.includes(name));
    expect(unknown.filter((name) => !GIVEN.includes(name))).toEqual([]);
  });
});

/** Set by the page itself, on an element. */
const GIVEN = ["--cells"];

it("reads every style", () => {
  expect(STYLES.length).toBeGreaterThan(15);
  expect(STYLES.filter(([, css]) => !css.includes("{"))).toEqual([]);
});

it("sees a size, a space and a colour of its own", () => {
  const css = "a { font-size: 13px; margin: 0 -1rem; gap: 1px; color: #fff; border-radius: 50%; }";
  expect(strays(css, SIZES, OWN_LENGTH)).toEqual(["font-size: 13px"]);
  expect(strays(css, SPACES, OWN_LENGTH)).toEqual(["margin: 0 -1rem"]);
  expect(strays(css, ROUNDS, OWN_LENGTH)).toEqual([]);
  expect(strays(css, /./, OWN_COLOUR)).toEqual(["color: #fff"]);
});

it("has one token for each size of the two scales", () => {
  const sizes = [...TOKENS.matchAll(/--(type|space)-[\w-]+: ([^;]+);/g)];
  const values = sizes.map((found) => `${found[1]} ${found[2]}`);
  expect(values.length).toBeGreaterThan(15);
  expect(new Set(values).size).toBe(values.length);
});
