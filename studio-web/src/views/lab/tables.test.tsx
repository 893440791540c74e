import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { TableColumn, TableOptions } from "../../engine/types";
import { type Received, stubServer } from "../../server.test-env";
import { usePrefs } from "../../store/prefs";
import { OwnTable, readOwn } from "./OwnTable";
import { PasteTable } from "./PasteTable";
import { base64Of, withHeader, withRole, withType, wordsIn } from "./tables";

const column = (name: string, part: Partial<TableColumn> = {}): TableColumn => ({
  name,
  role: "input",
  type: "numeric",
  examples: ["1", "2"],
  missing: 0,
  reason: { text: "its cells are numbers", code: "data.why.numbers", values: {} },
  is_usable: true,
  is_wrong: false,
  ...part,
});

it("leaves a column out, and takes it back with the type that is shown", () => {
  const id = column("id");
  const out = withRole({ numeric: ["id"], target: "y" }, id, "ignored");
  expect(out).toEqual({ ignore: ["id"], numeric: [], categorical: [], target: "y" });
  const back = withRole(out, { ...id, role: "ignored" }, "input");
  expect(back).toEqual({ ignore: [], numeric: ["id"], categorical: [], target: "y" });
  const words = column("id", { type: "binary", role: "ignored" });
  expect(withRole(out, words, "input").categorical).toEqual(["id"]);
});

it("makes another column the target, of which nothing else is said then", () => {
  const options: TableOptions = { ignore: ["a"], categorical: ["b"], task: "regression" };
  const chosen = withRole(options, column("b"), "target");
  expect(chosen).toEqual({
    ignore: ["a"],
    categorical: [],
    numeric: [],
    target: "b",
    task: null,
  });
});

it("changes the type of an input, and the task by that of the target", () => {
  expect(withType({ numeric: ["a"] }, column("a"), "categorical")).toEqual({
    ignore: [],
    numeric: [],
    categorical: ["a"],
  });
  const target = column("y", { role: "target" });
  expect(withType({}, target, "numeric")).toEqual({ task: "regression" });
  expect(withType({}, target, "categorical")).toEqual({ task: "classification" });
});

it("forgets names of columns with another first row", () => {
  const options = { ignore: ["a"], target: "b", missing_values: ["-9"] };
  expect(withHeader(options, false)).toEqual({ header: false, missing_values: ["-9"] });
  expect(withHeader({}, true)).toEqual({ header: true });
});

it("finds the words of a list", () => {
  expect(wordsIn(" -999, not known;? ,")).toEqual(["-999", "not known", "?"]);
  expect(wordsIn("")).toEqual([]);
});

it("sends a file as the bytes that it has", async () => {
  const bytes = new Uint8Array([0xe1, 0xff, 0x00, 0x2c]);
  expect(atob(await base64Of(new Blob([bytes])))).toBe("\xe1\xff\x00,");
  expect(await base64Of(new Blob([]))).toBe("");
  const file = new File([bytes], "año 1.csv");
  expect(await readOwn(file, ["año 1"])).toEqual({
    name: "año 1 2",
    content: { file: "4f8ALA==" },
  });
});

const READING = {
  columns: [
    column("id", { role: "ignored", reason: { text: "it only counts", code: "", values: {} } }),
    column("fare", { type: null, is_wrong: true, missing: 3 }),
    column("deck", { role: "ignored", is_usable: false }),
    column("kind", { role: "target", type: "binary", examples: ["a", "b"] }),
  ],
  target: "kind",
  header: true,
  rows: [["1", "2", "C", "a"]],
  total: 1,
  notes: [{ text: "a note", code: "", values: {} }],
  problem: { text: "t.csv has 1 problem", code: "", values: {} },
};
let requested: Received[] = [];
const lastBody = () => requested.at(-1)?.body as Record<string, unknown>;
vi.setConfig({ testTimeout: 30_000 }); // queries by role are slow while all cores are busy

beforeEach(() => {
  usePrefs.setState({ language: "en" });
  vi.stubGlobal("CSS", { escape: (text: string) => text }); // jsdom has none
  requested = stubServer(() => READING);
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => act(() => new Promise<void>((done) => setTimeout(done, 20)));

async function opened() {
  const file = { name: "t", content: { text: "id,fare,deck,kind\n1,2,C,a" } };
  render(<OwnTable file={file} onClose={vi.fn()} onAdded={vi.fn()} />);
  await settled();
}

async function choose(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await settled();
  return lastBody();
}

it("shows what each column is taken for, and sends what is said otherwise", async () => {
  await opened();
  const columns = within(screen.getByRole("region", { name: "Columns" }));
  const row = columns.getByRole("row", { name: /^id/ });
  expect(within(row).getByText("it only counts")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("fare");
  expect((screen.getByLabelText("Type: fare") as HTMLSelectElement).value).toBe("");
  expect(await choose("Role: id", "input")).toMatchObject({ numeric: ["id"] });
  expect(await choose("Type: fare", "categorical")).toMatchObject({
    numeric: ["id"],
    categorical: ["fare"],
  });
  expect(await choose("Type: kind", "numeric")).toMatchObject({ task: "regression" });
  const words = screen.getByLabelText("More words for a missing value");
  fireEvent.change(words, { target: { value: "-9, ?" } });
  fireEvent.blur(words);
  await settled();
  expect(lastBody().missing_values).toEqual(["-9", "?"]);
  fireEvent.click(screen.getByLabelText("The first row is the header"));
  await settled();
  expect(lastBody()).toEqual({
    name: "t",
    text: "id,fare,deck,kind\n1,2,C,a",
    header: false,
    missing_values: ["-9", "?"],
  });
  fireEvent.click(screen.getByRole("button", { name: "Guess all again" }));
  await settled();
  expect(Object.keys(lastBody())).toEqual(["name", "text"]);
});

it("offers no role that a column cannot have", async () => {
  await opened();
  const isOpen = (label: string) =>
    [...(screen.getByLabelText(label) as HTMLSelectElement).options].map(
      ({ disabled }) => !disabled,
    );
  expect(isOpen("Role: id")).toEqual([true, true, true]);
  expect(isOpen("Role: deck")).toEqual([false, true, true]);
  expect(isOpen("Role: kind")).toEqual([false, true, false]);
});

it("reads a pasted text as a table", () => {
  const onTable = vi.fn();
  render(<PasteTable taken={["pasted table"]} onClose={vi.fn()} onTable={onTable} />);
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "a\tb\n1\tx" } });
  fireEvent.click(screen.getByRole("button", { name: "Read it" }));
  expect(onTable).toHaveBeenCalledWith({
    name: "pasted table 2",
    content: { text: "a\tb\n1\tx" },
  });
});
