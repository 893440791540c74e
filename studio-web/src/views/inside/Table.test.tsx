import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import type { TraceView } from "../../engine/types";
import { stubServer } from "../../server.test-env";
import { Numbers } from "./Numbers";
import { Table } from "./Table";

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

const VIEW = { run: 7, key: "abc", example: { part: "training", row: 3 } } as TraceView;

afterEach(() => void vi.unstubAllGlobals());

function Trial() {
  const [selected, setSelected] = useState<number | null>(null);
  return (
    <Numbers
      array={ARRAY}
      view={VIEW}
      isResult
      isOpen
      heads={null}
      side={null}
      digits={3}
      marks={new Set([4, 5])}
      winner={4}
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
  expect(screen.getByText("0.5").className).toBe("source winner");
  expect(screen.getByText("–").className).toBe("source");
});

it("says which numbers are left out, and names its rows", () => {
  const layout = {
    width: 1,
    height: 2,
    values: [1, 2],
    isTable: true,
    tiles: null,
    isRough: false,
  };
  render(
    <Table
      layout={layout}
      sizeAt={() => 2}
      label="weights"
      heads={["key"]}
      rowHeads={[
        { name: "t = 0", shown: "first" },
        { name: "t = 1", shown: "second" },
      ]}
      textOf={(place) => String(layout.values[place])}
      marks={new Set()}
      masked={{ places: new Set([0]), word: "left out" }}
      selected={null}
      onSelect={() => undefined}
    />,
  );
  expect(screen.getByRole("gridcell", { name: "1, left out" }).className).toBe("masked");
  expect(screen.getByRole("gridcell", { name: "2" }).className).toBe("");
  expect(screen.getByRole("rowheader", { name: "t = 1" }).textContent).toContain("second");
});

it("draws a large array only when that is asked for, and fetches its numbers then", async () => {
  const large = { ...ARRAY, shape: [784, 128], values: null };
  const received = stubServer(() => ({ ...large, values: [[1.25]], shape: [1, 1] }));
  const marks = new Set<number>();
  const rest = { view: VIEW, heads: null, side: 28, digits: 3, marks, onSelect: vi.fn() };
  render(<Numbers array={large} isResult={false} isOpen={false} selected={null} {...rest} />);
  expect(screen.queryByRole("grid")).toBeNull();
  expect(received).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Draw all 784 × 128 numbers of W1" }));
  expect(await screen.findByText("1.25")).toBeDefined();
  expect(received.map(({ path }) => path)).toEqual([
    "/api/runs/7/trace/array?part=training&row=3&name=W1&key=abc",
  ]);
});
