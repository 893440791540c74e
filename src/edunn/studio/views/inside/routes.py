"""Routes of Inside."""

from flask import Response

from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.views.inside.messages import Origin, OriginQuery, TraceQuery, TraceView
from edunn.studio.views.inside.origins import origin_view
from edunn.studio.views.inside.trace_view import trace_view

api = topic("inside")


@api.get("/runs/<int:run>/trace", responses={200: TraceView})
def get_trace(path: RunPath, query: TraceQuery) -> Response:
    """One example through the network, forward and backward."""
    return reply(trace_view(path.run, session().snapshot(path.run), query))


@api.post("/runs/<int:run>/origin", responses={200: Origin})
def find_origin(path: RunPath, body: OriginQuery) -> Response:
    """The sources of one number of a trace."""
    return reply(origin_view(path.run, session().snapshot(path.run), body))
