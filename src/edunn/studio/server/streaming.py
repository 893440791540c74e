"""Server-sent events: one response that never ends, with a paragraph for each event.

    id: 1732320000001
    data: {"type":"gone","run":7}

A browser that loses the connection reconnects by itself, with the last `id` in `Last-Event-ID`.

Source: WHATWG, HTML Living Standard, section "Server-sent events".
"""

from collections.abc import Callable, Iterator
from threading import BoundedSemaphore
from time import monotonic

from flask import Response, current_app, request
from pydantic import Field

from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Message
from edunn.studio.routing import GREATEST_NUMBER, reply, session, topic
from edunn.studio.runs.events import EventPage, Numbered, Stream
from edunn.studio.server.refusals import refused

PING_SECONDS = 10.0
LOOK_SECONDS = 0.5
RETRY_MILLISECONDS = 1_000

SEATS = "edunn.seats"
"""The place of the semaphore of listeners, `app.extensions[SEATS]`: each holds a thread."""

api = topic("events")


def place_of(last_event_id: str | None, stream: Stream) -> int:
    """The event to continue after: the one in the header, else the newest.

    Example:
        >>> place_of("12", Stream(first=10)), place_of(None, Stream(first=10))
        (12, 9)
    """
    if last_event_id is None:
        return stream.last
    return int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 20 else -1


def paragraphs(stream: Stream, place: int, has_gone: Callable[[], bool]) -> Iterator[str]:
    """Paragraphs: the present place, at once; then events as they come, and pings between them."""
    yield f"retry: {RETRY_MILLISECONDS}\nid: {max(place, 0)}\n\n"
    sent_at = monotonic()
    while not (stream.is_closed or has_gone()):
        events = stream.wait(place, LOOK_SECONDS)
        if events:
            place = events[-1].id
            yield "".join(map(paragraph, events))
        elif monotonic() - sent_at >= PING_SECONDS:
            yield ": ping\n\n"
        else:
            continue
        sent_at = monotonic()


def paragraph(numbered: Numbered) -> str:
    """One event in the format of the standard; JSON has no line breaks."""
    return f"id: {numbered.id}\ndata: {numbered.event.model_dump_json()}\n\n"


def full() -> Response:
    """The refusal where no seat is free, with the time for another try."""
    response = refused("TOO_MANY", Coded("request.too_many_pages", most=limits.STREAMS))
    response.status_code = 503
    response.headers["Retry-After"] = "10"
    return response


class RecentQuery(Message):
    """A request for the events after a place."""

    after: int = Field(0, ge=0, le=GREATEST_NUMBER)


@api.get(
    "/events",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def listen() -> Response:
    """All events as they happen (server-sent events), from `Last-Event-ID` on."""
    seats: BoundedSemaphore = current_app.extensions[SEATS]
    if not seats.acquire(blocking=False):
        return full()
    stream = session().stream
    place = place_of(request.headers.get("Last-Event-ID"), stream)
    has_gone = request.environ.get("waitress.client_disconnected", lambda: False)
    events = paragraphs(stream, place, has_gone)
    response = Response(events, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
    response.call_on_close(seats.release)  # however the response ends
    return response


@api.get("/events/recent", responses={200: EventPage})
def get_recent_events(query: RecentQuery) -> Response:
    """Events after a place in the stream, for clients that poll."""
    return reply(EventPage(events=session().stream.after(query.after)))
