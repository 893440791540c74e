import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Received, stubServer } from "../server.test-env";
import { batched, type Connection, listen } from "./events";
import type { StudioEvent } from "./types";

it("delivers all events of a frame at once", () => {
  const given: number[][] = [];
  const frames: (() => void)[] = [];
  const take = batched<number>(
    (items) => given.push(items),
    (then) => frames.push(then),
  );
  [1, 2, 3].forEach(take);
  expect(given).toEqual([]);
  frames.shift()?.();
  take(4);
  frames.shift()?.();
  expect(given).toEqual([[1, 2, 3], [4]]);
});

class Source {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  readyState = 0;
  onopen: () => void = () => undefined;
  onmessage: (message: { lastEventId: string; data: string }) => void = () => undefined;
  onerror: () => void = () => undefined;
  constructor() {
    Source.made.push(this);
  }
  refuse() {
    this.readyState = Source.CLOSED;
    this.onerror();
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

let requested: Received[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  Source.made = [];
  vi.stubGlobal("EventSource", Source);
  const gone = [{ id: 41, event: { type: "gone", run: 7 } }];
  requested = stubServer(({ path }) => ({ events: path.endsWith("=0") ? gone : [] }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("polls every second while the server accepts no more listeners, and listens again later", async () => {
  const seen: StudioEvent[] = [];
  const moods: Connection[] = [];
  const stop = listen(
    (events) => seen.push(...events),
    (mood) => moods.push(mood),
  );
  Source.made[0]?.refuse();
  await vi.advanceTimersByTimeAsync(2_100);
  expect(requested.map(({ path }) => path)).toEqual([
    "/api/events/recent?after=0",
    "/api/events/recent?after=41",
  ]);
  expect(seen).toEqual([{ type: "gone", run: 7 }]);
  expect(moods).toEqual(["connecting", "polling", "polling"]);

  await vi.advanceTimersByTimeAsync(14_000);
  const before = requested.length;
  Source.made[1]?.onopen();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(requested.length).toBe(before + 1);
  expect(moods.at(-1)).toBe("open");
  stop();
});

it("lets the browser reconnect after a broken connection", () => {
  const moods: Connection[] = [];
  const stop = listen(
    () => undefined,
    (mood) => moods.push(mood),
  );
  Source.made[0]?.onopen();
  Source.made[0]?.onerror();
  expect(moods).toEqual(["connecting", "open", "lost"]);
  expect(Source.made.length).toBe(1);
  stop();
});
