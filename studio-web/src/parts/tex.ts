/** KaTeX, in a chunk of its own that is loaded for the first formula. */
import katex from "katex";
import "katex/dist/katex.min.css";

/**
 * Typesets a formula into an element. It is built node by node, since styles set by a script are
 * allowed under any Content-Security-Policy, while styles in an HTML text are not.
 */
export function setFormula(latex: string, element: HTMLElement, isDisplay: boolean): void {
  katex.render(latex, element, {
    output: "htmlAndMathml",
    displayMode: isDisplay,
    throwOnError: false,
    trust: false,
  });
}
