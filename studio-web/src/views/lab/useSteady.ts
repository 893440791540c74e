import { useEffect, useRef, useState } from "react";

const REST_MS = 220;

/** The value of a slider: where it was moved to, until what it steers has taken that up. */
export function useSteady(actual: number, onRest: (value: number) => void) {
  const [moved, setMoved] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (timer.current === undefined) setMoved(null);
  }, [actual]);
  const move = (value: number) => {
    setMoved(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      onRest(value);
    }, REST_MS);
  };
  return { value: moved ?? actual, move };
}
