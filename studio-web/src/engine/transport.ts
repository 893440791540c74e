/** How requests travel to the server, and what can come back instead of an answer. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./schema";
import type { Refusal } from "./types";
import { began, ended, told } from "./waits";

/** A request that the server refused, with the server's message. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "RefusedError";
    this.refusal = refusal;
  }
}

/** The server cannot be reached. */
export class UnreachableError extends Error {
  constructor() {
    super("unreachable");
    this.name = "UnreachableError";
  }
}

/** A response that is not the studio's own, such as a proxy's. */
export class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.name = "StatusError";
    this.status = status;
  }
}

/** How often a request is sent again that the server is still at work on. */
const TRIES = 15;
const PAUSE_MS = 1_000;

/** Sends a request; while the server is at work on the answer, it is sent again. */
async function patientFetch(request: Request): Promise<Response> {
  const wait = began(new URL(request.url).pathname);
  try {
    for (let left = TRIES; ; left--) {
      const response = await fetch(request.clone());
      const refusal = await refusalOf(response);
      if (left === 0 || refusal?.code !== "BUSY")
        return await whole(response, (got, size) => told(wait, { got, size }));
      told(wait, { reason: refusal.sentence ?? null });
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  } finally {
    ended(wait);
  }
}

/** Responses with more bytes are told part by part as they come. */
const LARGE = 200_000;

/** The response with all that belongs to it; of a large one, how much has come is told. */
async function whole(
  response: Response,
  tell: (got: number, size: number) => void,
): Promise<Response> {
  const size = Number(response.headers.get("Content-Length") ?? 0);
  if (size < LARGE || response.body === null) return response;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  let got = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    got += part.value.length;
    tell(got, size);
  }
  const { status, statusText, headers } = response;
  return new Response(new Blob(parts), { status, statusText, headers });
}

/** The server's reason for a response that is no answer; null where it gives none. */
async function refusalOf(response: Response): Promise<Refusal | null> {
  if (response.ok) return null;
  const told: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return told !== null && typeof told === "object" && "message" in told ? (told as Refusal) : null;
}

const errors: Middleware = {
  onError: () => new UnreachableError(),
  onResponse: async ({ response }) => {
    if (response.ok) return;
    const refusal = await refusalOf(response);
    throw refusal === null ? new StatusError(response.status) : new RefusedError(refusal);
  },
};

export const client = createClient<paths>({
  baseUrl: location.origin,
  headers: { Accept: "application/json" },
  fetch: patientFetch,
});
client.use(errors);

/** The message of an answer. Whatever is no answer has been thrown by then. */
export async function answered<T>(response: Promise<{ data?: T }>): Promise<T> {
  return (await response).data as T;
}
