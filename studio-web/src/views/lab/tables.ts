/** Names for uploaded tables, and how their columns are read. Pure but for reading a file. */
import type { TableColumn, TableOptions } from "../../engine/types";

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

/** The bytes of a file in base64: the server alone decides what letters they are. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error ?? new Error(file.type));
    reader.readAsDataURL(file);
  });
}

export type Role = TableColumn["role"];

/** What a type can be changed to; two values are categories, too. */
export type ChosenType = "numeric" | "categorical";

/** The options in which a column has this role; a new input keeps the type that is shown. */
export function withRole(options: TableOptions, column: TableColumn, role: Role): TableOptions {
  const others = without(options, column.name);
  if (role === "target") return { ...others, target: column.name, task: null };
  if (role === "ignored") return { ...others, ignore: [...others.ignore, column.name] };
  return withType(options, column, column.type === "numeric" ? "numeric" : "categorical");
}

/** The options in which a column has this type; for the target, it decides the task. */
export function withType(
  options: TableOptions,
  column: TableColumn,
  type: ChosenType,
): TableOptions {
  if (column.role === "target")
    return { ...options, task: type === "numeric" ? "regression" : "classification" };
  const others = without(options, column.name);
  return { ...others, [type]: [...others[type], column.name] };
}

/** The options for another first row: names change with it, so all else about columns is guessed. */
export function withHeader({ missing_values }: TableOptions, header: boolean): TableOptions {
  return missing_values ? { missing_values, header } : { header };
}

/** The words in a text, between commas or semicolons. */
export function wordsIn(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** The options without any about a column, unless it is the target. */
function without(options: TableOptions, name: string) {
  const others = (names: string[] = []) => names.filter((one) => one !== name);
  return {
    ...options,
    ignore: others(options.ignore),
    numeric: others(options.numeric),
    categorical: others(options.categorical),
  };
}
