import { useEffect, useRef, useState } from "react";
import { withRetry } from "./retry";

/** The result of a promise, or its error. */
export interface Fetched<T> {
  value: T | null;
  error: unknown;
}

const NOTHING: Fetched<never> = { value: null, error: null };

/** Fetches when the key changes; the old value stays until the new one has arrived. */
export function useFetched<T>(key: string | null, fetcher: () => Promise<T>): Fetched<T> {
  const [fetched, setFetched] = useState<Fetched<T>>(NOTHING);
  const [retries, setRetries] = useState(0);
  if (key === null && fetched !== NOTHING) setFetched(NOTHING);
  useEffect(() => {
    if (key === null) return;
    let isCurrent = true;
    fetcher()
      .then((value) => isCurrent && setFetched({ value, error: null }))
      .catch((problem: unknown) => {
        const error = withRetry(problem, () => setRetries((count) => count + 1));
        if (isCurrent) setFetched((old) => ({ ...old, error }));
      });
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key covers all that the fetcher uses
  }, [key, retries]);
  return fetched;
}

/**
 * Follows a value that changes over time: one request at a time, then the latest moment, so that
 * slow responses delay the picture but never stop it. A new subject starts empty.
 */
export function useView<T>(
  subject: string | null,
  moment: string,
  fetcher: () => Promise<T>,
): Fetched<T> {
  const [latest, setLatest] = useState<Fetched<T> & { subject: string | null }>({
    ...NOTHING,
    subject,
  });
  const wanted = useRef({ subject, moment, fetcher });
  const isBusy = useRef(false);
  useEffect(() => {
    wanted.current = { subject, moment, fetcher };
  });
  useEffect(() => {
    const load = async () => {
      const { subject: about, moment: when, fetcher: fetch } = wanted.current;
      if (about === null) return;
      isBusy.current = true;
      const answer = await fetch().then(
        (value) => ({ value, error: null }),
        (error: unknown) => ({ value: null, error: withRetry(error, () => void load()) }),
      );
      isBusy.current = false;
      if (wanted.current.subject === about)
        setLatest((old) => ({
          value: answer.value ?? (old.subject === about ? old.value : null),
          error: answer.error,
          subject: about,
        }));
      if (wanted.current.subject !== about || wanted.current.moment !== when) await load();
    };
    if (!isBusy.current) void load();
  }, [subject, moment]);
  return latest.subject === subject ? latest : NOTHING;
}

/** A value that changes at most every `milliseconds`; the last one always arrives. */
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
