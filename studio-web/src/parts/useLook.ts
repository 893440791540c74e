import { useEffect, useState } from "react";

/** What a promise brought, or what went wrong. */
export interface Fetched<T> {
  value: T | null;
  error: unknown;
}

/** Fetches when the key changes: one request at a time, and the old value stays meanwhile. */
export function useFetched<T>(key: string | null, fetcher: () => Promise<T>): Fetched<T> {
  const [fetched, setFetched] = useState<Fetched<T>>({ value: null, error: null });
  useEffect(() => {
    if (key === null) {
      setFetched({ value: null, error: null });
      return;
    }
    let isCurrent = true;
    fetcher()
      .then((value) => isCurrent && setFetched({ value, error: null }))
      .catch((error: unknown) => isCurrent && setFetched((old) => ({ ...old, error })));
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all that the fetcher uses
  }, [key]);
  return fetched;
}

/** A value that moves at most every `milliseconds`; the last one always arrives. */
export function useCalm<T>(value: T, milliseconds: number): T {
  const [calm, setCalm] = useState({ value, at: 0 });
  useEffect(() => {
    const wait = Math.max(0, calm.at + milliseconds - performance.now());
    const timer = setTimeout(() => {
      setCalm((old) => (old.value === value ? old : { value, at: performance.now() }));
    }, wait);
    return () => clearTimeout(timer);
  }, [value, calm.at, milliseconds]);
  return calm.value;
}
