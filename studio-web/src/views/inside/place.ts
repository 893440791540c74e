/**
 * The current run, row and step. They are kept in the address, so that they can be shared as a
 * link.
 */
import { useEffect } from "react";
import { create } from "zustand";
import type { Row } from "../../engine/types";
import { writeAddress } from "../../store/address";

export type Part = Row["part"];

export interface Place {
  /** null: the Lab's run, or the newest one. */
  run: number | null;
  part: Part;
  row: number;
  /** The name of the step, such as `z1`; empty for the first. */
  step: string;
  /** How many digits of each number are shown. */
  digits: number;
  /** The time step of a recurrent layer, and the head of attention. */
  time: number;
  head: number;
}

export const START: Place = {
  run: null,
  part: "held_out",
  row: 0,
  step: "",
  digits: 4,
  time: 1,
  head: 0,
};
export const FEWEST_DIGITS = 2;
export const MOST_DIGITS = 9;

const HOME = "#/inside";

export const usePlace = create<Place>(() => ({ ...START, ...placeHere() }));

export function goTo(part: Partial<Place>): void {
  usePlace.setState(part);
}

function whole(text: string | null, least: number, most = Number.MAX_SAFE_INTEGER): number | null {
  const number = Number(text ?? NaN);
  return text !== "" && Number.isInteger(number) && number >= least && number <= most
    ? number
    : null;
}

/** Applies an address; missing and invalid values change nothing. */
export function placeIn(hash: string): Partial<Place> {
  const query = new URLSearchParams(hash.split("?")[1] ?? "");
  const part = query.get("part");
  const step = query.get("step");
  const row = whole(query.get("row"), 0);
  const time = whole(query.get("time"), 0);
  const head = whole(query.get("head"), 0);
  const digits = whole(query.get("digits"), FEWEST_DIGITS, MOST_DIGITS);
  return {
    run: whole(query.get("run"), 1),
    ...((part === "training" || part === "held_out") && { part }),
    ...(row !== null && { row }),
    ...(step !== null && { step }),
    ...(digits !== null && { digits }),
    ...(time !== null && { time }),
    ...(head !== null && { head }),
  };
}

/** The place in the current address, if the address belongs to this screen. */
function placeHere(): Partial<Place> {
  return location.hash.startsWith(HOME) ? placeIn(location.hash) : {};
}

export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  if (place.run !== null) query.set("run", String(place.run));
  query.set("part", place.part);
  query.set("row", String(place.row));
  if (place.step !== "") query.set("step", place.step);
  for (const name of ["digits", "time", "head"] as const)
    if (place[name] !== START[name]) query.set(name, String(place[name]));
  return `${HOME}?${query.toString()}`;
}

/** Reads the address when it changes, and writes every change of the place into it. */
export function useAddress(): void {
  const place = usePlace();
  useEffect(() => {
    const read = () => goTo(placeHere());
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  useEffect(() => {
    if (location.hash.startsWith(HOME)) writeAddress(addressOf(usePlace.getState()));
  }, [place]);
}
