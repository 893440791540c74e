/** The stream of server events, delivered once per frame. */
import { api } from "./client";
import type { StudioEvent } from "./types";

/** `polling`: the server accepts no more listeners, so the page polls it every second. */
export type Connection = "connecting" | "open" | "polling" | "lost";

/** Collects the events between two frames, so that the page is drawn at most once per frame. */
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

/** The next frame; a hidden tab has no frames, so a timer takes their place. */
function soon(then: () => void): void {
  if (document.hidden) setTimeout(then, 250);
  else requestAnimationFrame(then);
}

const ASK_AGAIN_MS = 1_000;
const LISTEN_AGAIN_MS = 15_000;

/** Listens until stopped; polls the server where it accepts no more listeners. */
export function listen(
  onEvents: (events: StudioEvent[]) => void,
  onConnection: (connection: Connection) => void,
): () => void {
  const take = batched(onEvents, soon);
  let source: EventSource;
  let last = 0; // the server has no such events; everything has to be fetched again
  let polling: ReturnType<typeof setTimeout> | undefined;
  let listening: ReturnType<typeof setTimeout> | undefined;

  function open() {
    source = new EventSource("/api/events");
    source.onopen = () => {
      onConnection("open");
      if (polling === undefined) return;
      clearTimeout(polling);
      polling = undefined;
      void pollOnce(); // what happened between the last poll and now
    };
    source.onmessage = (message: MessageEvent<string>) => {
      last = Math.max(last, Number(message.lastEventId));
      take(JSON.parse(message.data) as StudioEvent);
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) {
        onConnection("lost"); // the browser reconnects by itself
        return;
      }
      clearTimeout(listening);
      listening = setTimeout(open, LISTEN_AGAIN_MS);
      if (polling === undefined) poll();
    };
  }

  function poll() {
    polling = setTimeout(() => {
      void pollOnce().then(
        () => onConnection("polling"),
        () => onConnection("lost"),
      );
      poll();
    }, ASK_AGAIN_MS);
  }

  async function pollOnce() {
    const { events } = await api.recent(last);
    for (const { id, event } of events) {
      last = id;
      take(event);
    }
  }

  onConnection("connecting");
  open();
  return () => {
    clearTimeout(polling);
    clearTimeout(listening);
    source.close();
  };
}
