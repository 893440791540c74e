import { expect, it } from "vitest";
import {
  NOTHING,
  type Photo,
  photoOf,
  SIDE,
  type Stroke,
  undo,
  visibleMarks,
  withMark,
} from "./marks";
import { sentOf } from "./raster";

it("sends a photo as its pixels, and a drawing over it as a new sheet", () => {
  const pixels = new Uint8ClampedArray(2 * 1 * 4).fill(7);
  const photo: Photo = { kind: "photo", width: 2, height: 1, pixels };
  const shown = withMark(NOTHING, photo);
  expect(sentOf(shown.marks, null)).toEqual({
    width: 2,
    height: 1,
    pixels: btoa("\x07".repeat(8)),
  });
  const line: Stroke = {
    kind: "stroke",
    points: [{ x: 10, y: 10 }],
    width: 20,
    isEraser: false,
  };
  expect(sentOf(shown.marks, line)).toHaveProperty("side", SIDE);
  const drawn = withMark(shown, line);
  expect(visibleMarks(drawn.marks)).toEqual([line]);
  expect(photoOf(undo(undo(drawn)).marks)).toBe(photo);
});
