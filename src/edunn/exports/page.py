"""The page around a network in JavaScript: a field for each input, and the outputs as bars."""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TITLE</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
  form { display: grid; gap: 0.75rem; }
  form { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
  label { display: grid; gap: 0.25rem; overflow-wrap: anywhere; }
  input, textarea { box-sizing: border-box; width: 100%; font: inherit; padding: 0.25rem 0.5rem; }
  textarea { grid-column: 1 / -1; min-height: 10rem; }
  [role="status"] { margin: 1.5rem 0 0.5rem; font-size: 1.5rem; font-weight: 600; }
  table { width: 100%; border-spacing: 0 0.25rem; }
  th { text-align: left; font-weight: normal; white-space: nowrap; padding-right: 1rem; }
  td:last-child { text-align: right; padding-left: 1rem; font-variant-numeric: tabular-nums; }
  td:has(progress) { width: 100%; }
  progress { width: 100%; accent-color: #0f766e; }
</style>
<h1>TITLE</h1>
<form></form>
<p role="status"></p>
<table></table>
<script type="module">
PROGRAM
const form = document.querySelector("form");
const status = document.querySelector("p");
const table = document.querySelector("table");
const MOST_FIELDS = 40;

function element(kind, properties, ...inside) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...inside);
  return made;
}

function field(value, i) {
  const input = element("input", { type: "number", step: "any", value });
  return element("label", {}, inputs[i] ?? `input ${i + 1}`, input);
}

function row() {
  const cells = [...form.elements].map((it) => it.value);
  return cells.join(" ").split(/[\\s,;]+/).filter(Boolean).map(Number);
}

function line(value, i) {
  const isShare = classes.length + labels.length > 0 && value >= 0 && value <= 1;
  const text = isShare ? value.toFixed(3) : value.toPrecision(6);
  const bar = isShare ? element("progress", { value }) : "";
  const cells = [names[i], bar, text].map((it, k) => element(k ? "td" : "th", {}, it));
  return element("tr", {}, ...cells);
}

function update() {
  try {
    const y = predict(row());
    status.textContent = typeof classify === "function" ? String(classify(row())) : "";
    table.replaceChildren(...y.map(line));
  } catch (error) {
    status.textContent = error.message;
    table.replaceChildren();
  }
}

const few = size <= MOST_FIELDS;
const many = element("textarea", { value: usual.join(" ") });
form.append(...(few ? usual.map(field) : [element("label", {}, `${size} numbers`, many)]));
form.addEventListener("input", update);
update();
</script>
</html>
"""
