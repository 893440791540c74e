"""Serve the studio: a server, its address, the browser, and a clean shutdown.

waitress gives each request a thread of a pool. An event stream holds its thread for as long as its
page is open, so the pool has more threads than there may be event streams.
"""

import contextlib
import errno
import logging
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread, current_thread, main_thread
from typing import Any, final

from waitress import wasyncore
from waitress.server import create_server

from edunn.errors import SettingError
from edunn.studio import limits
from edunn.studio.memory import share_arenas
from edunn.studio.server import connections
from edunn.studio.server.app import make_app
from edunn.studio.server.guard import LOOPBACK, PARAMETER, new_token
from edunn.studio.session import Session

PORT = 8642
TRIES = 20
THREADS = limits.STREAMS + 12

GIVE_UP = 1.0
"""Seconds that the end of the server waits for replies in progress."""

LOOK = 1.0
"""Seconds after which a waiting server looks whether it was stopped."""

TURN = 0.001
"""Seconds after which a computing thread yields to others; Python's default is 0.005."""

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the studio; Windows lacks the last."""


@final
@dataclass(frozen=True)
class Place:
    """The host and port of a server, and the token in its start address.

    Example:
        >>> Place("127.0.0.1", 8642).address
        'http://127.0.0.1:8642/'
        >>> Place("0.0.0.0", 8642, token="word", name="lab").address
        'http://lab:8642/?token=word'

    Attributes:
        own_token: another token, for the browser of this machine that opens by itself.
    """

    host: str = LOOPBACK[0]
    port: int = PORT
    token: str | None = None
    name: str | None = None
    own_token: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether other machines can reach the server."""
        return self.host not in LOOPBACK

    @property
    def shown(self) -> str:
        """The host as a browser needs it."""
        host = self.name or self.host
        return f"[{host}]" if ":" in host else host

    @property
    def address(self) -> str:
        """The start address."""
        return self._with(self.token)

    @property
    def own_address(self) -> str:
        """The start address for the browser that opens by itself: it leaves the other unused."""
        return self._with(self.own_token)

    @property
    def tokens(self) -> list[str]:
        """All tokens."""
        return [token for token in (self.token, self.own_token) if token]

    def _with(self, token: str | None) -> str:
        entry = f"?{PARAMETER}={token}" if token else ""
        return f"http://{self.shown}:{self.port}/{entry}"


@final
class Server:
    """A studio that listens as soon as it is made; `run` serves requests until it is stopped."""

    def __init__(self, session: Session, place: Place) -> None:
        hosts = own_names() if place.is_open else []
        app = make_app(session, tokens=place.tokens, hosts=[place.shown, *hosts])
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # event streams are no overload
        self._session = session
        self._stopping, self._is_stopped = Lock(), False
        self._sockets: dict[int, Any] = {}
        self._server: Any = create_server(
            app,
            self._sockets,
            host=place.host,
            port=place.port,
            threads=THREADS,
            ident="EduNN",
            max_request_body_size=2 * limits.REQUEST_BYTES,
            channel_request_lookahead=1,  # so that the end of a page ends its event stream
            **connections.SETTINGS,
        )
        connections.install(self._sockets.values())

    def run(self) -> None:
        """Serve until Ctrl-C or `stop`; then save all runs and close all connections."""
        with contextlib.suppress(KeyboardInterrupt, OSError):  # OSError: closed while it waited
            while not self._is_stopped:
                wasyncore.loop(timeout=LOOK, map=self._sockets, count=1)
        self.stop()
        wasyncore.close_all(self._sockets, ignore_all=True)  # here, where no other is being opened

    def stop(self) -> None:
        """End event streams and requests, save all runs, end `run`; once, whoever else stops it."""
        with self._stopping:
            if not self._is_stopped:
                self._is_stopped = True
                self._session.stream.close()
                self._session.jobs.close()
                self._server.task_dispatcher.shutdown(timeout=GIVE_UP)
                self._session.close()


def studio(
    workspace: Path,
    host: str = LOOPBACK[0],
    port: int | None = None,
    *,
    say: Callable[[str], None] = print,
    open_browser: bool = True,
) -> None:
    """Serve a workspace until Ctrl-C.

    Raises:
        SettingError: the host or the port is not available.
    """
    place = place_for(host, port, say)
    share_arenas()
    session = Session(workspace)
    server = Server(session, place)
    session.lock.announce(replace(place, token=None).address)
    session.compiler.start()
    say(f"EduNN studio: {place.address}")
    say(f"Workspace: {workspace.resolve()}. Press Ctrl-C to stop the studio.")
    sys.setswitchinterval(TURN)
    if open_browser:
        Thread(target=webbrowser.open, args=(place.own_address,), daemon=True).start()
    with ended_by_signals(session):
        server.run()


@contextlib.contextmanager
def ended_by_signals(session: Session) -> Iterator[None]:
    """On Ctrl-C, SIGTERM or SIGHUP, end event streams and waits first: the server waits for them.

    SIGHUP, a terminal that was closed, stays ignored where `nohup` ignores it.
    Only the main thread of a program receives signals; elsewhere nothing changes.
    """

    def end(*_: object) -> None:
        session.stream.close()
        session.jobs.close()
        raise KeyboardInterrupt

    if current_thread() is not main_thread():
        yield
        return
    signs = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    heard = [sign for sign in signs if signal.getsignal(sign) is not signal.SIG_IGN]
    before = {sign: signal.signal(sign, end) for sign in heard}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def own_names() -> list[str]:
    """Names and addresses by which other machines may reach this one."""
    name = socket.gethostname()
    try:
        addresses = socket.gethostbyname_ex(name)[2]
    except OSError:
        addresses = []
    return [name, f"{name}.local", *addresses]


def place_for(host: str, port: int | None, say: Callable[[str], None]) -> Place:
    """Choose the port, and a token where other machines can reach it.

    Raises:
        SettingError: the host or the port is not available.
    """
    free = free_port(host, port)
    if free != (port or PORT) and port != 0:
        say(f"Port {PORT} is in use; port {free} is used instead.")
    is_open = host not in LOOPBACK
    name = socket.gethostname() if host in ("0.0.0.0", "::") else None
    token, own_token = (new_token(), new_token()) if is_open else (None, None)
    return Place(host, free, token, name, own_token)


def free_port(host: str, port: int | None) -> int:
    """The requested port, else the default one or the first free one after it.

    Raises:
        SettingError: it is in use, or there is no such host.
    """
    for candidate in range(PORT, PORT + TRIES) if port is None else [port]:
        found = _try(host, candidate)
        if found is not None:
            return found
    wanted = f"ports {PORT} to {PORT + TRIES - 1} are" if port is None else f"port {port} is"
    raise SettingError(f"{wanted} in use on {host}: choose another with --port, or 0 for any.")


def _try(host: str, port: int) -> int | None:
    """The port if it is available (any one for 0); `None` if it is in use."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise SettingError(f"--host {host}: this machine has no such name or address.") from error
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        try:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return None
            raise SettingError(_why(error, host, port)) from error
        return int(trial.getsockname()[1])


def _why(error: OSError, host: str, port: int) -> str:
    """Why the studio cannot listen there, although the port is not in use."""
    if error.errno == errno.EADDRNOTAVAIL:
        return (
            f"--host {host}: that is no address of this machine. Give 127.0.0.1 for this machine "
            "only, or 0.0.0.0 for the whole network."
        )
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than yours: choose one from 1024 on with --port."
    return f"--host {host}: cannot listen on port {port} ({error.strerror})."
