/** What the page shows as SVG: drawings stay drawings, canvases become images, texts stay texts. */
import { inlined, paintAttributes } from "./inlined";
import { textsOf } from "./texts";
import { type Drawing, tag } from "./svg";

/** Buttons and hints that stand inside a picture, and texts for screen readers only. */
const UNSAVED = "[data-unsaved], .unseen";

export function snapshotOf(root: Element): Drawing {
  const boxes = [root, ...root.querySelectorAll("svg, canvas, table")].map((one) =>
    one.getBoundingClientRect(),
  );
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const { top, height } = root.getBoundingClientRect();
  const body = tag("g", { transform: `translate(${-left} ${-top})` }, drawn(root));
  return { width: right - left, height, body };
}

/** An element where it stands on the screen, and all that is in it. */
function drawn(element: Element): string {
  const style = getComputedStyle(element);
  const isSeen = style.display !== "none" && style.visibility !== "hidden" && style.opacity !== "0";
  if (!isSeen || element.matches(UNSAVED)) return "";
  if (element instanceof SVGSVGElement) return boxOf(element, style) + nested(element);
  if (element instanceof HTMLCanvasElement) return imageOf(element, style) + boxOf(element, style);
  const inside = [...element.childNodes].map((child) => {
    if (child instanceof Element) return drawn(child);
    return child instanceof Text ? textsOf(child, style) : "";
  });
  return boxOf(element, style) + inside.join("");
}

/** An SVG element of the page, with its styles as attributes. */
function nested(svg: SVGSVGElement): string {
  const { left: x, top: y, width, height } = svg.getBoundingClientRect();
  const copy = inlined(svg);
  for (const [name, value] of Object.entries({ x, y, width, height }))
    copy.setAttribute(name, String(value));
  return new XMLSerializer().serializeToString(copy);
}

function imageOf(canvas: HTMLCanvasElement, style: CSSStyleDeclaration): string {
  const { left: x, top: y, width, height } = canvas.getBoundingClientRect();
  return tag("image", {
    ...{ x, y, width, height, href: canvas.toDataURL() },
    preserveAspectRatio: "none",
    "image-rendering": style.imageRendering,
  });
}

const SIDES = ["top", "right", "bottom", "left"] as const;

/** The background and the border of an element. */
function boxOf(element: Element, style: CSSStyleDeclaration): string {
  const box = element.getBoundingClientRect();
  const ground = paintAttributes("fill", style.backgroundColor);
  const borders = SIDES.map((side) => ({
    width: parseFloat(style.getPropertyValue(`border-${side}-width`)),
    colour: paintAttributes("stroke", style.getPropertyValue(`border-${side}-color`)),
    ends: endsOf(box, side),
  })).map((border) => (border.colour === null ? { ...border, width: 0 } : border));
  const [first] = borders;
  const isRing = first !== undefined && borders.every(({ width }) => width > 0);
  const ring = isRing ? { ...first.colour, "stroke-width": first.width } : {};
  const inset = isRing ? first.width / 2 : 0;
  const shape = {
    ...{ x: box.left + inset, y: box.top + inset },
    ...{ width: box.width - 2 * inset, height: box.height - 2 * inset },
    rx: radiusOf(style, box) || undefined,
  };
  const lines = borders
    .filter(({ width }) => !isRing && width > 0)
    .map(({ width, colour, ends }) => tag("line", { ...ends, ...colour, "stroke-width": width }));
  const isSeen = (ground !== null || isRing) && shape.width > 0 && shape.height > 0;
  const rectangle = isSeen ? tag("rect", { ...shape, fill: "none", ...ground, ...ring }) : "";
  return rectangle + lines.join("");
}

function endsOf({ left, right, top, bottom }: DOMRect, side: (typeof SIDES)[number]) {
  if (side === "top" || side === "bottom") {
    const y = side === "top" ? top : bottom;
    return { x1: left, x2: right, y1: y, y2: y };
  }
  const x = side === "left" ? left : right;
  return { x1: x, x2: x, y1: top, y2: bottom };
}

function radiusOf({ borderTopLeftRadius: radius }: CSSStyleDeclaration, box: DOMRect): number {
  const size = parseFloat(radius);
  const wanted = radius.endsWith("%") ? (box.width * size) / 100 : size;
  return Math.min(wanted || 0, box.width / 2, box.height / 2);
}
