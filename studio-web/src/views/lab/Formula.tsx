import type { Choice } from "../../engine/types";
import { Formula as Typeset } from "../../parts/Formula";

/** What a choice computes, typeset; a long formula scrolls in its own box. */
export function Formula({ of, name }: { of: Choice[]; name: string }) {
  const choice = of.find((one) => one.name === name);
  if (!choice?.latex) return null;
  return (
    <div className="choice-formula scroll">
      <Typeset latex={choice.latex} text={choice.formula} isDisplay />
    </div>
  );
}
