"""The web server: it checks what comes in, asks the session, and guards this machine.

Nothing is computed here, and nothing decided: a route is one line about the session.
"""

from edunn.studio.server import app, guard, streaming

__all__ = ["app", "guard", "streaming"]
