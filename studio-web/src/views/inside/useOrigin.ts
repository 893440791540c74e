import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { Origin, TraceView } from "../../engine/types";
import { type Asked, indexOf, placeOf } from "./numbers";

const PAUSE_MS = 90;
const NOTHING = { origin: null, error: null, asked: null };

export interface Answered {
  origin: Origin | null;
  error: unknown;
  /** The number that the origin belongs to. */
  asked: Asked | null;
}

/** Fetches the origin of a number, once the pointer rests. */
export function useOrigin(asked: Asked | null, view: TraceView, digits: number): Answered {
  const [answered, setAnswered] = useState<Answered>(NOTHING);
  useEffect(() => {
    if (asked === null) {
      setAnswered(NOTHING);
      return;
    }
    let isCurrent = true;
    const shape = view.arrays.find(({ name }) => name === asked.name)?.shape ?? [];
    const { part, row } = view.example;
    const index = indexOf(shape, asked.place);
    const query = { part, row, digits, step: asked.name, index, key: view.key };
    const timer = setTimeout(() => {
      api.origin(view.run, query).then(
        (origin) => isCurrent && setAnswered({ origin, error: null, asked }),
        (error: unknown) => isCurrent && setAnswered({ origin: null, error, asked }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, view, digits]);
  return answered;
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
