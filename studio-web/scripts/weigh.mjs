// What the first load weighs, gzipped: the page's own script, what it imports, and its styles.
// And what the whole page takes on the disk: its fonts are woff2 only.
import { readdirSync, readFileSync, statSync } from "node:fs";
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

const all = readdirSync(page, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
const bytes = all.reduce(
  (sum, { parentPath, name }) => sum + statSync(`${parentPath}/${name}`).size,
  0,
);
const oldFonts = all.filter(({ name }) => /\.(woff|ttf|otf|eot)$/.test(name));
console.log(`whole page: ${(bytes / 1000).toFixed(0)} kB in ${all.length} files`);
if (oldFonts.length > 0)
  console.error(`${oldFonts.length} fonts are not woff2: see vite.config.ts`);
if (total > LIMIT_KB || oldFonts.length > 0) process.exit(1);
