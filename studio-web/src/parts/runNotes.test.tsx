import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Run } from "../engine/types";
import { usePrefs } from "../store/prefs";
import { RunNotes } from "./RunNotes";

const ALIKE = {
  text: "All rows of inputs are the same ...",
  code: "doctor.rows_alike",
  values: {},
};
const runWith = (notes: Run["notes"]) => ({ notes }) as Run;

it("shows the notes on a run in the language of the page", () => {
  usePrefs.setState({ language: "es" });
  render(<RunNotes run={runWith([ALIKE])} />);
  expect(screen.getByRole("listitem").textContent).toContain("Todas las filas");
});

it("shows nothing where all is well", () => {
  const { container } = render(<RunNotes run={runWith([])} />);
  expect(container.innerHTML).toBe("");
});
