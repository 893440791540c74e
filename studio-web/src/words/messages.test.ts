import { expect, it } from "vitest";
import { said } from "./messages";

const EPOCHS = { code: "training.all_epochs", values: {}, text: "All epochs done." };
const RESTORED = {
  code: "training.weights_restored",
  values: { ending: EPOCHS, epoch: 7 },
  text: "All epochs done. The weights are those of epoch 7.",
};

it("says a message in the language of the page, and those within it", () => {
  expect(said(RESTORED, "en")).toBe(RESTORED.text);
  expect(said(RESTORED, "es")).toBe(
    "Todas las épocas completadas. Los pesos son los de la época 7.",
  );
});

it("says in English what it has no template for", () => {
  expect(said({ code: "", values: {}, text: "Something else." }, "es")).toBe("Something else.");
});

it("writes numbers as the template has them", () => {
  const before = { mine_before: 0.5, mine_after: 1, mnist_before: 0.9712, mnist_after: 0.97 };
  const told = said({ code: "digit.tuned", values: before, text: "" }, "es");
  expect(told).toContain("50 % -> 100 %; en MNIST: 97.12 % -> 97.00 %");
});
