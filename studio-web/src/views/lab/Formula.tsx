import type { Choice } from "../../engine/types";
import { useCatalogueWords } from "../../words/catalogue";

/** The formula of a choice, from its docstring. */
export function Formula({ of, name }: { of: Choice[]; name: string }) {
  const names = useCatalogueWords();
  const formula = of.find((choice) => choice.name === name)?.formula;
  return formula ? <code className="formula">{names.formula(formula)}</code> : null;
}
