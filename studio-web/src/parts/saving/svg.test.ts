import { expect, it } from "vitest";
import { slugOf } from "../files";
import { plainColour, standAlone, tag } from "./svg";

it("writes elements, and text that cannot break out of them", () => {
  expect(tag("line", { x1: 1.23456, y1: undefined, stroke: '"<&>"' })).toBe(
    '<line x1="1.23" stroke="&quot;&lt;&amp;&gt;&quot;"/>',
  );
  expect(tag("g", {}, tag("path", { d: "M0 0" }), "a")).toBe('<g><path d="M0 0"/>a</g>');
});

it.each([
  ["rgb(0, 114, 178)", { hex: "#0072b2", opacity: 1 }],
  ["rgba(0, 114, 178, 0.4)", { hex: "#0072b2", opacity: 0.4 }],
  ["rgb(255 255 255 / 0.5)", { hex: "#ffffff", opacity: 0.5 }],
  ["color(srgb 1 0.5 1e-7 / 0.25)", { hex: "#ff8000", opacity: 0.25 }],
  ["color(display-p3 1 0 0)", null],
  ["none", null],
  ['url("#stripes")', null],
])("reads the computed colour %s", (computed, colour) =>
  expect(plainColour(computed)).toEqual(colour),
);

it("makes a file of a drawing: a heading, the theme's ground, and room for both", () => {
  const look = {
    ground: "#181e2a",
    ink: "#eaeef7",
    font: '"A B", sans-serif',
    widthOfHeading: () => 60,
  };
  const { body, width, height } = standAlone(
    { width: 100, height: 50, body: "<g/>" },
    "a < b",
    look,
  );
  const svg = new DOMParser().parseFromString(body, "image/svg+xml").documentElement;
  expect(svg.getAttribute("viewBox")).toBe(`0 0 ${width} ${height}`);
  expect([width, height]).toEqual([132, 110]);
  expect(svg.querySelector("title")?.textContent).toBe("a < b");
  expect(svg.querySelector("rect")?.getAttribute("fill")).toBe("#181e2a");
  expect(svg.getAttribute("font-family")).toBe('"A B", sans-serif');
});

it("widens a file for a long heading", () => {
  const widthOfHeading = (text: string, size: number) => text.length * size;
  const look = { ground: "#fff", ink: "#000", font: "serif", widthOfHeading };
  const drawing = { width: 100, height: 50, body: "" };
  expect(standAlone(drawing, "a".repeat(80), look).width).toBe(80 * 15 + 32);
});

it("names files without accents and spaces", () => {
  expect(slugOf("iris ensayo 3 Pérdida: años (log)")).toBe("iris-ensayo-3-perdida-anos-log");
});
