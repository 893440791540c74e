import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Run } from "../../engine/types";
import { EXAMPLE } from "../../example.test-env";
import { useRuns } from "../../store/runs";
import { refused, stubServer } from "../../server.test-env";
import { usePrefs } from "../../store/prefs";
import Inside from ".";
import { START, usePlace } from "./place";

/** A server with these runs and nothing else; returns its requests. */
const serve = (runs: Run[]) =>
  stubServer(({ path }) =>
    path === "/api/runs" ? { runs } : refused(404, "NOT_FOUND", "there is no such run."),
  );

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
  const experiment = EXAMPLE as Run["experiment"];
  const newer = { id: 7, name: "newer", experiment, epoch: 0, progress: 0 } as Run;
  const requested = serve([newer]);
  useRuns.setState({ runs: { 7: newer } });
  location.hash = "#/inside?run=4&row=2";
  render(<Inside />);
  await waitFor(() => expect(requested.map(({ path }) => path)).toContain("/api/runs/4"));
  expect(usePlace.getState()).toMatchObject({ run: 4, row: 2 });
  expect(await screen.findByText("there is no such run.")).toBeTruthy();
  expect(screen.getByText("Show the newest run")).toBeTruthy();
});
