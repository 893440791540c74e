import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { stubServer } from "../../server.test-env";
import { useExperiment } from "../../store/experiment";
import { encoded } from "../../store/link";
import { usePrefs } from "../../store/prefs";
import { putFormerBack, tryHere, useTrial } from "../../store/trial";
import Learn from ".";
import { partAt } from "./place";
import { useProgress } from "./progress";

afterEach(cleanup);

const TRIED = { data: { name: "moons" }, epochs: 7 };
const LINK = encoded(TRIED);
const ITEMS = [
  { kind: "exercise", name: "mse" },
  { kind: "answer", name: "4.2" },
  { kind: "question", name: "4.1" },
];
const CARD = { number: 4, title: "Loss", minutes: 40, needs: "", able: "", items: ITEMS };
const VIEW = {
  card: CARD,
  parts: [
    { kind: "prose", html: "<p>How wrong is wrong?</p>" },
    { kind: "code", source: "y - t", place: 0 },
    {
      kind: "exercise",
      number: 1,
      html: "<p>Write mse.</p>",
      stub: "def mse(y, t):\n    ...\n",
      checks: ["mse"],
      mark: { kind: "exercise", name: "mse" },
      solution: [{ kind: "code", source: "right", place: 1 }],
    },
    {
      kind: "exercise",
      number: 2,
      html: "<p>Why?</p>",
      stub: "",
      checks: [],
      mark: { kind: "answer", name: "4.2" },
      solution: [],
    },
    {
      kind: "exercise",
      number: 3,
      html: "<p>Write the class Dense.</p>",
      stub: "class Dense:\n    ...\n",
      checks: [],
      mark: { kind: "answer", name: "4.3" },
      solution: [],
    },
    { kind: "prose", html: '<p><a href="#/lab?e=LINK">Try it</a></p>'.replace("LINK", LINK) },
    { kind: "question", number: 1, html: "<p>Who?</p>", answer: "<p>She.</p>" },
  ],
};
const RESULT = {
  exercise: "mse",
  passed: false,
  credit: 0.2,
  mistakes: ["sum"],
  problem: "mistake",
  headline: "mse: The sum instead of the mean.",
  sentences: ["Mean: otherwise the loss grows."],
  input: "y = 1",
  compared: [{ letter: "result", yours: "5", right: "2.5" }],
  closing: "Credit so far: 20 %.",
  lesson: 4,
  remarks: [],
};
const MARK = { kind: "exercise", name: "mse", is_done: true, text: "", credit: 1, checks: 1 };

const RESULTS = {
  is_ready: true,
  cells: [
    [
      { kind: "text", content: "0.5 \n" },
      { kind: "html", content: "<svg role='img'><title>Prediction</title></svg>" },
    ],
    [{ kind: "text", content: "of the solution" }],
  ],
};

const serve = (marks: unknown[] = [], place: unknown = null, results: unknown = RESULTS) =>
  stubServer(({ path }) => {
    if (path.endsWith("/check")) return RESULT;
    if (path.endsWith("/results")) return results;
    if (path === "/api/progress/place") return { lesson: 4, part: 0 };
    if (path === "/api/lessons") return { lessons: [CARD] };
    return path.startsWith("/api/lessons/") ? VIEW : { marks, place };
  });

const show = (hash: string) => {
  location.hash = hash;
  render(<Learn />);
};

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined; // jsdom has no layout
  usePrefs.setState({ language: "en" });
  useProgress.setState({ marks: {}, place: null, isLoaded: false, error: null });
  useTrial.setState({ spot: null, former: null });
  useExperiment.setState({ experiment: { epochs: 5 }, run: null, byHand: ["epochs"] });
});

it("lists the lessons with what is done in them", async () => {
  serve([MARK]);
  show("#/learn");
  expect(await screen.findByText(/1 of 3 done/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /Loss/ }));
  expect(await screen.findByRole("heading", { name: "4 · Loss" })).toBeTruthy();
  expect(location.hash).toBe("#/learn?lesson=4");
});

it("checks what was written, and shows the numbers side by side", async () => {
  const received = serve();
  show("#/learn?lesson=4");
  const editor = await screen.findByRole("textbox", { name: "Your answer to exercise 1" });
  expect((editor as HTMLTextAreaElement).value).toContain("def mse(y, t):");
  fireEvent.change(editor, { target: { value: "mse = sum" } });
  fireEvent.click(screen.getByRole("button", { name: "Check" }));
  expect(await screen.findByText("mse: The sum instead of the mean.")).toBeTruthy();
  expect(screen.getByRole("row", { name: "result 5 2.5" })).toBeTruthy();
  const check = received.find(({ path }) => path === "/api/exercises/mse/check");
  expect(check?.body).toEqual({ code: "mse = sum", lesson: 4 });
});

