import { expect, it } from "vitest";
import { said } from "./messages";

const EPOCHS = { code: "training.all_epochs", values: {}, text: "All epochs done." };
const RESTORED = {
  code: "training.weights_restored",
  values: { ending: EPOCHS, epoch: 7 },
  text: "All epochs done. The weights are those of epoch 7.",
};

it("translates a message and the messages within it", () => {
  expect(said(RESTORED, "en")).toBe(RESTORED.text);
  expect(said(RESTORED, "es")).toBe(
    "Todas las épocas completadas. Los pesos son los de la época 7.",
  );
});

it("falls back to English where there is no template", () => {
  expect(said({ code: "", values: {}, text: "Something else." }, "es")).toBe("Something else.");
});

it("formats numbers as in the template", () => {
  const before = { mine_before: 0.5, mine_after: 1, mnist_before: 0.9712, mnist_after: 0.97 };
  const text = said({ code: "digit.tuned", values: before, text: "" }, "es");
  expect(text).toContain("50 % -> 100 %; en MNIST: 97.12 % -> 97 %");
});

it("formats small and large numbers, and writes doubled braces once", () => {
  const spoken = (code: string, values: Record<string, number>) =>
    said({ code, values, text: "" }, "es");
  expect(spoken("doctor.vanishing_gradient", { ratio: 0.00032 })).toContain("es 3.2e-4 del");
  expect(spoken("doctor.dropout_too_strong", { rate: 0.9, left: 1.349 })).toContain("1.3 neuronas");
  expect(spoken("doctor.exploding_signal", { growth: 12345.6 })).toContain("12\u00a0346 veces");
  expect(spoken("doctor.change.standardize", {})).toContain('[entradas, {"scale": "standardize"}]');
});
