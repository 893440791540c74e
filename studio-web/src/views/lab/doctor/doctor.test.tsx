import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { Run } from "../../../engine/types";
import { EXAMPLE } from "../../../example.test-env";
import { stubServer } from "../../../server.test-env";
import { useExperiment } from "../../../store/experiment";
import { usePrefs } from "../../../store/prefs";
import { useRuns } from "../../../store/runs";
import { DoctorLine } from "./DoctorLine";

beforeEach(() => usePrefs.setState({ language: "en" }));

const RUN = { id: 3, epoch: 30, status: "finished", experiment: EXAMPLE } as unknown as Run;
const CHANGED = { ...EXAMPLE, algorithm: { name: "adam", settings: { learning_rate: 0.1 } } };
const FRESH = { ...RUN, id: 4, experiment: CHANGED } as unknown as Run;
const FINDING = {
  rule: "rate_too_low",
  message: {
    text: "The loss fell by 1.0% in 30 epochs, a little in nearly every one.",
    code: "doctor.rate_too_low",
    values: { fall: 0.01, epochs: 30 },
  },
  evidence: { fall: 0.01 },
  explanation: { text: "The steps are far too short.", code: "doctor.rate_too_low.why" },
  lesson: 8,
  change: {
    code: { text: "ten times the learning rate, and again" },
    settings: [{ name: "learning_rate", before: 0.01, after: 0.1 }],
    experiment: CHANGED,
    command: { do: "rate", learning_rate: 0.1 },
  },
  can_be_proved: true,
};
const ADVICE = { ...FINDING, rule: "imbalance", change: { code: { text: "more rows" } } };
const PROOF = {
  run: 3,
  rule: "rate_too_low",
  is_running: false,
  share: 1,
  of: 2,
  before: [0.5, null],
  after: [0.75, 0.8],
  gains: [0.25, null],
  better: 2,
  measure: { text: "accuracy", code: "doctor.measure.accuracy" },
};

const shown = (...findings: unknown[]) => {
  const received = stubServer(({ path, method }) => {
    if (path.endsWith("/diagnosis")) return { run: 3, epoch: 30, findings };
    if (path.endsWith("/proof")) return method === "POST" ? PROOF : { run: 3, rule: "" };
    return path.endsWith("/runs") ? FRESH : RUN;
  });
  render(<DoctorLine run={RUN} moment="30" />);
  return received;
};

it("is quiet where all is well", async () => {
  shown();
  expect(await screen.findByText("Doctor: all is well.")).toBeTruthy();
});

it("says one thing, and applies its change to a fresh network", async () => {
  useExperiment.setState({ run: 3, experiment: EXAMPLE, defaults: {} });
  const received = shown(FINDING);
  fireEvent.click(await screen.findByRole("button", { name: /The loss fell by 1.0%/ }));
  expect(screen.getByText("0.1")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Apply to a fresh network" }));
  await waitFor(() => expect(useExperiment.getState().run).toBe(FRESH.id));
  expect(useExperiment.getState().experiment.algorithm).toEqual(CHANGED.algorithm);
  await waitFor(() => {
    const sent = received.filter(({ method }) => method === "POST");
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ["/api/runs", { experiment: CHANGED, name: null }],
      [`/api/runs/${FRESH.id}/orders`, { command: { do: "play" } }],
    ]);
  });
});

it("proves it, seed by seed", async () => {
  useRuns.setState({ proofs: {} });
  const received = shown(FINDING);
  fireEvent.click(await screen.findByRole("button", { name: /The loss fell/ }));
  fireEvent.click(screen.getByRole("button", { name: "Prove it" }));
  expect(await screen.findByText(/Better in 2 of 2 seeds/)).toBeTruthy();
  expect(screen.getByRole("row", { name: "0 50 % 75 % +25 %" })).toBeTruthy();
  expect(screen.getByRole("row", { name: "1 diverged 80 % all" })).toBeTruthy();
  const start = received.find(({ method }) => method === "POST");
  expect(start?.body).toEqual({ rule: "rate_too_low", seeds: 5 });
});

it("shows what a form cannot hold as advice, and the others one by one, in Spanish too", async () => {
  usePrefs.setState({ language: "es" });
  shown(FINDING, ADVICE);
  fireEvent.click(await screen.findByRole("button", { name: /La pérdida bajó un 1 %.*1 más/ }));
  fireEvent.click(screen.getByRole("button", { name: "Siguiente" }));
  expect(screen.getByText("2 de 2")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Consejo" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Aplicar a una red nueva" })).toBeNull();
});
