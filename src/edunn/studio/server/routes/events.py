"""Events: one stream for the whole page, and pages of it for whoever cannot listen."""

from flask import Response, current_app, request
from pydantic import Field

from edunn.studio.server.replies import GREATEST_NUMBER, reply, session, topic
from edunn.studio.server.streaming import SEATS, place_of, streamed
from edunn.studio.wire.base import Message
from edunn.studio.wire.events import EventPage

api = topic("events")


class RecentQuery(Message):
    """Ask for what happened after an event."""

    after: int = Field(0, ge=0, le=GREATEST_NUMBER)


@api.get(
    "/events",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def listen() -> Response:
    """All events as they happen (server-sent events); goes on after `Last-Event-ID`."""
    stream = session().stream
    place = place_of(request.headers.get("Last-Event-ID"), stream)
    has_gone = request.environ.get("waitress.client_disconnected", lambda: False)
    return streamed(stream, place, current_app.extensions[SEATS], has_gone)


@api.get("/events/recent", responses={200: EventPage})
def get_recent_events(query: RecentQuery) -> Response:
    """Events after some place in the stream."""
    return reply(session().events_after(query.after))
