/** Answers the page's requests in tests, where no server runs. */
import { vi } from "vitest";

export interface Received {
  method: string;
  /** The path, with its query. */
  path: string;
  body: unknown;
}

/** Answers each request with a message or a response; returns the growing list of requests. */
export function stubServer(answer: (received: Received) => unknown): Received[] {
  const all: Received[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const body: unknown = ["POST", "PUT"].includes(request.method) ? await request.json() : null;
    const received = { method: request.method, path: pathname + search, body };
    all.push(received);
    const told = answer(received);
    return told instanceof Response ? told : new Response(JSON.stringify(told));
  });
  return all;
}

/** A response of the server that refuses a request. */
export function refused(status: number, code: string, message: string): Response {
  return new Response(JSON.stringify({ code, message, field: null }), { status });
}
