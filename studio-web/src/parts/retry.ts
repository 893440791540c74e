/** How a request that failed is sent again. The note of its error offers that, on every screen. */

const RETRIES = new WeakMap<object, () => void>();

/** Remembers how to try again after this error; returns the error. */
export function withRetry(error: unknown, retry: () => void): unknown {
  if (error !== null && typeof error === "object") RETRIES.set(error, retry);
  return error;
}

/** The way to try again after an error; null where there is none, as after an order. */
export function retryOf(error: unknown): (() => void) | null {
  return error !== null && typeof error === "object" ? (RETRIES.get(error) ?? null) : null;
}
