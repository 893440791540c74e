import { afterEach, expect, it, vi } from "vitest";
import { NO_CURVES } from "../engine/curves";
import type { Band, Run } from "../engine/types";
import { stubServer } from "../server.test-env";
import { NOTHING, after, fetchCurves, fetchRun, keepAnswer, take, useRuns } from "./runs";

const run = { id: 3, name: "a" } as Run;

it("keeps a run as in its last event, and removes it when it is gone", () => {
  const first = after(NOTHING, { type: "run", run });
  const second = after(first, { type: "run", run: { ...run, name: "b" } });
  expect(second.runs[3]?.name).toBe("b");
  expect(after(second, { type: "gone", run: 3 }).runs).toEqual({});
});

it("replaces curves that are sent again", () => {
  const curves = { ...NO_CURVES, index: [1] };
  const old = after(NOTHING, { type: "curves", run: 3, curves, is_anew: false });
  const anew = after(old, { type: "curves", run: 3, curves: NO_CURVES, is_anew: true });
  expect(anew.curves[3]?.index).toEqual([]);
});

it("keeps the records that the stream brought during a fetch", async () => {
  const records = (index: number[]) => ({ ...NO_CURVES, index, loss: index.map((i) => i / 10) });
  stubServer(() => {
    const event = { type: "curves", run: 3, curves: records([3, 4]), is_anew: false } as const;
    useRuns.setState((state) => after(state, event));
    return records([1, 2, 3]);
  });
  await fetchCurves(3);
  expect(useRuns.getState().curves[3]?.index).toEqual([1, 2, 3, 4]);
});

afterEach(() => vi.unstubAllGlobals());

it("prefers an event during a fetch to the older response", async () => {
  stubServer(() => ({ ...run, epoch: 0 }));
  const pending = fetchRun(3);
  take([{ type: "run", run: { ...run, epoch: 1 } }]);
  expect((await pending).epoch).toBe(1);
  expect(useRuns.getState().runs[3]?.epoch).toBe(1);
  expect((await fetchRun(3)).epoch).toBe(0);
});

it("prefers an event about seeds to an answer that was asked for before it", async () => {
  const begun = { run: 3, of: 20, done: 0 } as Band;
  const ended = { ...begun, done: 20 };
  const pending = keepAnswer("bands", 3, Promise.resolve(begun));
  take([{ type: "band", band: ended }]);
  await pending;
  expect(useRuns.getState().bands[3]).toBe(ended);
  await keepAnswer("bands", 3, Promise.resolve(begun));
  expect(useRuns.getState().bands[3]).toBe(begun);
});
