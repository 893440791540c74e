/** The one stream of events: all that the server says by itself, handed over once per frame. */
import { api } from "./client";
import type { StudioEvent } from "./types";

/** `asking`: the server has no seat free for one more listener, so the page asks every second. */
export type Connection = "connecting" | "open" | "asking" | "lost";

/** Collects what comes between two frames, so that nobody draws more often than the screen does. */
export function batched<T>(
  give: (items: T[]) => void,
  nextFrame: (then: () => void) => unknown,
): (item: T) => void {
  let waiting: T[] = [];
  return (item) => {
    waiting.push(item);
    if (waiting.length > 1) return;
    nextFrame(() => {
      const items = waiting;
      waiting = [];
      give(items);
    });
  };
}

/** The next frame; a hidden tab draws none, so a timer stands in. */
function soon(then: () => void): void {
  if (document.hidden) setTimeout(then, 250);
  else requestAnimationFrame(then);
}

const ASK_AGAIN_MS = 1_000;
const LISTEN_AGAIN_MS = 15_000;

/** Listens until told to stop. Where the server takes no more listeners, it asks instead. */
export function listen(
  onEvents: (events: StudioEvent[]) => void,
  onConnection: (connection: Connection) => void,
): () => void {
  const take = batched(onEvents, soon);
  let source: EventSource;
  let last = 0; // the server has none of these, and answers that all is to be fetched again
  let asking: ReturnType<typeof setTimeout> | undefined;
  let listening: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource("/api/events");
    source.onopen = () => {
      onConnection("open");
      if (asking === undefined) return;
      clearTimeout(asking);
      asking = undefined;
      void askOnce(); // what happened between the last question and now
    };
    source.onmessage = (message: MessageEvent<string>) => {
      last = Math.max(last, Number(message.lastEventId));
      take(JSON.parse(message.data) as StudioEvent);
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) {
        onConnection("lost"); // the browser listens again by itself
        return;
      }
      clearTimeout(listening);
      listening = setTimeout(open, LISTEN_AGAIN_MS);
      if (asking === undefined) ask();
    };
  }

  function ask() {
    asking = setTimeout(() => {
      void askOnce().then(
        () => onConnection("asking"),
        () => onConnection("lost"),
      );
      ask();
    }, ASK_AGAIN_MS);
  }

  async function askOnce() {
    const { events } = await api.recent(last);
    for (const { id, event } of events) {
      last = id;
      take(event);
    }
  }

  onConnection("connecting");
  open();
  return () => {
    clearTimeout(asking);
    clearTimeout(listening);
    source.close();
  };
}
