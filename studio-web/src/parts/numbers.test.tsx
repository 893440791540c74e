import { describe, expect, it } from "vitest";
import { grouped, lossText, measureText, percent } from "./numbers";

it("writes a share in percent", () => {
  expect([0.9738, 1, 0.62, 0, null].map((share) => percent(share))).toEqual([
    "97.4 %",
    "100 %",
    "62 %",
    "0 %",
    "–",
  ]);
  expect(percent(0.615, 0)).toBe("62 %");
});

it("never rounds nearly all to all, nor hardly any to none", () => {
  expect(percent(0.99999)).toBe("> 99.9 %");
  expect(percent(0.00001)).toBe("< 0.1 %");
  expect([0.999, 0.001].map((share) => percent(share))).toEqual(["99.9 %", "0.1 %"]);
  expect([0.998, 0.001].map((share) => percent(share, 0))).toEqual(["> 99 %", "< 1 %"]);
  expect(percent(0)).toBe("0 %");
});

it("writes a loss with three significant digits", () => {
  expect([0.0111234, 12.345, null].map(lossText)).toEqual(["0.0111", "12.3", "–"]);
});

it("writes a measure by its name", () => {
  expect(measureText("val_accuracy", 0.9287)).toBe("92.9 %");
  expect(measureText("val_loss", 0.45263)).toBe("0.453");
  expect(measureText("r2", 0.91237)).toBe("0.912");
});

it("groups thousands by a space, since the point is the decimal sign", () => {
  expect([12345.6, 999, 1234567].map((value) => grouped(value))).toEqual([
    "12\u00a0346",
    "999",
    "1\u00a0234\u00a0567",
  ]);
  expect(grouped(1234.56, 1)).toBe("1\u00a0234.6");
  expect([null, undefined].map((value) => grouped(value))).toEqual(["–", "–"]);
});

const SOURCES = Object.entries(
  import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../engine/schema.d.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
).map(([name, text]) => [name.replace(/^(\.\.?\/)+/, ""), text] as const);

/** Where digits are cut for another reason than writing a share, a loss or a count. */
const OTHER_REASONS = [
  "numbers.ts", // this home
  "pictures.ts", // `shown`: any other number
  "Waiting.tsx", // sizes in MB, always with one digit
  "diagram.ts", // positions in a drawing
  "files.ts", // megabytes
  "saving/svg.ts", // positions in a drawing
  "views/evolve/population.ts", // fitness, which may be anything
  "views/evolve/Family.tsx",
  "views/inside/heads.ts", // a table of attention weights
  "views/inside/numbers.ts", // as many digits as the learner asks for
  "views/lab/RateField.tsx", // a setting, not a text
  "views/lab/hand.ts", // a coordinate
  "views/results/Confusion.tsx", // the strength of a colour
  "views/results/Report.tsx", // precision and recall, as scikit-learn prints them
  "views/runs/Row.tsx", // a date
  "words/messages.ts", // formats of the server's templates
];

describe("every other source", () => {
  it("is read", () => expect(SOURCES.length).toBeGreaterThan(100));

  it("leaves writing numbers to this home", () => {
    const own = /\.(toFixed|toPrecision|toLocaleString)\(|Intl\.NumberFormat/;
    const found = SOURCES.filter(([, text]) => own.test(text)).map(([name]) => name);
    expect(found.filter((name) => !OTHER_REASONS.includes(name))).toEqual([]);
  });

  it("writes no accuracy or loss as a plain number, and no percent by itself", () => {
    const plain = /shown\([^()]*(accuracy|loss|confidence|probability)\b/i;
    const byItself = /\$\{[^}]*100 \* [^}]*\} %/;
    const others = SOURCES.filter(([name]) => name !== "numbers.ts");
    const found = others.filter(([, text]) => plain.test(text) || byItself.test(text));
    expect(found.map(([name]) => name)).toEqual([]);
  });
});
