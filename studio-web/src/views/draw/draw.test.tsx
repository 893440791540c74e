import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { base64Of } from "../../parts/pictures";
import { apart, smoothed } from "./smooth";
import {
  cellAfter,
  clear,
  type History,
  middleOf,
  NOTHING,
  redo,
  visibleMarks,
  SIDE,
  type Stroke,
  undo,
  withLine,
  withMark,
} from "./marks";
import { newestOnly } from "./requestQueue";
import { bytesOf, bytesOfMarks, enlarged, inkedCells } from "./raster";
import { saliencyColours } from "./Reasons";
import { readsDigits, stepOf } from "./Tools";
import type { NetworkSummary } from "../../engine/types";

const stroke = (points: [number, number][], width = 20, isEraser = false): Stroke => ({
  kind: "stroke",
  points: points.map(([x, y]) => ({ x, y })),
  width,
  isEraser,
});
const at = (bytes: Uint8Array, x: number, y: number) => bytes[y * SIDE + x];
const share = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0) / 255;

it("smooths: both ends are met, and a corner is cut", () => {
  const line = smoothed(
    stroke([
      [0, 0],
      [100, 0],
      [100, 100],
    ]).points,
  );
  expect(line[0]).toEqual({ x: 0, y: 0 });
  expect(line.at(-1)).toEqual({ x: 100, y: 100 });
  expect(line.every(({ x, y }) => Math.hypot(x - 100, y) > 20)).toBe(true);
  const lengths = line
    .slice(1)
    .map(({ x, y }, k) => Math.hypot(x - (line[k]?.x ?? 0), y - (line[k]?.y ?? 0)));
  expect(Math.max(...lengths)).toBeLessThan(7);
});

it("leaves a straight line unchanged", () => {
  expect(smoothed([])).toEqual([]);
  expect(smoothed([{ x: 3, y: 4 }])).toEqual([{ x: 3, y: 4 }]);
  const straight = smoothed(
    stroke([
      [0, 0],
      [30, 60],
      [60, 120],
      [90, 180],
    ]).points,
  );
  expect(straight.every(({ x, y }) => Math.abs(y - 2 * x) < 1e-9)).toBe(true);
});

it("removes the trembling of a hand, but keeps the end point", () => {
  const kept = apart(
    stroke([
      [0, 0],
      [0.5, 0],
      [0, 1],
      [50, 0],
      [50.4, 0.3],
    ]).points,
  );
  expect(kept).toEqual([
    { x: 0, y: 0 },
    { x: 50.4, y: 0.3 },
  ]);
});

it("makes a dot a disc of the pen's width", () => {
  const bytes = bytesOfMarks([stroke([[140, 140]], 30)]);
  expect(share(bytes)).toBeCloseTo(Math.PI * 15 ** 2, -1);
  expect([at(bytes, 140, 140), at(bytes, 140, 127), at(bytes, 140, 122)]).toEqual([255, 255, 0]);
});

it("makes a line a bar with round caps", () => {
  const bytes = bytesOfMarks([
    stroke(
      [
        [60, 140],
        [220, 140],
      ],
      20,
    ),
  ]);
  expect(share(bytes)).toBeCloseTo(160 * 20 + Math.PI * 10 ** 2, -1.5);
  expect([at(bytes, 52, 140), at(bytes, 48, 140), at(bytes, 51, 131)]).toEqual([255, 0, 0]);
});

it("clips strokes at the edge, and draws ink over ink", () => {
  const once = bytesOfMarks([
    stroke([
      [-50, 0],
      [400, 0],
    ]),
  ]);
  expect(share(once)).toBeCloseTo(SIDE * 10, -1);
  expect(
    bytesOfMarks([
      stroke([
        [-50, 0],
        [400, 0],
      ]),
      stroke([
        [-50, 0],
        [400, 0],
      ]),
    ]),
  ).toEqual(once);
});

it("erases, and shows the stroke in progress", () => {
  const marks = [stroke([[140, 140]], 40)];
  const current = stroke([[140, 140]], 40, true);
  expect(Math.max(...bytesOf(marks, current))).toBeLessThan(130); // half of an edge pixel remains
  expect(at(bytesOf(marks, current), 140, 140)).toBe(0);
  expect(at(bytesOf(marks, null), 140, 140)).toBe(255);
});

it("undoes, redoes, and clears so that it can be undone", () => {
  const [a, b] = [stroke([[1, 1]]), stroke([[2, 2]])];
  const both = withMark(withMark(NOTHING, a), b);
  expect(undo(both)).toEqual({ marks: [a], undone: [b] });
  expect(redo(undo(both))).toEqual(both);
  expect(undo(NOTHING)).toEqual(NOTHING);
  expect(redo(both)).toEqual(both);
  const cleared = clear(both);
  expect(visibleMarks(cleared.marks)).toEqual([]);
  expect(visibleMarks(undo(cleared).marks)).toEqual([a, b]);
  expect(clear(cleared)).toBe(cleared);
  expect(withMark(undo(both), a).undone).toEqual([]);
});

