import { useLayoutEffect, useRef } from "react";

let tex: typeof import("./tex") | null = null;

interface FormulaProps {
  latex: string;
  /** The same in ASCII: shown until KaTeX is there, and if it never comes. */
  text: string;
  isDisplay?: boolean;
}

/** A formula as a book prints it; screen readers get MathML. */
export function Formula(props: FormulaProps) {
  return <Leaf key={props.latex} {...props} />;
}

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
