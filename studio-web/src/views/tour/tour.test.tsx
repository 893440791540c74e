import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EXAMPLE } from "../../example.test-env";
import { useExperiment } from "../../store/experiment";
import { usePrefs } from "../../store/prefs";
import { Tour } from "./index";
import { STEPS } from "./steps";
import { isDeep, useTour } from "./store";

beforeEach(() => {
  usePrefs.setState({ language: "en" });
  useTour.setState({ isSeen: false, isAgain: false, step: 0 });
  useExperiment.getState().complete(EXAMPLE);
  document.body.insertAdjacentHTML("beforeend", '<section data-tour="data"></section>');
});
afterEach(() => {
  document.querySelector("[data-tour=data]")?.remove();
  localStorage.clear();
});

const PATIENCE = { timeout: 10_000 };
const panel = () => screen.findByRole("dialog", {}, PATIENCE);

it("opens on the first visit, takes the focus and points at the data", async () => {
  render(<Tour />);
  expect(await panel()).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  expect(document.querySelector("[data-tour=data]")?.getAttribute("data-lit")).toBe("true");
});

it("steps by the arrow keys, never past the first", async () => {
  render(<Tour />);
  const dialog = await panel();
  fireEvent.keyDown(dialog, { key: "ArrowLeft" });
  expect(useTour.getState().step).toBe(0);
  fireEvent.keyDown(dialog, { key: "ArrowRight" });
  expect(useTour.getState().step).toBe(1);
  expect(dialog.contains(document.activeElement)).toBe(true);
});

it("performs its action only on request", async () => {
  render(<Tour />);
  await panel();
  expect(useExperiment.getState().experiment.data?.name).toBe("iris");
  const show = screen.getByRole("button", { name: /^Show me/ });
  act(() => show.click());
  await screen.findByText(/No straight line/);
  expect(useExperiment.getState().experiment.data?.name).toBe("moons");
});

it("stores that it was completed, restores the focus, and can be restarted", async () => {
  render(<Tour />);
  fireEvent.keyDown(await panel(), { key: "Escape" });
  const button = screen.getByRole("button", { name: "Start the tour" });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(button);
  expect(localStorage.getItem("edunn-studio-tour")).toContain('"isSeen":true');
  expect(document.querySelector("[data-lit]")).toBeNull();
  fireEvent.click(button);
  expect(await panel()).toBeTruthy();
});

it("has five to seven steps", () => {
  expect(STEPS.length).toBeGreaterThanOrEqual(5);
  expect(STEPS.length).toBeLessThanOrEqual(7);
});

it("does not start for a link to another screen", () => {
  expect(["", "#", "#/", "#/lab", "#/lab?run=1"].map(isDeep)).not.toContain(true);
  expect(["#/inside?run=1", "#/draw"].map(isDeep)).not.toContain(false);
});
