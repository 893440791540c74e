import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Run } from "../../engine/types";
import { useRuns } from "../../store/runs";
import { usePrefs } from "../../store/prefs";
import Inside from ".";
import { START, usePlace } from "./place";

/** A server without runs; returns the list of requested paths. */
function serve(runs: Run[]): string[] {
  const requested: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    requested.push(path);
    const isList = path === "/api/runs";
    const refusal = { code: "NOT_FOUND", message: "there is no such run.", field: null };
    const answer = isList ? { runs } : refusal;
    return Promise.resolve(new Response(JSON.stringify(answer), { status: isList ? 200 : 404 }));
  });
  return requested;
}

afterEach(() => {
  vi.unstubAllGlobals();
  usePlace.setState(START);
  useRuns.setState({ runs: {} });
  location.hash = "";
});

it("leads to the Lab while there is no run", async () => {
  usePrefs.setState({ language: "es" });
  serve([]);
  location.hash = "#/inside";
  render(<Inside />);
  expect(await screen.findByText("Al Laboratorio")).toBeTruthy();
  usePrefs.setState({ language: "en" });
});

it("keeps the run of the address, even if another one is newer", async () => {
  const newer = { id: 7, name: "newer", epoch: 0, progress: 0, status: "paused" } as Run;
  const requested = serve([newer]);
  useRuns.setState({ runs: { 7: newer } });
  location.hash = "#/inside?run=4&row=2";
  render(<Inside />);
  await waitFor(() => expect(requested).toContain("/api/runs/4"));
  expect(usePlace.getState()).toMatchObject({ run: 4, row: 2 });
  expect(await screen.findByText("there is no such run.")).toBeTruthy();
  expect(screen.getByText("Show the newest run")).toBeTruthy();
});
