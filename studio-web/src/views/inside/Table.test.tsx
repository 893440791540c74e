import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { Numbers } from "./Numbers";

const ARRAY = {
  name: "W1",
  latex: "W_{1}",
  shape: [2, 3],
  part: "weights" as const,
  layer: 1,
  values: [
    [0.1, -0.2, 0.3],
    [0.4, 0.5, null],
  ],
  plane: null,
  images: null,
};

function Trial() {
  const [selected, setSelected] = useState<number | null>(null);
  return (
    <Numbers
      array={ARRAY}
      isResult
      heads={null}
      side={null}
      digits={3}
      marks={new Set([5])}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

it("has one stop for Tab, and moves the focus with the arrow keys", () => {
  render(<Trial />);
  const grid = screen.getByRole("grid", { name: "W1, 2 × 3" });
  const stops = () => [...grid.querySelectorAll('[tabindex="0"]')].map((cell) => cell.textContent);
  expect(stops()).toEqual(["0.1"]);
  const first = screen.getByText("0.1");
  first.focus();
  fireEvent.keyDown(first, { key: "ArrowRight" });
  expect(document.activeElement?.textContent).toBe("-0.2");
  fireEvent.keyDown(screen.getByText("-0.2"), { key: "ArrowDown" });
  expect(document.activeElement?.textContent).toBe("0.5");
  expect(screen.getByText("0.5").getAttribute("aria-selected")).toBe("true");
  expect(stops()).toEqual(["0.5"]);
});

it("marks the sources of a number, and shows a missing one as a dash", () => {
  render(<Trial />);
  expect(screen.getByText("–").className).toBe("marked");
});
