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
  expect(text).toContain("50 % -> 100 %; en MNIST: 97.12 % -> 97.00 %");
});
