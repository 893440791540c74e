import { expect, it } from "vitest";
import { indented, newLine, outdented } from "./editing";

const at = (text: string, start: number, end = start) => ({ text, start, end });

it("indents to the next stop of four", () => {
  expect(indented(at("x", 0))).toEqual(at("    x", 4));
  expect(indented(at("abx", 2))).toEqual(at("ab  x", 4));
});

it("indents and outdents all selected lines", () => {
  const both = indented(at("a\nb", 0, 3));
  expect(both.text).toBe("    a\n    b");
  expect(outdented(both).text).toBe("a\nb");
  expect(outdented(at("  a", 3))).toEqual(at("a", 1));
});

it("begins a new line as deep as the last, and deeper behind a colon", () => {
  expect(newLine(at("def f(x):", 9))).toEqual(at("def f(x):\n    ", 14));
  expect(newLine(at("    y = 1", 9)).text).toBe("    y = 1\n    ");
});
