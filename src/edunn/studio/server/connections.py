"""Connections: none of them, however many there are, keeps the others out.

A connection that never sends a whole request, or never reads the reply, costs a place. Where too
many wait like that, the one that has been silent for longest is closed: first one of the peer that
has more than its share, then of all. A page opens a new connection and sends its request at once,
so it is never the one. Silent connections are closed after a while in any case.

Source: OWASP, "Denial of Service" cheat sheet, on slow HTTP attacks.
"""

from collections.abc import Iterable
from typing import Any, final

from waitress.channel import HTTPChannel

from edunn.studio import limits

SETTINGS: dict[str, Any] = {
    "connection_limit": limits.CONNECTIONS,
    "channel_timeout": 30,
    "cleanup_interval": 5,
}
"""Those of waitress; times in seconds."""


@final
class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection; a new one makes room for itself."""

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        super().__init__(server, sock, addr, adj, map=map)
        waiting = [one for one in list(map.values()) if isinstance(one, Channel) and one.waits]
        for one in surplus(waiting, self.peer):
            one.will_close = True  # by the server, in its next turn

    @property
    def peer(self) -> str:
        """The address of the other end, without its port."""
        return str(self.addr[0])

    @property
    def waits(self) -> bool:
        """Whether no request of it is being worked on."""
        return not self.requests and not self.will_close


def surplus(waiting: Iterable[Channel], peer: str) -> list[Channel]:
    """The connections to be closed, after one of that peer was opened."""
    silent = sorted(waiting, key=lambda one: one.last_activity)
    own = [one for one in silent if one.peer == peer]
    closed = own[: max(0, len(own) - limits.WAITING_OF_A_PEER)]
    left = [one for one in silent if one not in closed]
    return closed + left[: max(0, len(left) - limits.WAITING_CONNECTIONS)]


def install(servers: Iterable[Any]) -> None:
    """Let the servers (all in the map of one of them) make such connections."""
    for server in servers:
        if hasattr(server, "channel_class"):
            server.channel_class = Channel
