"""Clients: a server in a process of its own, connections that stay open, and open pages."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from socket import SHUT_RDWR
from threading import Event, Thread
from time import monotonic, perf_counter, sleep
from typing import Any, final
from urllib.parse import urlsplit

GLANCE = 0.7
"""Seconds between two looks of a page at a large network (see `useCalm` in studio-web)."""

IMAGES = 1.0
"""The same for the first layer's images."""

SECONDS = 60.0
"""So long a client waits for anything."""

BUSY = 503
"""The status of what is not ready yet: who asks again gets the same result."""


@final
class Studio:
    """`edunn studio` as a user starts it."""

    def __init__(self, workspace: Path) -> None:
        command = [sys.executable, "-m", "edunn", "studio", "--no-browser", "--port", "0"]
        self._process = subprocess.Popen(
            [*command, "--workspace", str(workspace)], stdout=subprocess.PIPE, text=True
        )
        self._lines: list[HTTPConnection] = []
        stdout = self._process.stdout
        line = "" if stdout is None else stdout.readline()
        self.port = urlsplit(line.split()[-1]).port or 0

    def resident(self) -> float:
        """Its resident memory in MB."""
        return resident(self._process.pid)

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._end()

    def stop(self) -> None:
        """Ctrl-C."""
        self._process.send_signal(signal.SIGINT)
        self._end()

    def _end(self) -> None:
        self._process.wait(SECONDS)
        for line in self._lines:
            line.close()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def connection(self) -> HTTPConnection:
        """A new connection."""
        self._lines.append(HTTPConnection("127.0.0.1", self.port, timeout=SECONDS))
        return self._lines[-1]


def resident(process: int) -> float:
    """The resident memory of a process in MB; 0 where the system does not tell (not Linux)."""
    place = Path(f"/proc/{process}/status")
    if not place.is_file():
        return 0.0
    (line,) = (line for line in place.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@contextmanager
def studio(workspace: Path) -> Iterator[Studio]:
    """A studio that is stopped in the end."""
    one = Studio(workspace)
    try:
        yield one
    finally:
        one.stop()


def fetch(line: HTTPConnection, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """The JSON that a route returns; while it is not ready, it is asked for again."""
    content = None if body is None else json.dumps(body)
    headers = {} if body is None else {"Content-Type": "application/json"}
    until = monotonic() + SECONDS
    while True:
        line.request("GET" if body is None else "POST", path, content, headers)
        response = line.getresponse()
        found = json.loads(response.read())
        if response.status == 200:
            return found
        if response.status != BUSY or monotonic() > until:
            raise RuntimeError(f"{path}: {response.status} {found}")
        sleep(0.2)


def listened(line: HTTPConnection) -> HTTPResponse:
    """The beginning of a stream of events, or a refusal."""
    line.request("GET", "/api/events")
    return line.getresponse()


@final
class EventListener:
    """Listens to the stream in a thread, and notes when an event arrives."""

    def __init__(self, studio: Studio) -> None:
        line = studio.connection()
        line.connect()
        self._socket = line.sock
        self._stream = listened(line)
        self._wanted: Callable[[Any], bool] = lambda event: False
        self._arrived, self._at = Event(), 0.0
        self._thread = Thread(target=self._live, daemon=True)
        self._thread.start()

    def expect(self, wanted: Callable[[Any], bool]) -> None:
        """From now on, wait for an event like this."""
        self._arrived.clear()
        self._wanted = wanted

    def wait(self) -> float:
        """The time at which it arrived."""
        if not self._arrived.wait(SECONDS):
            raise RuntimeError("the event did not come")
        return self._at

    def close(self) -> None:
        """Hang up."""
        self._socket.shutdown(SHUT_RDWR)
        self._thread.join()
        self._stream.close()

    def _live(self) -> None:
        with suppress(ConnectionError):  # hanging up may cut a word in two
            for line in self._stream:
                if line.startswith(b"data:"):
                    self._consider(json.loads(line[5:]))

    def _consider(self, event: Any) -> None:
        if not self._arrived.is_set() and self._wanted(event):
            self._at = perf_counter()
            self._arrived.set()


@final
class Page:
    """An open page: it listens, and fetches views of the run at its pace."""

    def __init__(self, studio: Studio, run: int) -> None:
        self._events = EventListener(studio)
        self._line = studio.connection()
        self._run, self._closed = run, Event()
        self._thread = Thread(target=self._live, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Close the tab."""
        self._closed.set()
        self._thread.join()
        self._events.close()
        self._line.close()

    def _live(self) -> None:
        last = 0.0
        while not self._closed.wait(GLANCE):
            fetch(self._line, f"/api/runs/{self._run}/network")
            if perf_counter() - last >= IMAGES:
                fetch(self._line, f"/api/runs/{self._run}/filters")
                last = perf_counter()
