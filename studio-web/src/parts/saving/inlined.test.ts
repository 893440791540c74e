import { afterEach, expect, it } from "vitest";
import { inlined } from "./inlined";

afterEach(() => document.body.replaceChildren());

function shown(html: string): SVGSVGElement {
  document.body.innerHTML = html;
  return document.querySelector("svg") as SVGSVGElement;
}

it("moves the styles of a sheet into attributes, and drops what only the page needs", () => {
  const svg = shown(
    `<style>.line { stroke: rgb(0, 114, 178); opacity: 0.5 }</style>
     <svg viewBox="0 0 9 9" role="img" aria-label="x"><path class="line" d="M0 0" tabindex="0"/></svg>`,
  );
  const path = inlined(svg).querySelector("path");
  expect(path?.getAttribute("stroke")).toBe("#0072b2");
  expect(path?.getAttribute("opacity")).toBe("0.5");
  expect(path?.getAttribute("d")).toBe("M0 0");
  expect(path?.hasAttribute("class") || path?.hasAttribute("tabindex")).toBe(false);
  expect(inlined(svg).getAttributeNames()).not.toContain("aria-label");
  expect(svg.querySelector("path")?.getAttribute("class")).toBe("line");
});

it("writes a half transparent colour as a colour and its opacity", () => {
  const svg = shown(`<svg><circle style="fill: rgba(255, 0, 0, 0.25)"/></svg>`);
  const circle = inlined(svg).querySelector("circle");
  expect(circle?.getAttribute("fill")).toBe("#ff0000");
  expect(circle?.getAttribute("fill-opacity")).toBe("0.25");
});
