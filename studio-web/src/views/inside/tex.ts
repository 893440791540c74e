/** KaTeX, in a piece of its own that is loaded when the first formula is to be set. */
import katex from "katex";
import "katex/dist/katex.min.css";

/**
 * Sets a formula into an element. It is built node by node: styles that a script sets are allowed
 * under any Content-Security-Policy, those in a text of HTML are not.
 */
export function setFormula(latex: string, element: HTMLElement, isDisplay: boolean): void {
  katex.render(latex, element, {
    output: "htmlAndMathml",
    displayMode: isDisplay,
    throwOnError: false,
    trust: false,
  });
}
