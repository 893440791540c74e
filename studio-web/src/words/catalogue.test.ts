import { expect, it } from "vitest";
import { CatalogueWords } from "./catalogue";

const [en, es] = [new CatalogueWords("en"), new CatalogueWords("es")];

it("translates names; in English they are Python's, with spaces", () => {
  expect(es.nameOf("activation", "leaky_relu")).toBe("relu con fuga");
  expect(en.nameOf("activation", "leaky_relu")).toBe("leaky relu");
  expect(es.nameOf("activation", "my_own")).toBe("my own");
});

it("translates a network in words", () => {
  expect(es.titleOf("1 - 8 tanh - 1 linear")).toBe("1 - 8 tanh - 1 lineal");
  expect(en.titleOf("4 - 3 softmax")).toBe("4 - 3 softmax");
});

it("translates the words of a formula, and of LaTeX only those in its texts", () => {
  expect(es.formula("y = x if x > 0 else alpha*x")).toBe("y = x si x > 0 si no alpha*x");
  expect(es.formula("learning_rate*row_losses")).toBe("learning_rate*row_losses");
  expect(es.latex(String.raw`\text{row losses}_{\text{rate}} \frac{rate}{2}`)).toBe(
    String.raw`\text{pérdidas de las filas}_{\text{tasa}} \frac{rate}{2}`,
  );
  expect(en.formula("y = x if x > 0 else 0")).toBe("y = x if x > 0 else 0");
});

it.each(Object.getOwnPropertyNames(Object.prototype))(
  "takes %s for a name like any other",
  (name) => {
    for (const words of [en, es]) {
      expect(words.nameOf("data", name)).toBe(name.replaceAll("_", " "));
      expect(words.nameOf(name, "x")).toBe("x");
      expect(words.aboutOf("data", { name, about: "mine" })).toBe("mine");
      expect(words.titleOf(name)).toBe(name);
    }
  },
);
