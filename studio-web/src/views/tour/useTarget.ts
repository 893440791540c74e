/** What a step points at, as the page changes. */
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { type Spot, spotFor } from "./place";
import type { Step } from "./steps";

const CHECK_MS = 150;

export interface Target {
  element: HTMLElement | null;
  /** Whether it is the thing itself, and not only what leads to it. */
  isThere: boolean;
}

const isShown = (element: Element) => element.getClientRects().length > 0;

/** As the page is now. */
export function targetOf(step: Step): Target {
  for (const [place, selector] of step.targets.entries()) {
    const element = document.querySelector<HTMLElement>(selector);
    if (element !== null && isShown(element)) return { element, isThere: place === 0 };
  }
  return { element: null, isThere: false };
}

/** The element of a step, outlined as long as the step lasts. Screens load late and change. */
export function useTarget(step: Step): Target {
  const [target, setTarget] = useState<Target>({ element: null, isThere: false });
  useEffect(() => {
    const look = () =>
      setTarget((old) => {
        const now = targetOf(step);
        return old.element === now.element && old.isThere === now.isThere ? old : now;
      });
    look();
    const timer = setInterval(look, CHECK_MS);
    return () => clearInterval(timer);
  }, [step]);
  const { element } = target;
  useEffect(() => {
    if (element === null) return;
    element.setAttribute("data-lit", "true");
    const isStill = document.documentElement.dataset.still === "true";
    element.scrollIntoView?.({ behavior: isStill ? "auto" : "smooth", block: "center" });
    return () => element.removeAttribute("data-lit");
  }, [element]);
  return target;
}

const isSame = (a: Spot | null, b: Spot) =>
  a !== null && (["left", "top", "side", "arrow"] as const).every((key) => a[key] === b[key]);

/** Where the panel stands; null where there is nothing to point at. */
export function useSpot(
  panel: RefObject<HTMLElement | null>,
  element: HTMLElement | null,
  step: Step,
): Spot | null {
  const [spot, setSpot] = useState<Spot | null>(null);
  useLayoutEffect(() => {
    const put = () => {
      const size = panel.current?.getBoundingClientRect();
      if (element === null || size === undefined) return setSpot(null);
      const view = { width: innerWidth, height: innerHeight };
      const others = [...document.querySelectorAll(step.inReach)].map((one) =>
        one.getBoundingClientRect(),
      );
      const next = spotFor(element.getBoundingClientRect(), size, view, step.sides, others);
      setSpot((old) => (isSame(old, next) ? old : next));
    };
    put();
    const timer = setInterval(put, CHECK_MS);
    addEventListener("scroll", put, true);
    addEventListener("resize", put);
    return () => {
      clearInterval(timer);
      removeEventListener("scroll", put, true);
      removeEventListener("resize", put);
    };
  }, [panel, element, step]);
  return spot;
}
