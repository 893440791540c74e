import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Run } from "../../engine/types";
import { EXAMPLE } from "../../example.test-env";
import { useExperiment } from "../../store/experiment";
import { usePrefs } from "../../store/prefs";
import { useRuns } from "../../store/runs";
import { Tour, TourButton } from "./index";
import { overlap, spotFor } from "./place";
import { type Situation, STEP_NAMES, STEPS } from "./steps";
import { isDeep, progressOf, useTour, welcome } from "./store";

const FRESH = { phase: "new", step: 0, done: [] } as const;

beforeEach(() => {
  usePrefs.setState({ language: "en", singleKeys: true });
  useTour.setState(FRESH);
  useExperiment.setState({ experiment: {}, run: null });
  useExperiment.getState().complete(EXAMPLE);
  document.body.insertAdjacentHTML(
    "beforeend",
    '<div data-menu><button>Menu</button></div><div data-tour="play"><button>Play</button></div>',
  );
  // jsdom draws nothing, so that no element has a place
  Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
});
afterEach(() => {
  for (const one of document.querySelectorAll("[data-menu], [data-tour]")) one.remove();
  localStorage.clear();
});

const PATIENCE = { timeout: 10_000 };
const panel = () => screen.findByRole("complementary", { name: "Tour" }, PATIENCE);
const opened = async () => {
  welcome("");
  render(<Tour />);
  return panel();
};

it("opens on the first visit, takes the focus and points at Play", async () => {
  await opened();
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H2"));
  expect(document.querySelector("[data-tour=play]")?.getAttribute("data-lit")).toBe("true");
});

it("steps by the arrow keys, never past the first", async () => {
  const shown = await opened();
  fireEvent.keyDown(shown, { key: "ArrowLeft" });
  expect(useTour.getState().step).toBe(0);
  fireEvent.keyDown(shown, { key: "ArrowRight" });
  expect(useTour.getState().step).toBe(1);
  expect(shown.contains(document.activeElement)).toBe(true);
});

it("notices that a task is done, says so, and keeps that", async () => {
  await opened();
  expect(screen.getByRole("status").textContent).toBe("");
  const run = { id: 1, status: "running", epoch: 0 } as Run;
  act(() => {
    useRuns.setState({ runs: { 1: run } });
    useExperiment.getState().open(1);
  });
  expect(screen.getByRole("status").textContent).toContain("The loss falls");
  expect(JSON.parse(localStorage.getItem("edunn-studio-tour") ?? "").state.done).toEqual(["play"]);
});

it("goes to what it points at, and back, by a key", async () => {
  await opened();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "t" });
  expect(document.activeElement?.textContent).toBe("Play");
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "t" });
  expect(document.activeElement?.tagName).toBe("H2");
});

it("is left with the focus in the menu, and resumed where it was left", async () => {
  const shown = await opened();
  fireEvent.keyDown(shown, { key: "ArrowRight" });
  fireEvent.keyDown(shown, { key: "Escape" });
  expect(screen.queryByRole("complementary")).toBeNull();
  expect(document.activeElement?.textContent).toBe("Menu");
  expect(document.querySelector("[data-lit]")).toBeNull();
  render(<TourButton />);
  fireEvent.click(screen.getByRole("button", { name: "Resume the tour" }));
  expect(await panel()).toBeTruthy();
  expect(useTour.getState().step).toBe(1);
});

it("begins anew after it was finished", async () => {
  const shown = await opened();
  act(() => useTour.getState().goTo(STEPS.length - 1));
  fireEvent.keyDown(shown, { key: "ArrowRight" });
  expect(useTour.getState()).toMatchObject({ phase: "closed", step: 0, done: [] });
  render(<TourButton />);
  expect(screen.getByRole("button", { name: "Start the tour" })).toBeTruthy();
});

it("does not start for a link to another screen, or to an experiment of a lesson", () => {
  expect(["", "#", "#/", "#/lab", "#/lab?run=1"].map(isDeep)).not.toContain(true);
  const links = ["#/inside?run=1", "#/draw", "#/lab?e=eyJkYXRhIjp7fX0"];
  for (const link of links) welcome(link);
  expect(useTour.getState().phase).toBe("new");
  welcome("#/lab");
  expect(useTour.getState().phase).toBe("open");
});

it("stays open where the Lab has written its experiment into the address", () => {
  welcome("");
  welcome("#/lab?e=eyJkYXRhIjp7fX0");
  expect(useTour.getState().phase).toBe("open");
});

it("reads what the first version stored, and nothing that makes no sense", () => {
  expect(progressOf({ isSeen: true, step: 4 })).toEqual({ ...FRESH, phase: "closed" });
  expect(progressOf({ isSeen: false, step: 4 })).toEqual(FRESH);
  expect(progressOf({ phase: "open", step: 2, done: ["play", "juggle"] })).toEqual({
    phase: "open",
    step: 2,
    done: ["play"],
  });
  expect(progressOf({ phase: 7, step: "x", done: 3 })).toEqual(FRESH);
});

const nothing: Situation = { path: "/lab", experiment: EXAMPLE, run: null, isThere: false };
const running = { id: 1, status: "running", epoch: 3, learning_rate: 1 } as Run;
const deeper = { ...EXAMPLE, hidden: [...(EXAMPLE.hidden ?? []), { kind: "dense" as const }] };
const AFTER: Record<(typeof STEP_NAMES)[number], Partial<Situation>> = {
  play: { run: running },
  rate: { run: running },
  doctor: { isThere: true },
  layer: { experiment: deeper },
  inside: { path: "/inside" },
  learn: { path: "/learn" },
};

it.each([...STEPS])("judges the task of $name", ({ name, isDone }) => {
  expect(isDone(nothing, nothing)).toBe(false);
  expect(isDone({ ...nothing, ...AFTER[name] }, nothing)).toBe(true);
});

it("stands beside its target on every screen, and never over it", () => {
  const views = [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ];
  for (const view of views) {
    const size = { width: Math.min(312, view.width - 16), height: 300 };
    for (const { sides } of STEPS)
      for (let left = 0; left < view.width - 120; left += 90)
        for (let top = 0; top < view.height - 60; top += 60) {
          const target = { left, top, width: 120, height: 60 };
          const spot = spotFor(target, size, view, sides);
          expect(overlap({ ...spot, ...size }, target)).toBe(0);
          expect(spot.left).toBeGreaterThanOrEqual(0);
          expect(spot.top).toBeGreaterThanOrEqual(0);
          expect(spot.left + size.width).toBeLessThanOrEqual(view.width);
          expect(spot.top + size.height).toBeLessThanOrEqual(view.height);
        }
  }
});

it("leaves in reach what must be, where there is room", () => {
  const bar = { left: 0, top: 780, width: 390, height: 64 };
  const size = { width: 374, height: 300 };
  const target = { left: 20, top: 440, width: 350, height: 60 };
  const spot = spotFor(target, size, { width: 390, height: 844 }, ["below"], [bar]);
  expect(spot.side).toBe("above");
});
