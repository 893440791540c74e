/** An experiment as text for an address: base64url of its JSON. */
import type { Experiment } from "../engine/types";

export function encoded(experiment: Experiment): string {
  const bytes = new TextEncoder().encode(JSON.stringify(experiment));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The experiment in a link, or null. Links are untrusted input, which the server validates. */
export function decoded(text: string): Partial<Experiment> | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const found: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const renamed = withAlgorithm(found);
    return looksRight(renamed) ? renamed : null;
  } catch {
    return null;
  }
}

/** Links of earlier versions name the algorithm `way`. */
function withAlgorithm(found: unknown): unknown {
  if (typeof found !== "object" || found === null || !("way" in found)) return found;
  const { way, ...others } = found;
  return { ...others, algorithm: way };
}

function looksRight(found: unknown): found is Partial<Experiment> {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return false;
  const { data, hidden, algorithm } = found as Partial<Experiment>;
  return (
    (data === undefined || typeof data?.name === "string") &&
    (hidden === undefined || Array.isArray(hidden)) &&
    (algorithm === undefined ||
      (typeof algorithm?.name === "string" && typeof algorithm.settings === "object"))
  );
}
