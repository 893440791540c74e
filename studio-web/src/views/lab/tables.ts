/** Names for uploaded tables. Pure. */

/** A file's name in the form that the workspace allows: letters, digits and a few marks. */
export function nameOfFile(file: string): string {
  const plain = file
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{M}\p{N} _.()[\]-]/gu, "_")
    .slice(0, 64);
  return /^[\p{L}\p{N}]/u.test(plain) ? plain : `table ${plain}`.slice(0, 64).trim();
}

/** A name that is still free: "points", "points 2", "points 3" ... */
export function freeName(wanted: string, taken: string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let count = 2; known.has(name.toLowerCase()); count++)
    name = `${wanted.slice(0, 60)} ${count}`;
  return name;
}
