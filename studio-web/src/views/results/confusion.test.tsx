import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { usePrefs } from "../../store/prefs";
import { Confusion } from "./Confusion";
import type { PartResults } from "./reading";

afterEach(cleanup);

const part = {
  confusion: [
    [5, 2],
    [0, 7],
  ],
} as PartResults;

it("selects a cell's misclassified rows, and clears the selection", () => {
  usePrefs.setState({ language: "en" });
  const onPick = vi.fn();
  const props = { part, classes: ["cat", "dog"], onPick };
  const { rerender } = render(<Confusion {...props} cell={null} />);
  fireEvent.click(screen.getByRole("button", { name: "true cat, predicted dog: 2" }));
  expect(onPick).toHaveBeenLastCalledWith({ truth: 0, chosen: 1 });

  rerender(<Confusion {...props} cell={{ truth: 0, chosen: 1 }} />);
  const picked = screen.getByRole("button", { pressed: true });
  expect(picked.textContent).toBe("2");
  fireEvent.click(picked);
  expect(onPick).toHaveBeenLastCalledWith(null);
});
