import { afterEach, expect, it, vi } from "vitest";
import { NO_CURVES } from "../engine/curves";
import type { Run } from "../engine/types";
import { NOTHING, after, fetchCurves, fetchRun, take, useRuns } from "./runs";

const run = { id: 3, name: "a" } as Run;

it("keeps a run as its last event tells it, and forgets it when it is gone", () => {
  const first = after(NOTHING, { type: "run", run });
  const second = after(first, { type: "run", run: { ...run, name: "b" } });
  expect(second.runs[3]?.name).toBe("b");
  expect(after(second, { type: "gone", run: 3 }).runs).toEqual({});
});

it("replaces curves that come anew", () => {
  const curves = { ...NO_CURVES, index: [1] };
  const old = after(NOTHING, { type: "curves", run: 3, curves, is_anew: false });
  const anew = after(old, { type: "curves", run: 3, curves: NO_CURVES, is_anew: true });
  expect(anew.curves[3]?.index).toEqual([]);
});

it("keeps what the stream brought while the curve was on its way", async () => {
  const records = (index: number[]) => ({ ...NO_CURVES, index, loss: index.map((i) => i / 10) });
  const answer = JSON.stringify(records([1, 2, 3]));
  vi.stubGlobal("fetch", () => {
    const event = { type: "curves", run: 3, curves: records([3, 4]), is_anew: false } as const;
    useRuns.setState((state) => after(state, event));
    return Promise.resolve(new Response(answer));
  });
  await fetchCurves(3);
  expect(useRuns.getState().curves[3]?.index).toEqual([1, 2, 3, 4]);
});

afterEach(() => vi.unstubAllGlobals());

it("believes an event that came while it asked, and not the older answer", async () => {
  const answer = new Response(JSON.stringify({ ...run, epoch: 0 }));
  vi.stubGlobal("fetch", () => Promise.resolve(answer.clone()));
  const asked = fetchRun(3);
  take([{ type: "run", run: { ...run, epoch: 1 } }]);
  expect((await asked).epoch).toBe(1);
  expect(useRuns.getState().runs[3]?.epoch).toBe(1);
  expect((await fetchRun(3)).epoch).toBe(0);
});
