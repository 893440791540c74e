import { useEffect } from "react";

const CHECK_MS = 300;

/** Highlights the target of a step as soon as it exists, and scrolls it into view once. */
export function useHighlight(target: string | null): void {
  useEffect(() => {
    if (target === null) return;
    let lit: Element | null = null;
    let isShown = false;
    const highlight = () => {
      const found = document.querySelector(target);
      if (found === lit) return;
      lit?.removeAttribute("data-lit");
      found?.setAttribute("data-lit", "true");
      lit = found;
      if (found === null || isShown) return;
      isShown = true;
      bringIntoView(found);
    };
    highlight();
    const timer = setInterval(highlight, CHECK_MS); // screens load late, and are rendered again
    return () => {
      clearInterval(timer);
      lit?.removeAttribute("data-lit");
    };
  }, [target]);
}

function bringIntoView(found: Element): void {
  const isStill = document.documentElement.dataset.still === "true";
  const isTall = found.getBoundingClientRect().height > innerHeight / 2;
  found.scrollIntoView?.({
    behavior: isStill ? "auto" : "smooth",
    block: isTall ? "start" : "center",
  });
}
