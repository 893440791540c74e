// Typesets formulas: reads a line {"latex", "display"} of JSON, and answers with a line {"html"} or {"error"}.
import { createInterface } from "node:readline";
import katex from "../../studio-web/node_modules/katex/dist/katex.mjs";

function typeset({ latex, display }) {
  try {
    return { html: katex.renderToString(latex, { displayMode: display, strict: "error" }) };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(typeset(JSON.parse(line))));
}
