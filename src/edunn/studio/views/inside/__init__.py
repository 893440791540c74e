"""Inside: one example's way through the network, with every number, forward and backward."""

from edunn.studio.views.inside.origins import origin_look
from edunn.studio.views.inside.trace_view import trace_look

__all__ = ["origin_look", "trace_look"]
