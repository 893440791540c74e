import { type RefObject, useEffect, useRef, useState } from "react";

export interface Size {
  width: number;
  height: number;
}

/** The size of an element in pixels, so that the text of drawings stays readable at any size. */
export function useSize<T extends Element>(otherwise: Size): [RefObject<T | null>, Size] {
  const home = useRef<T>(null);
  const [size, setSize] = useState(otherwise);
  useEffect(() => {
    const element = home.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      const found = { width: Math.floor(width), height: Math.floor(height) };
      if (found.width > 0)
        setSize((old) => (old.width === found.width && old.height === found.height ? old : found));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, []);
  return [home, size];
}

/** The width of an element in pixels. */
export function useWidth<T extends Element>(otherwise: number): [RefObject<T | null>, number] {
  const [home, { width }] = useSize<T>({ width: otherwise, height: 0 });
  return [home, width];
}
