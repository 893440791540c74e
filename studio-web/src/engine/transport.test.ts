import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { refused, stubServer } from "../server.test-env";
import { api } from "./client";
import { RefusedError, StatusError, UnreachableError } from "./transport";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("sends a path, a query without what is missing, and a message", async () => {
  const received = stubServer(() => ({}));
  await api.family(7, { depth: 3, individual: null });
  await api.deleteNetwork("my net/1");
  await api.renameRun(7, "slow");
  expect(received).toEqual([
    { method: "GET", path: "/api/runs/7/family?depth=3", body: null },
    { method: "DELETE", path: "/api/networks/my%20net%2F1", body: null },
    { method: "POST", path: "/api/runs/7/name", body: { name: "slow" } },
  ]);
});

it("sends a request again while the server is at work on its answer", async () => {
  const answers = [refused(503, "BUSY", "wait"), refused(503, "BUSY", "wait"), { data: [] }];
  const received = stubServer(() => answers.shift());
  const asked = api.order(4, { do: "play" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await asked).toEqual({ data: [] });
  expect(received.map(({ body }) => body)).toEqual(Array(3).fill({ command: { do: "play" } }));
});

it("gives up on a server that stays at work, and tells its reason", async () => {
  const received = stubServer(() => refused(503, "BUSY", "The run is at work."));
  const asked = expect(api.curves(4)).rejects.toThrow("The run is at work.");
  await vi.advanceTimersByTimeAsync(60_000);
  await asked;
  expect(received.length).toBe(16);
});

it("keeps the code and the values of a refusal, and asks only once", async () => {
  const refusal = {
    code: "NOT_FOUND",
    message: "There is no run 9.",
    sentence: { code: "run.is_missing", text: "There is no run 9.", values: { number: 9 } },
  };
  const received = stubServer(() => new Response(JSON.stringify(refusal), { status: 404 }));
  const error = await api.run(9).catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(RefusedError);
  expect((error as RefusedError).refusal).toEqual(refusal);
  expect(received.length).toBe(1);
});

it("tells a response that is not the studio's from a server that cannot be reached", async () => {
  stubServer(() => new Response("<h1>Bad Gateway</h1>", { status: 502 }));
  await expect(api.data()).rejects.toEqual(new StatusError(502));
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(api.data()).rejects.toBeInstanceOf(UnreachableError);
});
