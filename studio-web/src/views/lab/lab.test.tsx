import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { DataView, ResultsView, Row, Run } from "../../engine/types";
import { NumberField } from "../../parts/widgets";
import { EXAMPLE } from "../../example.test-env";
import { predictionsOf } from "./Predictions";
import { axesOf } from "./axes";
import { pointsOf } from "./Cards";
import { stateOf } from "./Strip";
import { changed } from "./SettingField";
import { withAxis } from "./Planes";
import { sketchOf } from "./sketch";
import { useLabWords } from "./words";

it("removes a setting with null", () => {
  expect(changed({ a: 1, b: 2 }, "a", null)).toEqual({ b: 2 });
  expect(changed({ a: 1 }, "a", 3)).toEqual({ a: 3 });
});

it("takes a number when it is complete, within its limits", () => {
  const onChange = vi.fn();
  render(<NumberField label="Units" value={8} whole least={1} most={64} onChange={onChange} />);
  const field = screen.getByLabelText("Units");
  fireEvent.change(field, { target: { value: "640" } });
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onChange).toHaveBeenCalledWith(64);
});

const row = (part: "training" | "held_out", input: number, target: number): Row =>
  ({ row: 0, part, inputs: [input], target, label: String(target) }) as Row;

const curve = {
  card: { name: "curve", classes: null },
  features: ["x"],
  target: "y",
  counts: [],
  ranges: [[0, 10]],
  sample: [row("training", 0, 1), row("training", 10, 3), row("held_out", 5, 2)],
} as unknown as DataView;

it("sketches the planned network", () => {
  const view = sketchOf(
    { ...EXAMPLE, hidden: [EXAMPLE.hidden?.[0] ?? {}, { kind: "dropout" }] } as never,
    curve,
  );
  expect(view?.layers.map(({ inputs, units, activation }) => [inputs, units, activation])).toEqual([
    [1, 8, "relu"],
    [8, 1, "linear"],
  ]);
  expect([view?.dropped, view?.inputs, view?.outputs]).toEqual([[1], ["x"], ["y"]]);
});

it("draws a card's picture from its own rows", () => {
  expect(pointsOf(curve).map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [100, 100],
    [50, 50],
  ]);
});

it("shows first the inputs that separate the classes", () => {
  const flowers = Array.from({ length: 20 }, (_, i) => ({
    inputs: [i % 9, i % 2, (i % 2) * 50 + i, (i % 2) * 70 + (i % 9)],
    target: i % 2,
  }));
  const features = ["same", "few values", "apart", "more apart"];
  const view = { features, counts: [10, 10], sample: flowers } as unknown as DataView;
  expect(axesOf(view)).toEqual([2, 3]);
  expect(axesOf(curve)).toEqual([0, 0]);
});

it("plots predictions over the input if the view has every row, else over the targets", () => {
  const parts = [
    {
      part: "training",
      answers: [
        [1, 1.1],
        [3, 2.9],
      ],
    },
    {
      part: "held_out",
      answers: [
        [2, 2.2],
        [9, 8],
      ],
    },
  ];
  const answers = predictionsOf({ parts } as unknown as ResultsView, curve);
  expect(answers.map(({ input }) => input)).toEqual([0, 10, null, null]);
  expect(answers[3]).toEqual({ input: null, target: 9, answer: 8, isHeldOut: true });
});

it("swaps the axes where both would be the same", () => {
  expect(withAxis([0, 1], 0, 3)).toEqual([3, 1]);
  expect(withAxis([0, 1], 0, 1)).toEqual([1, 0]);
});

it("describes the state of a run", () => {
  const run = { epoch: 3, status: "running", last: { val_loss: 0.25, val_accuracy: 0.5 } } as Run;
  function Said() {
    return <p>{stateOf(run, useLabWords())}</p>;
  }
  render(<Said />);
  expect(
    screen.getByText("Epoch 3, running · held-out loss 0.25 · held-out accuracy 50 %"),
  ).toBeTruthy();
});
