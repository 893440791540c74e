/**
 * Arrays of a trace as the screen lays them out. Pure.
 *
 * A number is known by its place: how many numbers of its array come before it, row by row.
 */
import { bytesOf, valueAt } from "../../parts/pictures";
import type { TraceArray } from "./story";

/** More numbers than this, or more columns, are shown as a picture. */
export const MOST_NUMBERS = 400;
export const MOST_COLUMNS = 64;

/** The place as the server counts: one number for each axis. */
export function indexOf(shape: number[], place: number): number[] {
  if (shape.length < 2) return shape.map(() => place);
  const columns = shape.at(-1) ?? 1;
  return [Math.floor(place / columns), place % columns];
}

export function placeOf(shape: number[], index: number[]): number {
  return index.reduce((place, number, axis) => place * (shape[axis] ?? 1) + number, 0);
}

/** `1 × 4`; empty for a number alone. */
export function shapeText(shape: number[]): string {
  return shape.join(" × ");
}

/** An array laid out on the screen, its numbers row by row. */
export interface Layout {
  width: number;
  height: number;
  values: (number | null)[];
  /** Whether each number can be read; else it is a picture. */
  isTable: boolean;
  /** Whether only a byte stands for each number, so that what is known here is nearly right. */
  isRough: boolean;
}

/**
 * Lays an array out. An image's row becomes the image again; a vector that is too long for a table
 * is folded into a picture that is about square, read like a page.
 */
export function layoutOf(array: TraceArray, side: number | null): Layout {
  const { plane } = array;
  const values = plane
    ? Array.from(bytesOf(plane.pixels), (byte) => valueAt(plane, byte))
    : (array.values ?? []).flat();
  const columns = plane?.width ?? array.values?.[0]?.length ?? 0;
  const isRow = values.length === columns;
  const isImage = isRow && side !== null && values.length === side * side;
  const isSmall = values.length <= MOST_NUMBERS && columns <= MOST_COLUMNS;
  const isTable = isSmall && !isImage && !plane;
  const width = isTable || !isRow ? columns : Math.ceil(Math.sqrt(values.length));
  const height = width > 0 ? Math.ceil(values.length / width) : 0;
  return { width, height, values, isTable, isRough: plane !== null };
}

/** The largest absolute number, for the colours. */
export function sizeOf(values: (number | null)[]): number {
  return values.reduce((size: number, value) => Math.max(size, Math.abs(value ?? 0)), 0);
}

/** The background of a number: orange below zero, blue above, stronger the larger it is. */
export function tint(value: number | null, size: number): string {
  if (value === null || size === 0 || value === 0) return "transparent";
  const share = Math.round((40 * Math.abs(value)) / size);
  return `color-mix(in srgb, var(${value < 0 ? "--minus" : "--plus"}) ${share}%, transparent)`;
}

/** Where a key leads from a place of a layout, within its edges; null for another key. */
export function placeBeside(key: string, place: number, layout: Layout): number | null {
  const { width, values } = layout;
  const column = place % width;
  const first = place - column;
  const last = values.length - 1;
  const there: Record<string, number> = {
    ArrowLeft: Math.max(first, place - 1),
    ArrowRight: Math.min(first + width - 1, place + 1),
    ArrowUp: place >= width ? place - width : place,
    ArrowDown: place + width <= last ? place + width : place,
    Home: first,
    End: first + width - 1,
  };
  const found = there[key];
  return found === undefined ? null : Math.min(found, last);
}

/** What a line of working is about: `dW1[0,2] = ...` is about that number. */
export function subjectOf(line: string): string {
  return /^(.*?)\s*=/.exec(line)?.[1] ?? "";
}

/** What lines may call a number: `W1[0,2]`; of a single row also `z1[2]`; `loss`. */
export function callsOf(array: TraceArray, place: number): string[] {
  const index = indexOf(array.shape, place);
  if (index.length === 0) return [array.name];
  const calls = [`${array.name}[${index.join(",")}]`];
  return index.length > 1 && array.shape[0] === 1 ? [...calls, `${array.name}[${place}]`] : calls;
}

/** A number on the screen: of which array, and its place there. */
export interface Asked {
  name: string;
  place: number;
}

/** The number that a line of working is about, if it is one of these arrays. */
export function askedBy(line: string, arrays: TraceArray[]): Asked | null {
  const [, name, places] = /^(\w+)(?:\[([\d,]+)\])?$/.exec(subjectOf(line)) ?? [];
  const array = arrays.find((one) => one.name === name);
  if (array === undefined) return null;
  const index = places === undefined ? [] : places.split(",").map(Number);
  return {
    name: array.name,
    place: index.length === 1 ? (index[0] ?? 0) : placeOf(array.shape, index),
  };
}
