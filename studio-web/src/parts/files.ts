/** Downloads and uploads of files. */
import type { NetworkSummary } from "../engine/types";

/** Offers a text as a download. */
export function download(name: string, text: string, type: string): void {
  offer(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Offers a file as a download. */
export function offer(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}

/** A name that is valid on every system: other characters become a dash. Pure. */
export function fileName(name: string, suffix: string): string {
  return `${name.replace(/[^A-Za-z0-9_.-]+/g, "-")}.${suffix}`;
}

/** Words as a file name without its ending: lower case, no accents, no spaces. Pure. */
export function slugOf(words: string): string {
  const plain = words.normalize("NFD").replace(/\p{M}+/gu, "");
  return plain
    .replace(/[^A-Za-z0-9_]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

/** Whether the workspace accepts a name: it is a plain name, never a path. Pure. */
export function isName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _.()[\]-]{0,63}$/u.test(name);
}

const MOST_WRITTEN = 20;

/** The command that requests a prediction for zeros; the shell expands many zeros. Pure. */
export function curlOf({ name, network }: NetworkSummary, origin: string): string {
  const inputs = Math.max(1, Number.parseInt(network, 10) || 1);
  const isLong = inputs > MOST_WRITTEN;
  const zeros = isLong
    ? `$(printf '0,%.0s' $(seq ${inputs - 1}))0`
    : Array(inputs).fill("0").join(", ");
  const body = `{"network_name": "${name}", "input_array": [${zeros}]}`;
  const quoted = isLong ? `"${body.replaceAll('"', '\\"')}"` : `'${body}'`;
  return `curl ${origin}/predict -H 'Content-Type: application/json' \\\n  -d ${quoted}`;
}

/** 1234 is "1.2 kB". Pure. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000
    ? `${(bytes / 1_000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
