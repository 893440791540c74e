/** Computed styles as SVG attributes, so that a drawing needs no style sheet. */
import { plainColour } from "./svg";

const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
  "visibility",
];
/** Styles that apply to one element, and their initial values. */
const OWN: Record<string, string> = {
  opacity: "1",
  "vector-effect": "none",
  "dominant-baseline": "auto",
  display: "inline",
};
const KEPT = /^(?!class$|style$|role$|tabindex$|aria-|data-)/;

/** A copy of a drawing whose elements carry their styles themselves. */
export function inlined<T extends SVGElement>(drawing: T): T {
  const copy = drawing.cloneNode(true) as T;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  [drawing, ...drawing.querySelectorAll<SVGElement>("*")].forEach((from, place) => {
    const to = copies[place];
    if (to === undefined) return;
    for (const name of to.getAttributeNames()) if (!KEPT.test(name)) to.removeAttribute(name);
    const parent = from === drawing ? null : from.parentElement;
    for (const [name, value] of stylesOf(from, parent)) to.setAttribute(name, value);
  });
  return copy;
}

/** The styles that an element does not take over from its parent. */
function stylesOf(element: Element, parent: Element | null): [string, string][] {
  const style = getComputedStyle(element);
  const above = parent && getComputedStyle(parent);
  const inherited = INHERITED.filter(
    (name) => style.getPropertyValue(name) !== above?.getPropertyValue(name),
  ).flatMap((name) => attributesOf(name, style.getPropertyValue(name)));
  const own = Object.entries(OWN)
    .map(([name, initial]): [string, string, string] => [
      name,
      style.getPropertyValue(name),
      initial,
    ])
    .filter(
      ([name, value, initial]) => value !== initial && !(name === "display" && value !== "none"),
    )
    .map(([name, value]): [string, string] => [name, value]);
  return [...inherited, ...own].filter(([, value]) => value !== "");
}

function attributesOf(name: string, value: string): [string, string][] {
  if (name !== "fill" && name !== "stroke") return [[name, value]];
  const attributes = paintAttributes(name, value);
  if (attributes !== null)
    return Object.entries(attributes).map(([key, one]) => [key, String(one)]);
  return [
    [name, plainColour(value) ? "none" : value.replace(/url\("[^"#]*(#[^"]+)"\)/, "url($1)")],
  ];
}

/** A colour as attributes of `fill` or `stroke`; null where nothing would be seen. */
export function paintAttributes(
  name: "fill" | "stroke",
  computed: string,
): Record<string, string | number> | null {
  const colour = plainColour(computed);
  if (colour === null || colour.opacity === 0) return null;
  const opacity = colour.opacity < 1 ? { [`${name}-opacity`]: colour.opacity } : {};
  return { [name]: colour.hex, ...opacity };
}
