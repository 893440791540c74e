"""The stream of events: numbered, kept for a while, and heard by any number of listeners.

A page that loses its connection asks again with the number of the last event that it saw, and gets
what it missed. Numbers begin at the time in milliseconds, so that those of a new server are above
those of the one before: whoever comes with a number from then learns that it missed something.
"""

import time
from collections import deque
from threading import Condition
from typing import final

from edunn.studio.wire.events import Event, Numbered, Restarted

KEPT = 4_000


@final
class Stream:
    """A ring of the last events, and a bell for those who wait.

    Example:
        >>> from edunn.studio.wire.events import RunGone
        >>> stream = Stream(first=1)
        >>> stream.publish(RunGone(run=7))
        >>> [(numbered.id, numbered.event.type) for numbered in stream.after(0)]
        [(1, 'gone')]
    """

    def __init__(self, kept: int = KEPT, first: int | None = None) -> None:
        self._events: deque[Numbered] = deque(maxlen=kept)
        self._first = time.time_ns() // 1_000_000 if first is None else first
        self._next = self._first
        self._bell = Condition()
        self._is_closed = False

    @property
    def last(self) -> int:
        """The number of the newest event; before the first, the number below it."""
        return self._next - 1

    @property
    def is_closed(self) -> bool:
        """Whether the server is about to end."""
        return self._is_closed

    def publish(self, event: Event) -> None:
        """Say something to all who listen, now or later."""
        with self._bell:
            self._events.append(Numbered(id=self._next, event=event))
            self._next += 1
            self._bell.notify_all()

    def after(self, place: int) -> list[Numbered]:
        """Events after that place; where some of them are gone, a single `Restarted`."""
        with self._bell:
            return self._after(place)

    def wait(self, place: int, timeout: float) -> list[Numbered]:
        """Events after that place, as soon as there are any; none when the time is over."""
        with self._bell:
            self._bell.wait_for(lambda: self._is_closed or self._has_news(place), timeout)
            return self._after(place)

    def close(self) -> None:
        """Let everybody who waits go home."""
        with self._bell:
            self._is_closed = True
            self._bell.notify_all()

    def _has_news(self, place: int) -> bool:
        return place != self.last

    def _after(self, place: int) -> list[Numbered]:
        oldest = self._events[0].id if self._events else self._next
        if oldest - 1 <= place <= self.last:
            return [numbered for numbered in self._events if numbered.id > place]
        return [Numbered(id=self.last, event=Restarted())]
