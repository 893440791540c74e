import { useLayoutEffect, useRef } from "react";
import { useCatalogueWords } from "../words/catalogue";

let tex: typeof import("./tex") | null = null;

interface FormulaProps {
  latex: string;
  /** The formula in ASCII: shown until KaTeX is loaded, or if loading fails. */
  text: string;
  isDisplay?: boolean;
}

/** A typeset formula; screen readers get MathML. */
export function Formula({ latex, ...rest }: FormulaProps) {
  const shown = useCatalogueWords().latex(latex);
  return <Leaf key={shown} latex={shown} {...rest} />;
}

/** One formula, which never changes: KaTeX builds these nodes, so React must not update them. */
function Leaf({ latex, text, isDisplay = false }: FormulaProps) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const set = () => {
      if (element.current) tex?.setFormula(latex, element.current, isDisplay);
    };
    if (tex !== null) set();
    else
      void import("./tex").then(
        (found) => {
          tex = found;
          set();
        },
        () => undefined, // the ASCII text stays, with the same content
      );
  }, [latex, isDisplay]);
  return (
    <span ref={element} translate="no">
      {text}
    </span>
  );
}
