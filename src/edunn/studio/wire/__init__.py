"""What travels between page and server: one model a message, the only source of truth of both.

The server reads and checks requests by these models and describes itself by them (OpenAPI); the
page's TypeScript types are generated from that description. A message is data: it does nothing.
"""

from edunn.studio.wire import (
    answers,
    base,
    catalogue,
    data,
    digits,
    events,
    evolution,
    limits,
    looks,
    networks,
    runs,
    settings,
)

__all__ = [
    "answers",
    "base",
    "catalogue",
    "data",
    "digits",
    "events",
    "evolution",
    "limits",
    "looks",
    "networks",
    "runs",
    "settings",
]
