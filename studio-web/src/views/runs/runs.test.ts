import { expect, it } from "vitest";
import { NO_CURVES } from "../../engine/curves";
import type { Catalogue, Experiment, NetworkSummary, Run } from "../../engine/types";
import { EXAMPLE } from "../../example.test-env";
import { csvOf, escaped, recordsOf } from "./csv";
import { curlOf, fileName, isName, sizeText } from "../../parts/files";
import { columnsOf, overlaid } from "./overlay";
import { differing, settingsOf } from "./settings";
import { arranged, turned } from "./table";
import { sentence, settingName } from "./comparison";
import { PLAIN, textOf, toggled, viewOf } from "./view";
import { CatalogueWords } from "../../words/catalogue";
import { RUNS_WORDS } from "./words";

const words = RUNS_WORDS.en;
const names = new CatalogueWords("en");
const catalogue = {
  algorithms: [{ name: "sgd", fields: [{ name: "learning_rate", default: 0.1 }] }],
} as Catalogue;

function compared(part: Partial<Experiment>, run: Partial<Run> = {}) {
  const experiment = { ...EXAMPLE, algorithm: { name: "sgd", settings: {} }, ...part };
  const last = { val_accuracy: 0.89, val_loss: 0.4 };
  const all = { id: 1, name: "iris 1", epoch: 100, experiment, last, ...run } as Run;
  return { run: all, settings: settingsOf(experiment, catalogue) };
}
const learning_rate = 0.01;
const slow = { algorithm: { name: "sgd", settings: { learning_rate } } };
const better = { last: { val_accuracy: 0.97, val_loss: 0.1 } } as Partial<Run>;

it("flattens an experiment, with the defaults of its algorithm", () => {
  const { settings } = compared({});
  expect(settings.get("data.name")).toBe("iris");
  expect(settings.get("layer.1.units")).toBe(8);
  expect(settings.get("algorithm.learning_rate")).toBe(0.1);
  expect(settings.has("layer.1.strength")).toBe(false);
});

it("finds only what differs, data before layers before the algorithm", () => {
  const hidden = [{ kind: "dropout" as const, rate: 0.5 }];
  const keys = differing([
    compared({}).settings,
    compared({ ...slow, hidden, data: { ...EXAMPLE.data, name: "heart" }, seed: 3 }).settings,
  ]);
  expect(keys[0]).toBe("data.name");
  expect(keys).toContain("layer.1.rate");
  expect(keys.slice(-2)).toEqual(["algorithm.learning_rate", "seed"]);
  expect(differing([compared({}).settings, compared({}).settings])).toEqual([]);
});

it("treats an explicit default as no change", () => {
  const other = compared({ algorithm: { name: "sgd", settings: { learning_rate: 0.1 } } });
  expect(differing([compared({}).settings, other.settings])).toEqual([]);
});

it("gives settings readable names", () => {
  expect(settingName("layer.2.units", words, names)).toBe("layer 2 units");
  expect(settingName("algorithm.learning_rate", words, names)).toBe("learning rate");
  expect(settingName("data.test", words, names)).toBe("held-out share");
});

it("describes a change and its effect", () => {
  expect(sentence(compared({}), compared(slow, better), words, names)).toBe(
    "learning rate 0.01 instead of 0.1: held-out accuracy 97 % instead of 89 %.",
  );
  expect(sentence(compared({}), compared({}), words, names)).toBe(
    "the same settings: the held-out accuracy is the same, 89 %.",
  );
});

it("does not claim more than two runs show", () => {
  const summary = (part: Partial<Experiment>, run: Partial<Run> = {}) =>
    sentence(compared({}), compared(part, run), words, names);
  expect(summary({ ...slow, batch_size: 8 })).toContain(words.severalChanged);
  expect(summary(slow)).not.toContain(words.severalChanged);
  expect(summary({ seed: 1 })).toContain(words.onlySeed);
  expect(summary({ data: { ...EXAMPLE.data, name: "iris", test: 0.5 } })).toContain(
    words.otherRows,
  );
  expect(summary(slow, { epoch: 40 })).toContain("Note: after 40 epochs instead of 100.");
  expect(summary(slow, { last: null })).toContain("not trained yet: #1 iris 1");
});

it("does not count the settings of a new layer as separate changes", () => {
  const hidden = [...(EXAMPLE.hidden ?? []), { kind: "dropout" as const, rate: 0.5 }];
  expect(sentence(compared({}), compared({ hidden }, better), words, names)).toBe(
    "hidden layers 2 instead of 1: held-out accuracy 97 % instead of 89 %.",
  );
});

it("compares losses where there is no accuracy", () => {
  const last = { val_accuracy: null, val_loss: 0.2 } as Run["last"];
  expect(sentence(compared({}, { last }), compared(slow, { last }), words, names)).toContain(
    "the held-out loss is the same, 0.2",
  );
});

