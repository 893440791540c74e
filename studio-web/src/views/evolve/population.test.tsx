import { cleanup, fireEvent, render, renderHook, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { usePrefs } from "../../store/prefs";
import type { Views } from "./views";
import { Population } from "./Population";
import { apart, useFitnessText } from "./population";

afterEach(cleanup);

const viewsWith = (parents: number[][]) =>
  ({
    population: {
      run: 1,
      generation: 2,
      fitness: [0.5, 0.9, 0.7],
      parents,
      elites: 1,
      best: 1,
      means: "accuracy",
      spread: [],
      crosses: parents.length > 0,
    },
    parents: [1, 2],
    individual: null,
  }) as unknown as Views;

it("moves the focus with the arrow keys, and the focused individual can become a parent", () => {
  usePrefs.setState({ language: "en" });
  const put = vi.fn();
  render(
    <Population
      views={viewsWith([
        [1, 1],
        [0, 1],
        [1, 2],
      ])}
      put={put}
    />,
  );
  const bars = screen.getByRole("slider", { name: "Individual" });
  fireEvent.keyDown(bars, { key: "End" });
  expect(bars.getAttribute("aria-valuetext")).toBe(
    "Individual 2: fitness 70 %. child of 1 and 2 of the previous generation",
  );
  fireEvent.click(screen.getByRole("button", { name: "Use as father" }));
  expect(put).toHaveBeenLastCalledWith({ father: 2 });
});

it("explains that individuals are sampled where there is no crossover", () => {
  usePrefs.setState({ language: "en" });
  render(<Population views={viewsWith([])} put={vi.fn()} />);
  expect(screen.getByText(/instead of breeding/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Use as mother" })).toBeNull();
});

it("writes an accuracy in percent, a loss with three digits, and a missing fitness as a dash", () => {
  usePrefs.setState({ language: "en" });
  const written = (means: string, value: number) =>
    renderHook(() => useFitnessText(means)(value)).result.current;
  expect(written("accuracy", 0.9744)).toBe("97.4 %");
  expect(written("minus the loss", -0.123456)).toBe("-0.123");
  expect(written("accuracy", -1e300)).toBe("–");
});

it("keeps the signs over the bars apart, and leaves out elites without room", () => {
  const signs = [
    { at: 0.5, marks: ["★", "M"] },
    { at: 1.5, marks: ["◆"] },
    { at: 2.5, marks: ["F"] },
    { at: 3.5, marks: [] },
    { at: 50, marks: ["◆"] },
  ];
  expect(apart(signs).map(({ at, marks }) => [at, marks.join("")])).toEqual([
    [0.5, "★M"],
    [4, "F"],
    [50, "◆"],
  ]);
});
