"""Server-sent events: one answer that never ends, a paragraph for each event.

    id: 1732320000001
    data: {"type":"gone","run":7}

A browser that loses the connection asks again by itself, with the last `id` in `Last-Event-ID`.

Source: WHATWG, HTML Living Standard, section "Server-sent events".
"""

from collections.abc import Callable, Iterator
from threading import BoundedSemaphore
from time import monotonic
from typing import final

from flask import Response

from edunn.studio.stream import Stream
from edunn.studio.wire import limits
from edunn.studio.wire.answers import Refusal
from edunn.studio.wire.events import Numbered

PING_SECONDS = 10.0
LOOK_SECONDS = 0.5
RETRY_MILLISECONDS = 1_000

SEATS = "edunn.seats"
"""Where the app counts its listeners: `app.extensions[SEATS]`. Each of them holds a thread."""


def streamed(
    stream: Stream, place: int, seats: BoundedSemaphore, has_gone: Callable[[], bool]
) -> Response:
    """Events after that place as they happen; a refusal where too many listen already."""
    if not seats.acquire(blocking=False):
        return full()
    listener = Listener(told(stream, place, has_gone), seats)
    return Response(listener, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def place_of(last_event_id: str | None, stream: Stream) -> int:
    """After which event to go on: the one that was named, else the newest.

    Example:
        >>> place_of("12", Stream(first=10)), place_of(None, Stream(first=10))
        (12, 9)
    """
    if last_event_id is None:
        return stream.last
    return int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 20 else -1


@final
class Listener:
    """The endless answer to one page; however it ends, its seat is free again."""

    def __init__(self, parts: Iterator[str], seats: BoundedSemaphore) -> None:
        self._parts = parts
        self._seats: BoundedSemaphore | None = seats

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._parts)

    def close(self) -> None:
        """What a server calls at the end, even where nothing was sent."""
        if self._seats is not None:
            self._seats.release()
            self._seats = None


def told(stream: Stream, place: int, has_gone: Callable[[], bool]) -> Iterator[str]:
    """Paragraphs: where it begins, at once; then events as they come, and a ping in silence."""
    yield f"retry: {RETRY_MILLISECONDS}\nid: {max(place, 0)}\n\n"
    told_at = monotonic()
    while not (stream.is_closed or has_gone()):
        events = stream.wait(place, LOOK_SECONDS)
        if events:
            place = events[-1].id
            yield "".join(map(paragraph, events))
        elif monotonic() - told_at >= PING_SECONDS:
            yield ": ping\n\n"
        else:
            continue
        told_at = monotonic()


def paragraph(numbered: Numbered) -> str:
    """One event in the words of the standard; JSON has no line breaks."""
    return f"id: {numbered.id}\ndata: {numbered.event.model_dump_json()}\n\n"


def full() -> Response:
    """No seat is free: say when to come again."""
    words = f"{limits.STREAMS} pages listen already: close one of them."
    body = Refusal(code="TOO_MANY", message=words).model_dump_json()
    return Response(body, status=503, mimetype="application/json", headers={"Retry-After": "10"})
