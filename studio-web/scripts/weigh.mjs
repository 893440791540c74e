// What the first load weighs, gzipped: the page's own script, what it imports, and its styles.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 350;
const page = new URL("../../src/edunn/studio/page/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", page), "utf8"));

/** Files of a chunk and of all it imports at once; what it imports later is not first load. */
function filesOf(key, files = new Set()) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const other of chunk.imports ?? []) filesOf(other, files);
  return files;
}

const weigh = (file) => gzipSync(readFileSync(new URL(file, page))).length / 1000;
const first = Object.keys(manifest).filter(
  (key) => manifest[key].isEntry || /views\/lab\/index/.test(key),
);
const files = new Set(first.flatMap((key) => [...filesOf(key)]));
const total = [...files].reduce((sum, file) => sum + weigh(file), 0);
console.log(`first load (shell and Lab): ${total.toFixed(1)} kB gzipped of ${LIMIT_KB} kB allowed`);
if (total > LIMIT_KB) process.exit(1);
