import { type RefObject, useEffect, useRef, useState } from "react";

/** The width of an element in pixels, so that the text of drawings stays readable at any width. */
export function useWidth<T extends Element>(otherwise: number): [RefObject<T | null>, number] {
  const home = useRef<T>(null);
  const [width, setWidth] = useState(otherwise);
  useEffect(() => {
    const element = home.current;
    if (element === null) return;
    const measure = () => {
      const found = Math.floor(element.getBoundingClientRect().width);
      if (found > 0) setWidth(found);
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, []);
  return [home, width];
}
