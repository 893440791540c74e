import { useLayoutEffect, useRef } from "react";
import { useInsideWords } from "./words";

let tex: typeof import("./tex") | null = null;

interface FormulaProps {
  latex: string;
  /** The same in ASCII: shown until KaTeX is there, and if it never comes. */
  text: string;
  isDisplay?: boolean;
}

/** A formula as a book prints it; screen readers get MathML. */
export function Formula({ latex, ...rest }: FormulaProps) {
  const words = useInsideWords().inFormulas;
  const shown = latex.replace(TEXT, (whole, text: string) =>
    words[text] === undefined ? whole : `\\text{${words[text]}}`,
  );
  return <Leaf key={shown} latex={shown} {...rest} />;
}

/** Words in a formula, such as "otherwise". */
const TEXT = /\\text\{([^{}]+)\}/g;

/** One formula, which never changes: what KaTeX builds here is not React's to mend. */
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
        () => undefined, // the text stays, and says the same
      );
  }, [latex, isDisplay]);
  return <span ref={element}>{text}</span>;
}
