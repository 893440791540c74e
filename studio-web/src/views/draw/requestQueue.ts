/** One request at a time, at a limited rate; of the waiting ones only the newest is sent. */

interface RequestQueue<Q> {
  request: (query: Q) => void;
  stop: () => void;
}

export function newestOnly<Q, A>(
  send: (query: Q) => Promise<A>,
  take: (answer: A) => void,
  fail: (error: unknown) => void,
  pause: number,
): RequestQueue<Q> {
  let waiting: { query: Q } | null = null;
  let isBusy = false;
  let isStopped = false;

  async function work() {
    if (isBusy) return;
    isBusy = true;
    while (waiting !== null && !isStopped) {
      const { query } = waiting;
      waiting = null;
      const rest = new Promise((wake) => setTimeout(wake, pause));
      await send(query).then(
        (answer) => isStopped || take(answer),
        (error: unknown) => isStopped || fail(error),
      );
      await rest;
    }
    isBusy = false;
  }

  return {
    request(query) {
      waiting = { query };
      void work();
    },
    stop() {
      isStopped = true;
    },
  };
}
