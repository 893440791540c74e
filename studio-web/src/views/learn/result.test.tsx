import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CheckResult } from "../../engine/types";
import { usePrefs } from "../../store/prefs";
import { Result } from "./Result";

const WRONG: CheckResult = {
  exercise: "mse",
  passed: false,
  credit: 0.999,
  mistakes: ["sum"],
  problem: "mistake",
  headline: "mse: The sum instead of the mean.",
  sentences: ["Mean: otherwise the loss grows."],
  input: "y = 1",
  compared: [{ letter: "result", yours: "5", right: "2.5" }],
  closing: 'Credit so far: 99 %. Read lesson 4, "losses".',
  lesson: 4,
  remarks: [
    { text: "y: exercise 2 …", code: "exercise.is_above", values: { names: "y", number: 2 } },
  ],
};
const ENDLESS = {
  ...WRONG,
  problem: "time",
  headline: "mse: still running",
  input: "",
  compared: [],
};

beforeEach(() => usePrefs.setState({ language: "es" }));
afterEach(() => {
  cleanup();
  usePrefs.setState({ language: "en" });
});

it("frames a result in the language of the page, and marks its reasons as English", () => {
  render(<Result result={WRONG} />);
  expect(screen.getByText(/todavía no\. Un error conocido/)).toBeTruthy();
  expect(screen.getByText("Con y = 1:")).toBeTruthy();
  expect(screen.getByRole("columnheader", { name: "tuyo" })).toBeTruthy();
  expect(screen.getByText("Crédito hasta ahora: 99 %. Lee la lección 4.")).toBeTruthy();
  expect(screen.getByText(/^y: lo pide el ejercicio 2/)).toBeTruthy();
  const reason = screen.getByText("mse: The sum instead of the mean.");
  expect(reason.closest("[lang=en]")).toBeTruthy();
});

it("says itself which limit was passed, and that an answer is right", () => {
  const { rerender } = render(<Result result={ENDLESS} />);
  expect(screen.getByText(/cuando se acabó su tiempo/)).toBeTruthy();
  expect(screen.queryByText("mse: still running")).toBeNull();
  rerender(<Result result={{ ...ENDLESS, passed: true, problem: "", credit: 1, remarks: [] }} />);
  expect(screen.getByText(/correcto, con todas las entradas/)).toBeTruthy();
  expect(screen.queryByText(/Crédito/)).toBeNull();
});
