/**
 * The state of a screen, kept behind the `?` of its address, so that it can be shared as a link.
 */
import { useCallback, useEffect, useState } from "react";
import { addressHere, writeAddress } from "../store/address";

export type Query = Record<string, string>;
export type Part = Record<string, string | number | null>;

/** The query behind the `?` of an address's hash. Pure. */
export function queryOf(hash: string): Query {
  return Object.fromEntries(new URLSearchParams(hash.split("?")[1] ?? ""));
}

/** The query with some of its values changed; null removes a value. Pure. */
export function withPart(query: Query, part: Part): Query {
  const all = Object.entries({ ...query, ...part });
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );
}

/** A non-negative integer, or null. Pure. */
export function numberIn(query: Query, name: string): number | null {
  const text = query[name] ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The query of a screen's address, and the function that changes a part of it. */
export function useAddress(path: string): readonly [Query, (part: Part) => void] {
  const [query, setQuery] = useState(() => queryOf(addressHere()));
  useEffect(() => {
    const read = () => {
      if (location.hash.startsWith(`#${path}`)) setQuery(queryOf(location.hash));
    };
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [path]);
  const put = useCallback(
    (part: Part) => {
      const next = withPart(queryOf(location.hash), part);
      writeAddress(`#${path}?${new URLSearchParams(next).toString()}`);
      setQuery(next);
    },
    [path],
  );
  return [query, put];
}