it("puts an MNIST digit on a new sheet", () => {
  const picture = { kind: "picture", pixels: new Uint8Array(784).fill(9), label: "7" } as const;
  const history = withMark(withMark(NOTHING, stroke([[1, 1]])), picture);
  expect(visibleMarks(history.marks)).toEqual([picture]);
  const after = stroke([[5, 5]]);
  expect(visibleMarks(withMark(history, after).marks)).toEqual([picture, after]);
});

it("enlarges a digit: flat stays flat, a pixel stays in its place", () => {
  expect(new Set(enlarged(new Uint8Array(784).fill(200)))).toEqual(new Set([200]));
  const one = new Uint8Array(784);
  one[3 * 28 + 5] = 250;
  const bytes = enlarged(one);
  expect(share(bytes)).toBeCloseTo((100 * 250) / 255, 0);
  expect(at(bytes, 55, 35)).toBeGreaterThan(225);
  expect(inkedCells(bytes).flatMap((isInked, cell) => (isInked ? [cell] : []))).toEqual([89]);
});

it("draws lines from cell to cell as one stroke", () => {
  const [a, b, c] = [0, 1, 2].map((column) => middleOf({ row: 0, column })) as [
    never,
    never,
    never,
  ];
  let history: History = withLine(NOTHING, a, b, 20);
  history = withLine(history, b, c, 20);
  expect(history.marks).toHaveLength(1);
  expect(withLine(history, a, b, 20).marks).toHaveLength(2);
  expect(undo(history).marks).toEqual([]);
});

it("moves the focus, never past the edge", () => {
  expect(cellAfter({ row: 0, column: 27 }, "ArrowRight")).toEqual({ row: 0, column: 27 });
  expect(cellAfter({ row: 0, column: 27 }, "ArrowDown")).toEqual({ row: 1, column: 27 });
  expect(cellAfter({ row: 5, column: 9 }, "Home")).toEqual({ row: 5, column: 0 });
  expect(cellAfter({ row: 5, column: 9 }, "x")).toBeNull();
});

it("sends every byte", () => {
  const bytes = Uint8Array.from({ length: 78400 }, (_, i) => i % 256);
  expect(Uint8Array.from(atob(base64Of(bytes)), (letter) => letter.charCodeAt(0))).toEqual(bytes);
});

it("handles undo and redo, except in text fields", () => {
  const press = (key: string, more: KeyboardEventInit = {}) =>
    new KeyboardEvent("keydown", { key, ctrlKey: true, ...more });
  expect([press("z"), press("Z", { shiftKey: true }), press("y"), press("x")].map(stepOf)).toEqual([
    "undo",
    "redo",
    "redo",
    null,
  ]);
  expect(stepOf(press("z", { ctrlKey: false }))).toBeNull();
  const field = document.createElement("input");
  const typed = press("z");
  field.dispatchEvent(typed);
  expect(stepOf(typed)).toBeNull();
});

it("lists the networks that can classify digits", () => {
  const card = (network: string, classes: string[] | null) =>
    ({ network, classes }) as NetworkSummary;
  expect(readsDigits(card("784 - 10 softmax", ["0"]))).toBe(true);
  expect(readsDigits(card("784 - 1", null))).toBe(false);
  expect(readsDigits(card("4 - 3 softmax", ["a"]))).toBe(false);
});

it("paints supporting pixels blue, opposing ones orange, and neutral ink grey", () => {
  const saliency = { width: 3, height: 1, low: -1, high: 1, pixels: btoa("\xff\x00\x80") };
  const [forIt, against, silent] = [0, 4, 8].map((i) => [
    ...saliencyColours(btoa("\xff\xff\xff"), saliency).slice(i, i + 3),
  ]);
  expect(forIt).toEqual([0, 114, 178]);
  expect(against).toEqual([213, 94, 0]);
  expect(silent).toEqual([178, 184, 196]);
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("sends one request at a time, at a limited rate, and the newest wins", async () => {
  const requested: number[] = [];
  const taken: number[] = [];
  const request = (n: number) => {
    requested.push(n);
    return new Promise<number>((answer) => setTimeout(() => answer(n), 30));
  };
  const queue = newestOnly(
    request,
    (n: number) => taken.push(n),
    () => undefined,
    100,
  );
  for (let n = 0; n < 50; n++) {
    queue.request(n);
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(500);
  expect(requested.length).toBeLessThanOrEqual(6);
  expect(taken).toEqual(requested);
  expect(taken.at(-1)).toBe(49);
});

it("continues after an error, and reports nothing once stopped", async () => {
  const failed: unknown[] = [];
  const taken: string[] = [];
  const request = (text: string) =>
    text === "bad" ? Promise.reject(new Error(text)) : Promise.resolve(text);
  const queue = newestOnly(
    request,
    (text: string) => taken.push(text),
    (error) => failed.push(error),
    10,
  );
  queue.request("bad");
  await vi.advanceTimersByTimeAsync(20);
  queue.request("good");
  await vi.advanceTimersByTimeAsync(20);
  queue.stop();
  queue.request("late");
  await vi.advanceTimersByTimeAsync(20);
  expect([failed.length, taken]).toEqual([1, ["good"]]);
});
