"""Events: the stream of news that the server sends to the page without a request.

Events are numbered and kept for a while. A page that loses its connection reconnects with the
number of the last event it received, and gets what it missed. Numbers start at the time in
milliseconds, so that a new server's numbers are above those of the one before, and an old number
shows that events were missed.
"""

import time
from collections import deque
from threading import Condition
from typing import Annotated, Literal, TypeAlias, final

from pydantic import Field

from edunn.studio.messages import NO_NOTE, Message, Name, Note
from edunn.studio.runs.messages import Band, Curves, ProofState, Run

KEPT = 4_000


class RunChanged(Message):
    """A run has new values."""

    type: Literal["run"] = "run"
    run: Run


class CurvesGrew(Message):
    """New records of a run."""

    type: Literal["curves"] = "curves"
    run: int
    curves: Curves
    is_anew: bool = Field(default=False, description="Whether these replace all records before.")


class RunGone(Message):
    """A run was deleted."""

    type: Literal["gone"] = "gone"
    run: int


class BandGrew(Message):
    """One more seed of "twenty seeds" is done."""

    type: Literal["band"] = "band"
    band: Band


class ProofWent(Message):
    """Progress of a proof."""

    type: Literal["proof"] = "proof"
    proof: ProofState


class Score(Message):
    """The accuracy of a network on My digits and on MNIST's test set."""

    mine: float
    mnist: float


class Tuning(Message):
    """A fine-tuning, with the accuracy before and after."""

    status: Literal["idle", "running", "finished", "failed"]
    network: Name | None = None
    name: Name | None = None
    epoch: int = 0
    epochs: int = 0
    before: Score | None = None
    after: Score | None = None
    note: Note = NO_NOTE


class TuningWent(Message):
    """Progress of a fine-tuning."""

    type: Literal["tuning"] = "tuning"
    tuning: Tuning


class Restarted(Message):
    """Some events were missed (by a page that slept, for example): fetch everything again."""

    type: Literal["restarted"] = "restarted"


Event: TypeAlias = Annotated[
    RunChanged | CurvesGrew | RunGone | BandGrew | ProofWent | TuningWent | Restarted,
    Field(discriminator="type"),
]


class Numbered(Message):
    """An event and its place in the stream, which only grows."""

    id: int
    event: Event


class EventPage(Message):
    """Events after some place, for clients that poll."""

    events: list[Numbered]


@final
class Stream:
    """A ring buffer of the last events; readers may wait for the next one.

    Example:
        >>> stream = Stream(first=1)
        >>> stream.publish(RunGone(run=7))
        >>> [(numbered.id, numbered.event.type) for numbered in stream.after(0)]
        [(1, 'gone')]
    """

    def __init__(self, kept: int = KEPT, first: int | None = None) -> None:
        self._events: deque[Numbered] = deque(maxlen=kept)
        self._first = time.time_ns() // 1_000_000 if first is None else first
        self._next = self._first
        self._changed = Condition()
        self._is_closed = False

    @property
    def last(self) -> int:
        """The number of the newest event; before the first, the number below it."""
        return self._next - 1

    @property
    def is_closed(self) -> bool:
        """Whether the server is shutting down."""
        return self._is_closed

    def publish(self, event: Event) -> None:
        """Append an event, and wake all readers that wait."""
        with self._changed:
            self._events.append(Numbered(id=self._next, event=event))
            self._next += 1
            self._changed.notify_all()

    def after(self, place: int) -> list[Numbered]:
        """Events after that place; where some of them are gone, a single `Restarted`."""
        with self._changed:
            return self._after(place)

    def wait(self, place: int, timeout: float) -> list[Numbered]:
        """Events after that place, as soon as there are any; none after the timeout."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or place != self.last, timeout)
            return self._after(place)

    def close(self) -> None:
        """Wake all readers for the last time."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _after(self, place: int) -> list[Numbered]:
        oldest = self._events[0].id if self._events else self._next
        if oldest - 1 <= place <= self.last:
            return [numbered for numbered in self._events if numbered.id > place]
        return [Numbered(id=self.last, event=Restarted())]