it("goes on with the code of the last time", async () => {
  serve([{ ...MARK, text: "my code" }]);
  show("#/learn?lesson=4");
  await waitFor(() =>
    expect(
      screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your answer to exercise 1" }).value,
    ).toBe("my code"),
  );
});

it("keeps the answer to a question", async () => {
  const received = serve();
  show("#/learn?lesson=4");
  fireEvent.click(await screen.findByLabelText("I knew it"));
  await waitFor(() => {
    expect(received.some(({ method, path }) => method === "PUT" && path === "/api/progress")).toBe(
      true,
    );
  });
});

it("lets the keyboard leave the editor after Escape", async () => {
  serve();
  show("#/learn?lesson=4");
  const editor = await screen.findByRole<HTMLTextAreaElement>("textbox", {
    name: "Your answer to exercise 1",
  });
  const before = editor.value;
  expect(fireEvent.keyDown(editor, { key: "Tab" })).toBe(false);
  expect(editor.value).not.toBe(before);
  fireEvent.keyDown(editor, { key: "Escape" });
  expect(fireEvent.keyDown(editor, { key: "Tab" })).toBe(true);
});

it("shows what the cells show, those of a solution too", async () => {
  serve();
  show("#/learn?lesson=4");
  const [shown] = await screen.findAllByRole("group", { name: "What the cell shows" });
  expect(shown?.textContent).toContain("0.5");
  expect(shown?.querySelector("svg title")?.textContent).toBe("Prediction");
  expect(screen.getByText("of the solution")).toBeTruthy();
  expect(screen.queryByText(/are running/)).toBeNull();
});

it("says so while the cells run, and shows no results then", async () => {
  serve([], null, { is_ready: false, cells: [] });
  show("#/learn?lesson=4");
  expect(await screen.findByText(/The cells of this lesson are running/)).toBeTruthy();
  expect(screen.queryByRole("group", { name: "What the cell shows" })).toBeNull();
});

it("has a plain text box for words, and code without a check is kept as it is written", async () => {
  const received = serve();
  show("#/learn?lesson=4");
  const words = await screen.findByRole("textbox", { name: "Your answer to exercise 2" });
  expect(fireEvent.keyDown(words, { key: "Tab" })).toBe(true);
  const code = screen.getByRole<HTMLTextAreaElement>("textbox", {
    name: "Your answer to exercise 3",
  });
  expect(code.value).toContain("class Dense:");
  expect(screen.getByText(/No check knows this one/)).toBeTruthy();
  expect(screen.getAllByRole("button", { name: "Check" })).toHaveLength(1);
  fireEvent.change(code, { target: { value: "class Mine: ..." } });
  const isKept = () =>
    received.some(({ method, body }) => {
      const text = JSON.stringify(body ?? "");
      return method === "PUT" && text.includes('"4.3"') && text.includes("class Mine");
    });
  await waitFor(() => expect(isKept()).toBe(true), { timeout: 3_000 });
});

it("goes on where the reader was, unless the list is asked for", async () => {
  serve([], { lesson: 4, part: 2 });
  show("#/learn");
  expect(await screen.findByRole("heading", { name: "4 · Loss" })).toBeTruthy();
  expect(location.hash).toBe("#/learn?lesson=4&part=2");
  cleanup();
  useProgress.setState({ isLoaded: false });
  show("#/learn?all=1");
  expect(await screen.findByText(/of 3 done/)).toBeTruthy();
  await waitFor(() => expect(useProgress.getState().isLoaded).toBe(true));
  expect(location.hash).toBe("#/learn?all=1");
});

it("leaves for the Lab with a way back where there is no room for it", async () => {
  serve();
  show("#/learn?lesson=4");
  fireEvent.click(await screen.findByRole("link", { name: "Try it" }));
  expect(useTrial.getState().spot).toEqual({ lesson: 4, part: 5 });
  expect(useTrial.getState().former?.experiment.epochs).toBe(5);
});

it("puts the learner's own settings back, also after two experiments", () => {
  tryHere(`#/lab?e=${LINK}`);
  expect(useExperiment.getState().experiment).toMatchObject(TRIED);
  tryHere(`#/lab?e=${encoded({ epochs: 9 })}`);
  expect(useExperiment.getState().experiment.epochs).toBe(9);
  putFormerBack();
  expect(useExperiment.getState()).toMatchObject({ experiment: { epochs: 5 }, byHand: ["epochs"] });
  expect(useTrial.getState().former).toBeNull();
});

it("knows the part that is read", () => {
  expect(partAt([100, 300, 900])).toBe(0);
  expect(partAt([-500, 20, 900])).toBe(1);
  expect(partAt([400, 900])).toBe(0);
});
