import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../engine/client";
import { kindOf, waits } from "../engine/waits";
import type { Run } from "../engine/types";
import { refused, stubServer } from "../server.test-env";
import { usePrefs } from "../store/prefs";
import { NOTHING, useRuns } from "../store/runs";
import { ErrorNote } from "./ErrorNote";
import { slowStep } from "./slowStep";
import { useFetched } from "./useView";
import { WaitingLine } from "./Waiting";
import { WORDS } from "./waitingWords";

beforeEach(() => {
  vi.useFakeTimers();
  useRuns.setState(NOTHING);
  usePrefs.setState({ language: "en" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  waits.setState({ open: new Map(), answered: 0 });
});

const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

/** Every request that the page can make, with something in the places of its arguments. */
const REQUESTS = Object.entries(api).filter(([name]) => !name.endsWith("Address"));

it.each(REQUESTS)("has words for a wait for %s, in both languages", async (_, ask) => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(kindOf(new URL(request.url).pathname));
    return new Promise(() => undefined);
  });
  void (ask as (...given: unknown[]) => Promise<unknown>)(7, {}, {});
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(1);
  expect(WORDS.en.kinds[asked[0] ?? ""]).toBeDefined();
  expect(WORDS.es.kinds[asked[0] ?? ""]).toBeDefined();
});

it("says nothing for a second, then what is still to come, why, and how far it is", async () => {
  const busy = refused(503, "BUSY", "this run is in the middle of a long step.");
  stubServer(({ path }) => (path.includes("curves") ? {} : busy.clone()));
  render(<WaitingLine />);
  void api.trace(7).catch(() => undefined);
  void api.curves(7);
  await later(900);
  expect(screen.getByRole("status").textContent).toBe("");
  await later(600);
  const line = screen.getByRole("status").textContent;
  expect(line).toContain(`Still to come: ${WORDS.en.kinds["trace"]}.`);
  expect(line).toContain("1 of 2 parts have come.");
  expect(line).toContain("(1 s so far)");
  await later(60_000);
  expect(screen.getByRole("status").textContent).toBe("");
});

it("tells the server's own reason, and how much of a large answer has come", async () => {
  const sentence = { code: "", text: "This run is in the middle of a long step.", values: {} };
  const body = { code: "BUSY", message: sentence.text, sentence, field: null };
  const busy = new Response(JSON.stringify(body), { status: 503 });
  let push: (bytes: number) => void = () => undefined;
  const large = new Response(
    new ReadableStream({ start: (to) => void (push = (n) => to.enqueue(new Uint8Array(n))) }),
    { headers: { "Content-Length": "2000000" } },
  );
  const answers = [busy, large];
  stubServer(() => answers.shift());
  render(<WaitingLine />);
  void api.results(7);
  await later(1500);
  expect(screen.getByRole("status").textContent).toContain(sentence.text);
  push(500_000);
  await later(500);
  expect(screen.getByRole("status").textContent).toContain("0.5 of 2.0 MB.");
});

it("tells of a long generation, and which one is shown meanwhile", async () => {
  const run = { id: 3, name: "iris 3", status: "running", epoch: 4, pace: 0, is_evolution: true };
  useRuns.setState({ runs: { 3: run as Run } });
  render(<WaitingLine />);
  await later(1500);
  expect(screen.getByRole("status").textContent).toBe("");
  await later(4000);
  expect(screen.getByRole("status").textContent).toContain(
    "iris 3: generation 5 is taking long. Shown is generation 4, the last finished one.",
  );
  act(() => useRuns.setState({ runs: { 3: { ...(run as Run), epoch: 5 } } }));
  await later(1100);
  expect(screen.getByRole("status").textContent).toBe("");
});

it("takes no slow pace for a long step", () => {
  const run = { id: 3, status: "running", pace: 0.2 } as Run;
  expect(slowStep({ 3: run }, 0)).toBeNull();
  expect(slowStep({ 3: run }, 7000)).toBeNull();
  expect(slowStep({ 3: run }, 8000)).toEqual({ run, seconds: 8 });
});

function Shown() {
  const { value, error } = useFetched("lessons", api.lessons);
  return (
    <>
      <ErrorNote error={error} />
      {value && <p>all lessons</p>}
    </>
  );
}

it("offers to try again where a view fails, and shows what comes then", async () => {
  const answers = [refused(500, "INTERNAL_ERROR", "It failed."), { lessons: [] }];
  stubServer(() => answers.shift());
  render(<Shown />);
  await later(10);
  expect(screen.getByRole("alert").textContent).toContain("It failed.");
  act(() => screen.getByRole("button", { name: "Try again" }).click());
  await later(10);
  expect(screen.getByText("all lessons")).toBeDefined();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("offers nothing after an order, which would be carried out twice", async () => {
  stubServer(() => refused(409, "CONFLICT", "not now"));
  const error: unknown = await api.order(4, { do: "play" }).catch((problem: unknown) => problem);
  render(<ErrorNote error={error} />);
  expect(screen.queryByRole("button")).toBeNull();
});
