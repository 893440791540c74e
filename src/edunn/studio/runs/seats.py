"""Seats: only a few runs compute at the same time, one for each processor, and take turns.

Python lets one thread run at a time. If twenty runs compute at once, the reply to a request gets a
twentieth of the time; of runs that wait for their turn, it notices nothing. Together they are as
quick as before.
"""

import os
from collections import deque
from contextlib import AbstractContextManager
from threading import Lock
from typing import final

PROCESSORS = max(os.cpu_count() or 1, 2)


@final
class Seats(AbstractContextManager[None]):
    """So many threads are inside at a time; the others wait, first come, first served.

    Example:
        >>> seats = Seats(2)
        >>> with seats, seats:
        ...     seats.free
        0
        >>> seats.free
        2
    """

    def __init__(self, count: int = PROCESSORS) -> None:
        self.free = count
        self._queue: deque[Lock] = deque()
        self._lock = Lock()

    def __enter__(self) -> None:
        own = Lock()
        with self._lock:
            if self.free:
                self.free -= 1
                return
            own.acquire()
            self._queue.append(own)
        own.acquire()  # until a thread that leaves hands over its seat

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._queue:
                self._queue.popleft().release()
            else:
                self.free += 1
