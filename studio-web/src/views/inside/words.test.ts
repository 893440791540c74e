import { expect, it } from "vitest";
import { afterRule, withoutRule } from "./words.en";

it("says in words what is not in print already", () => {
  const curve = "Each number goes through the curve by itself: a1 = max(z1, 0).";
  expect(withoutRule("curve", curve)).toBe("Each number goes through the curve by itself.");
  const chain = "The chain rule: da1 times the slope of the curve, dy/dx = 1 - a1^2.";
  expect(withoutRule("chain", chain)).toBe("The chain rule: da1 times the slope of the curve.");
  expect(withoutRule("sum", "Every unit adds up: all.")).toBe("Every unit adds up: all.");
});

it("keeps what follows the rule of a loss", () => {
  expect(afterRule("row loss = -sum_o t_o log p_o. It is measured on the scores.")).toBe(
    "It is measured on the scores.",
  );
  expect(afterRule("row loss = mean_o 0.5 (y_o - t_o)^2.")).toBe("");
});
