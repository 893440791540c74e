/**
 * The law of the screens' styles: a screen's style stays loaded when another screen is shown, so
 * each of its rules begins with a class that no other screen has.
 */
import { expect, it } from "vitest";

const STYLES = import.meta.glob<string>("../views/**/*.css", {
  query: "?raw",
  import: "default",
  eager: true,
});
const CODE = import.meta.glob<string>(["../**/*.tsx", "!../**/*.test.tsx"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The screen that a file belongs to; what all screens share belongs to none. */
const screenOf = (path: string) => /\/views\/([^/]+)\//.exec(path)?.[1] ?? "shared";

/** The screens on which a style is meant to be seen: those that import it. */
function screensOf(style: string): Set<string> {
  const name = style.split("/").at(-1) ?? "";
  const isImported = (path: string, code: string) =>
    code.includes(`"./${name}"`)
      ? screenOf(path) === screenOf(style)
      : code.includes(`${screenOf(style)}/${name}"`);
  return new Set(
    Object.entries(CODE)
      .filter(([path, code]) => isImported(path, code))
      .map(([path]) => screenOf(path)),
  );
}

/** The classes that the code of each screen gives to its elements. */
const USERS = new Map<string, Set<string>>();
for (const [path, code] of Object.entries(CODE))
  for (const [, plain, computed] of code.matchAll(
    /className=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})/g,
  )) {
    const written = computed?.replace(/\$\{[^{}]*\}/g, " ") ?? "";
    const texts = plain ?? [...written.matchAll(/["`]([^"`]*)["`]/g)].join(" ");
    for (const [name] of texts.matchAll(/[a-zA-Z][\w-]*/g))
      USERS.set(name, (USERS.get(name) ?? new Set()).add(screenOf(path)));
  }

/** The selectors of a style, each without its media queries. */
function selectors(css: string): string[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...bare.matchAll(/([^{};]+)\{/g)]
    .map(([, found = ""]) => found.trim())
    .filter((found) => !/^(@|from$|to$|\d+%)/.test(found))
    .flatMap((found) => found.split(/,(?![^(]*\))/).map((one) => one.trim()));
}

/** The classes that an element, or one around it, must have for a rule to hold. */
function classesOf(selector: string): string[] {
  const certain = selector.replace(/:(not|is|where)\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...certain.matchAll(/\.([\w-]+)/g)].map((found) => found[1] ?? "");
}

/** What the tour marks, on every screen. */
const LIT = "[data-lit=";

/** The rules of a style that elements of other screens could fall under. */
function strays(style: string, css: string): string[] {
  const own = screensOf(style);
  const isOwn = (name: string) => {
    const users = [...(USERS.get(name) ?? [])];
    return users.length > 0 && users.every((user) => own.has(user));
  };
  return selectors(css)
    .filter((selector) => !selector.includes(LIT))
    .filter((selector) => !classesOf(selector).some(isOwn));
}

it.each(Object.entries(STYLES))("%s holds on its own screens only", (style, css) => {
  expect(screensOf(style).size).toBeGreaterThan(0);
  expect(strays(style, css).join("\n")).toEqual("");
});

it("sees a rule that holds elsewhere too", () => {
  const css = ".button, .draw .button { gap: 0 } table { gap: 0 }";
  expect(strays("../views/draw/draw.css", css)).toEqual([".button", "table"]);
});
