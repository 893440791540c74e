"""Inside: one example's way through the network, with every number, forward and backward."""

from edunn.studio.views.inside.origins import origin_view
from edunn.studio.views.inside.trace_view import trace_view

__all__ = ["origin_view", "trace_view"]