it.each([
  ["=1+1", "'=1+1"],
  ["+a", "'+a"],
  ["-a", "'-a"],
  ["@a", "'@a"],
  ["\ta", "'\ta"],
  ['=a,"b"', '"\'=a,""b"""'],
  ["plain", "plain"],
  [-0.5, "-0.5"],
  [null, ""],
])("writes the cell %j as %j", (cell, text) => expect(escaped(cell)).toBe(text));

it("writes the records of runs below each other, without empty columns", () => {
  const run = { id: 4, name: "=cmd" } as Run;
  const curves = { ...NO_CURVES, index: [0, 1], loss: [0.5, null], val_loss: [1, 2] };
  expect(csvOf(recordsOf([{ run, curves }]))).toBe(
    "run,name,index,loss,val_loss\r\n4,'=cmd,0,0.5,1\r\n4,'=cmd,1,,2\r\n",
  );
});

it("puts curves on a common axis; undefined where only another has a point", () => {
  const { x, values } = overlaid([
    { x: [0, 10], values: [1, null] },
    { x: [0, 5], values: [3, 4] },
  ]);
  expect(x).toEqual([0, 5, 10]);
  expect(values).toEqual([
    [1, undefined, null],
    [3, 4, undefined],
  ]);
});

it("finds the columns of a measure", () => {
  expect(columnsOf("loss", "both").map(({ column }) => column)).toEqual(["val_loss", "loss"]);
  expect(columnsOf("accuracy", "held_out")).toEqual([
    { column: "val_accuracy", isTraining: false },
  ]);
});

const run = (id: number, val_accuracy: number | null, name = `run ${id}`) =>
  ({ ...compared({}).run, id, name, status: "paused", last: { val_accuracy } }) as Run;

it("sorts, with missing values at the end in both directions", () => {
  const runs = [run(1, 0.5), run(2, null), run(3, 0.9), run(10, 0.7, "run 10")];
  const ids = (column: "accuracy" | "name", isDown: boolean) =>
    arranged(runs, { column, isDown }, PLAIN.filter).map(({ id }) => id);
  expect(ids("accuracy", true)).toEqual([3, 10, 1, 2]);
  expect(ids("accuracy", false)).toEqual([1, 10, 3, 2]);
  expect(ids("name", false)).toEqual([1, 2, 3, 10]);
});

it("shows the runs that contain every typed word", () => {
  const runs = [run(1, 0.5, "Slow iris"), run(2, 0.5, "fast")];
  const found = (text: string, status: "all" | "running" = "all") =>
    arranged(runs, PLAIN.order, { text, status }).map(({ id }) => id);
  expect(found("IRIS slow")).toEqual([1]);
  expect(found("#2")).toEqual([2]);
  expect(found("", "running")).toEqual([]);
});

it("reverses the order at the second click", () => {
  expect(turned(PLAIN.order, "created")).toEqual({ column: "created", isDown: false });
  expect(turned(PLAIN.order, "accuracy")).toEqual({ column: "accuracy", isDown: true });
  expect(turned(PLAIN.order, "name")).toEqual({ column: "name", isDown: false });
});

it("writes a view into the address and reads it back", () => {
  const view = {
    ...PLAIN,
    picked: [3, 5],
    order: { column: "accuracy" as const, isDown: true },
    filter: { text: "a & b", status: "finished" as const },
    axis: "forward_passes" as const,
  };
  expect(viewOf(textOf(view))).toEqual(view);
  expect(textOf(PLAIN)).toBe("");
  expect(viewOf("pick=x,-1,2,2&sort=-nothing&status=odd&axis=toString")).toEqual({
    ...PLAIN,
    picked: [2],
  });
});

it("selects at most eight runs", () => {
  expect(toggled([1, 2], 2)).toEqual([1]);
  expect(toggled([1, 2, 3, 4, 5, 6, 7, 8], 9)).toHaveLength(8);
});

it("writes a prediction command with as many zeros as the network has inputs", () => {
  const card = { name: "my iris", network: "4 - 3 softmax" } as NetworkSummary;
  expect(curlOf(card, "http://localhost:1")).toBe(
    "curl http://localhost:1/predict -H 'Content-Type: application/json' \\\n" +
      `  -d '{"network_name": "my iris", "input_array": [0, 0, 0, 0]}'`,
  );
  expect(curlOf({ ...card, network: "784 - 10 softmax" }, "")).toContain("$(seq 783))0]}");
});

it.each([
  ["My iris 2.1_b-c", true],
  ["años (1)", true],
  ["a/b", false],
  ["../x", false],
  ["", false],
  ["a".repeat(65), false],
])("checks whether the workspace accepts the name %j", (name, isOne) =>
  expect(isName(name)).toBe(isOne),
);

it("names files and their sizes", () => {
  expect(fileName("my/iris: 3", "csv")).toBe("my-iris-3.csv");
  expect([sizeText(12), sizeText(1234), sizeText(2_500_000)]).toEqual(["12 B", "1.2 kB", "2.5 MB"]);
});
