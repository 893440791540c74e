import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { usePrefs } from "../store/prefs";
import { Broken, ErrorBoundary, reportOf } from "./ErrorBoundary";

beforeEach(() => {
  usePrefs.setState({ language: "en" });
  vi.spyOn(console, "error").mockImplementation(() => undefined); // React reports what it caught
});
afterEach(() => vi.restoreAllMocks());

it("shows what happened and the ways back, and tries again", () => {
  let isBroken = true;
  const Screen = () => {
    if (isBroken) throw new Error("no such class");
    return <p>the screen</p>;
  };
  render(
    <ErrorBoundary fallback={(error, retry) => <Broken error={error} retry={retry} />}>
      <Screen />
    </ErrorBoundary>,
  );
  expect(screen.getByRole("alert").textContent).toContain("no such class");
  expect(screen.getByRole("link", { name: "Back to the Lab" }).getAttribute("href")).toBe("#/lab");
  expect(screen.getByRole("button", { name: "Reload the page" })).toBeDefined();
  expect(screen.getByRole("button", { name: "Copy the error" })).toBeDefined();
  isBroken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("the screen")).toBeDefined();
});

it("reports where an error happened, its text and its trace, in every browser", () => {
  const error = new TypeError("x is undefined");
  error.stack = "draw@Chart.tsx:3"; // as Firefox writes it, without the text
  expect(reportOf(error, "http://localhost/#/lab")).toBe(
    "http://localhost/#/lab\nTypeError: x is undefined\ndraw@Chart.tsx:3\n",
  );
  error.stack = "TypeError: x is undefined\n    at draw (Chart.tsx:3)"; // as Chrome does
  expect(reportOf(error, "#")).toBe("#\nTypeError: x is undefined\n    at draw (Chart.tsx:3)\n");
  expect(reportOf("thrown", "#")).toBe("#\nthrown\n");
});
