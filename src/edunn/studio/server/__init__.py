"""The web server: it validates requests, guards this machine, and sends replies and events.

Nothing is computed here: the routes stand in the slices of the screens, in `views`.
"""

from edunn.studio.server import guard, streaming

__all__ = ["guard", "streaming"]
