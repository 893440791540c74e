import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Run } from "../../engine/types";
import { EXAMPLE } from "../../example.test-env";
import { type Received, refused, stubServer } from "../../server.test-env";
import { useExperiment } from "../../store/experiment";
import { usePrefs } from "../../store/prefs";
import { NOTHING, useRuns } from "../../store/runs";
import RunsScreen from "./index";
import { PLAIN, useView } from "./view";

const run = (id: number, part: Partial<Run> = {}) =>
  ({
    id,
    name: `iris ${id}`,
    experiment: EXAMPLE,
    status: "finished",
    created: "2026-11-22T23:00:00+00:00",
    network: "4 - 3 softmax",
    epoch: 100,
    note: { text: "", code: "", values: {} },
    last: { val_accuracy: id / 10, val_loss: 1 },
    ...part,
  }) as Run;

const ANSWERS: Record<string, unknown> = {
  "/api/runs/1/name": run(1, { name: "slow" }),
  "/api/catalogue": { algorithms: [] },
  "/api/networks": { networks: [] },
};
let requested: Received[] = [];
/** What was changed on the server. */
const changes = () =>
  requested
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
vi.setConfig({ testTimeout: 30_000 }); // queries by role are slow while all cores are busy

beforeEach(() => {
  usePrefs.setState({ language: "en" });
  useView.setState(PLAIN);
  useRuns.setState({
    ...NOTHING,
    runs: { 1: run(1), 2: run(2, { status: "interrupted" }) },
  });
  vi.stubGlobal("CSS", { escape: (text: string) => text }); // jsdom has none
  requested = stubServer(({ path }) => ANSWERS[path] ?? run(2, { status: "running" }));
});
afterEach(() => vi.unstubAllGlobals());

/** Lets all pending promises settle. */
const settled = () => act(() => new Promise<void>((done) => setTimeout(done, 20)));

async function opened() {
  render(<RunsScreen />);
  await settled();
}

function press(name: string | RegExp, within_ = within(document.body)) {
  fireEvent.click(within_.getByRole("button", { name }));
  return settled();
}

it("sorts by a column header, and announces it", async () => {
  await opened();
  const head = screen.getByRole("columnheader", { name: /^Held-out accuracy/ });
  fireEvent.click(head);
  await settled();
  expect(head.getAttribute("aria-sort")).toBe("descending");
  expect(screen.getAllByRole("textbox").map((field) => (field as HTMLInputElement).value)).toEqual([
    "iris 2",
    "iris 1",
  ]);
});

it("offers to resume a run that was interrupted by the end of the server", async () => {
  await opened();
  await press("Resume it");
  expect(changes()).toEqual([`POST /api/runs/2/orders {"command":{"do":"play"}}`]);
  expect(screen.getByText("#2 iris 2 has been resumed.")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText("Resume it")).toBeNull());
});

it("tells what happened to the file of runs, in the language of the page", async () => {
  const values = { number: 7, file: "runs.sqlite" };
  const text = "Run 7 cannot be read: a row of it in runs.sqlite is damaged.";
  useRuns.setState({ notes: [{ text, code: "run.is_unreadable", values }] });
  await opened();
  expect(screen.getByRole("alert").textContent).toBe(text);
  act(() => usePrefs.setState({ language: "es" }));
  expect(screen.getByRole("alert").textContent).toContain("El ensayo 7 no se puede leer");
});

it("renames on Enter, but sends no name that the workspace would refuse", async () => {
  await opened();
  const field = screen.getByLabelText("Name of run 1");
  fireEvent.change(field, { target: { value: "../x" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(screen.getByRole("alert").textContent).toContain("A name starts with");
  expect(changes()).toEqual([]);
  fireEvent.change(field, { target: { value: "slow " } });
  fireEvent.keyDown(field, { key: "Enter" });
  await settled();
  expect(changes()).toEqual([`POST /api/runs/1/name {"name":"slow"}`]);
  expect(screen.getByLabelText<HTMLInputElement>("Name of run 1").value).toBe("slow");
});

it("deletes the selected runs only after a confirmation", async () => {
  await opened();
  fireEvent.click(screen.getByRole("checkbox", { name: "Compare #1 iris 1" }));
  await press("Delete …");
  expect(changes()).toEqual([]);
  await press("Cancel", within(screen.getByRole("dialog")));
  expect(changes()).toEqual([]);
  await press("Delete …");
  await press("Delete permanently", within(screen.getByRole("dialog")));
  expect(changes()).toEqual(["DELETE /api/runs/1 null"]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("compares the two newest runs at one press, and takes the focus there", async () => {
  useRuns.setState({ runs: { 1: run(1), 2: run(2), 3: run(3) } });
  await opened();
  await press("Compare the two newest");
  expect(useView.getState().picked).toEqual([2, 3]);
  expect(document.activeElement?.id).toBe("compare");
  expect(screen.queryByRole("button", { name: "Compare the two newest" })).toBeNull();
});

it("shows why the server refuses a file", async () => {
  await opened();
  stubServer(() => refused(400, "BAD_REQUEST", "bad.edunn is damaged."));
  const file = new File(["hello"], "bad.edunn");
  file.arrayBuffer ??= () => Promise.resolve(new TextEncoder().encode("hello").buffer);
  fireEvent.change(screen.getByLabelText(/^Upload a network/), { target: { files: [file] } });
  expect((await screen.findByRole("alert")).textContent).toBe("bad.edunn is damaged.");
});

it("teaches what a run is where there is none, and trains the present data with one press", async () => {
  useRuns.setState({ ...NOTHING });
  useExperiment.setState({ experiment: { data: { name: "moons" } }, run: null });
  await opened();
  expect(screen.getByText(/A run is one training/)).toBeTruthy();
  requested = stubServer(({ path }) => ANSWERS[path] ?? run(9));
  await press("Train a network on moons");
  await waitFor(() =>
    expect(changes()).toEqual([
      `POST /api/runs {"experiment":{"data":{"name":"moons"}},"name":null}`,
      `POST /api/runs/9/orders {"command":{"do":"play"}}`,
    ]),
  );
});
