/** HTML of a lesson, which the server made of Markdown; its formulas are set by KaTeX. */
import { useLayoutEffect, useRef } from "react";

/** Of a column's head that is a formula, the letters: not every screen reader takes it for text. */
function nameHeads(box: HTMLElement): void {
  for (const formula of box.querySelectorAll("th .math")) {
    const letters = document.createElement("span");
    letters.className = "unseen";
    letters.textContent = formula.textContent;
    formula.before(letters);
    formula.setAttribute("aria-hidden", "true");
  }
}

/** What is wider than the page can be scrolled by the keyboard too. */
function letScroll(box: HTMLElement): void {
  for (const wide of box.querySelectorAll<HTMLElement>("pre, table, .math.block"))
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
}

export function Html({ html, className = "" }: { html: string; className?: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    box.innerHTML = html;
    letScroll(box);
    nameHeads(box);
    const formulas = [...box.querySelectorAll<HTMLElement>(".math")];
    if (formulas.length === 0) return;
    void import("../../parts/tex").then(
      ({ setFormula }) => {
        for (const one of formulas)
          setFormula(one.textContent.trim(), one, one.classList.contains("block"));
        void document.fonts.ready.then(() => letScroll(box));
      },
      () => undefined, // LaTeX stays, with the same content
    );
  }, [html]);
  return <div ref={element} className={`lesson-text ${className}`} translate="no" lang="en" />;
}
