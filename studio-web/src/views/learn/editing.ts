/** What the keys of a small editor do to a text. Pure. */

export interface Selected {
  text: string;
  start: number;
  end: number;
}

const INDENT = "    ";

const replaced = ({ text, start, end }: Selected, by: string): Selected => {
  const at = start + by.length;
  return { text: text.slice(0, start) + by + text.slice(end), start: at, end: at };
};

const lineStart = ({ text, start }: Selected) => text.lastIndexOf("\n", start - 1) + 1;

/** Tab indents: the selected lines, or to the next stop of four. */
export function indented(at: Selected): Selected {
  if (at.start === at.end) {
    const column = at.start - lineStart(at);
    return replaced(at, INDENT.slice(column % INDENT.length));
  }
  return onLines(at, (line) => INDENT + line);
}

/** Shift and Tab take an indent away. */
export function outdented(at: Selected): Selected {
  return onLines(at, (line) => line.replace(/^ {1,4}/, ""));
}

function onLines(at: Selected, change: (line: string) => string): Selected {
  const from = lineStart(at);
  const lines = at.text.slice(from, at.end).split("\n").map(change);
  const text = at.text.slice(0, from) + lines.join("\n") + at.text.slice(at.end);
  const end = at.end + text.length - at.text.length;
  if (at.start === at.end) return { text, start: Math.max(from, end), end: Math.max(from, end) };
  return { text, start: from, end };
}

/** A new line begins where the line above does, and deeper behind a colon. */
export function newLine(at: Selected): Selected {
  const line = at.text.slice(lineStart(at), at.start);
  const indent = /^ */.exec(line)?.[0] ?? "";
  return replaced(at, `\n${indent}${/:\s*$/.test(line) ? INDENT : ""}`);
}
