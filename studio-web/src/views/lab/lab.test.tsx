import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { NumberField } from "../../parts/widgets";
import { commandOf } from "./Controls";
import { changed } from "./Learning";
import { moved } from "./Network";
import { nameOfFile } from "./PairPlot";

it("moves a layer, and never past the ends", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

it("takes a setting away by null", () => {
  expect(changed({ a: 1, b: 2 }, "a", null)).toEqual({ b: 2 });
  expect(changed({ a: 1 }, "a", 3)).toEqual({ a: 3 });
});

it("makes names that the workspace allows", () => {
  expect(nameOfFile("my/flowers é.csv")).toBe("my_flowers _");
  expect(nameOfFile("_x.csv")).toBe("table _x");
});

it("reads keys, but not while a person types", () => {
  expect(commandOf(new KeyboardEvent("keydown", { key: " " }), true)).toEqual({ do: "pause" });
  expect(commandOf(new KeyboardEvent("keydown", { key: "s" }), true)).toEqual({ do: "step" });
  expect(commandOf(new KeyboardEvent("keydown", { key: "s", ctrlKey: true }), true)).toBeNull();
});

it("takes a number when it is complete, within its limits", () => {
  const onChange = vi.fn();
  render(<NumberField label="Units" value={8} whole least={1} most={64} onChange={onChange} />);
  const field = screen.getByLabelText("Units");
  fireEvent.change(field, { target: { value: "640" } });
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onChange).toHaveBeenCalledWith(64);
});
