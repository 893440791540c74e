import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { Origin, TraceView } from "../../engine/types";
import { type Selected, indexOf, placeOf } from "./numbers";

const PAUSE_MS = 90;

export interface OriginState {
  origin: Origin | null;
  error: unknown;
  /** The number that the origin belongs to. */
  selected: Selected | null;
}

const NOTHING: OriginState = { origin: null, error: null, selected: null };

/** Fetches the origin of a number, once the pointer rests. */
export function useOrigin(selected: Selected | null, view: TraceView, digits: number): OriginState {
  const [state, setAnswered] = useState<OriginState>(NOTHING);
  if (selected === null && state !== NOTHING) setAnswered(NOTHING);
  useEffect(() => {
    if (selected === null) return;
    let isCurrent = true;
    const shape = view.arrays.find(({ name }) => name === selected.name)?.shape ?? [];
    const { part, row } = view.example;
    const index = indexOf(shape, selected.place);
    const query = { part, row, digits, step: selected.name, index, key: view.key };
    const timer = setTimeout(() => {
      api.origin(view.run, query).then(
        (origin) => isCurrent && setAnswered({ origin, error: null, selected }),
        (error: unknown) => isCurrent && setAnswered({ origin: null, error, selected }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [selected, view, digits]);
  return state;
}

/** The places that a maximum came from, by array. Pure. */
export function winnersOf(origin: Origin | null, view: TraceView): Map<string, number> {
  const found = Object.entries(origin?.taken ?? {}).flatMap(([name, index]) => {
    const array = view.arrays.find((one) => one.name === name);
    return array ? [[name, placeOf(array.shape, index)] as const] : [];
  });
  return new Map(found);
}

/** The places of each array in an origin. Pure. */
export function marksOf(origin: Origin | null, view: TraceView): Map<string, Set<number>> {
  const shapes = new Map(view.arrays.map(({ name, shape }) => [name, shape]));
  return new Map(
    Object.entries(origin?.sources ?? {}).map(([name, places]) => [
      name,
      new Set(places.map((index) => placeOf(shapes.get(name) ?? [], index))),
    ]),
  );
}
