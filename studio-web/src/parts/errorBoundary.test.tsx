import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { usePrefs } from "../store/prefs";
import { Broken, ErrorBoundary } from "./ErrorBoundary";

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
  isBroken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("the screen")).toBeDefined();
});
