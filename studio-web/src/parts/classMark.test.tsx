import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { ClassMark, markPath } from "./ClassMark";

it("gives neighbouring classes different shapes, around the same point", () => {
  const shapes = Array.from({ length: 6 }, (_, place) => markPath(place, 0, 0, 1));
  expect(new Set(shapes).size).toBe(6);
  const moved = Array.from({ length: 6 }, (_, place) => markPath(place, 50, 20, 1));
  expect(moved.every((path) => /^M[\d.]+ [\d.]+/.test(path))).toBe(true);
});

it("gives classes of one shape different colours", () => {
  const { container } = render(
    <svg>
      <ClassMark place={0} at={{ x: 1, y: 1 }} radius={1} />
      <ClassMark place={6} at={{ x: 1, y: 1 }} radius={1} />
    </svg>,
  );
  const marks = [...container.querySelectorAll("path")];
  const [first, second] = marks.map((mark) => mark.getAttribute("fill"));
  expect(marks[0]?.getAttribute("d")).toBe(marks[1]?.getAttribute("d"));
  expect(first).not.toBe(second);
});

it("has a sixth class of the size of a circle, and no mark without an area", () => {
  expect(markPath(0, 5, 5, 2)).toBe("M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z");
  expect(markPath(2, 0, 0, 1)).toContain("L");
});
