/** The one stream of events: all that the server says by itself, handed over once per frame. */
import type { StudioEvent } from "./types";

export type Connection = "connecting" | "open" | "lost";

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

const PATIENCE_MS = 2_000;

/** Listens until told to stop. A stream that ends for good is opened anew after a pause. */
export function listen(
  onEvents: (events: StudioEvent[]) => void,
  onConnection: (connection: Connection) => void,
): () => void {
  const take = batched(onEvents, soon);
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open() {
    onConnection("connecting");
    source = new EventSource("/api/events");
    source.onopen = () => onConnection("open");
    source.onmessage = (message: MessageEvent<string>) =>
      take(JSON.parse(message.data) as StudioEvent);
    source.onerror = () => {
      onConnection("lost");
      if (source?.readyState !== EventSource.CLOSED) return; // the browser reconnects by itself
      clearTimeout(timer);
      timer = setTimeout(() => {
        take({ type: "restarted" });
        open();
      }, PATIENCE_MS);
    };
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
