/** The words of the page as SVG texts, each line where it stands. */
import { escaped, rounded, tag } from "./svg";

interface Piece {
  text: string;
  box: DOMRect;
}

/** The lines of a text as the browser has broken them. */
function linesOf(node: Text): Piece[] {
  const range = document.createRange();
  const lines: Piece[] = [];
  for (const word of node.data.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.box.top - box.top) < 1) last.text += ` ${word[0]}`;
    else lines.push({ text: word[0], box });
  }
  return lines;
}

export function textsOf(node: Text, style: CSSStyleDeclaration): string {
  const attributes = {
    fill: style.color,
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight === "400" ? undefined : style.fontWeight,
  };
  if (style.writingMode.startsWith("vertical")) return upright(node, attributes);
  const ascent = ascentOf(style.font);
  return linesOf(node)
    .map(({ text, box }) =>
      tag("text", { x: box.left, y: box.top + ascent(box.height), ...attributes }, escaped(text)),
    )
    .join("");
}

/** The name of an upward axis, which is read from below. */
function upright(node: Text, attributes: Record<string, string | undefined>): string {
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  const [x, y] = [rounded(box.left + box.width / 2), rounded(box.top + box.height / 2)];
  const centred = { "text-anchor": "middle", "dominant-baseline": "central" };
  const transform = `rotate(-90 ${x} ${y})`;
  return tag("text", { x, y, transform, ...centred, ...attributes }, escaped(node.data.trim()));
}

/** The distance from the top of a line to its baseline. */
function ascentOf(font: string): (height: number) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return (height) => 0.8 * height;
  context.font = font;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText("x");
  return (height) => (height - up - down) / 2 + up;
}
