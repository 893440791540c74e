"""A real studio in a process of its own, and the Chromium that looks at it."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from edunn.studio.server.serve import free_port

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_CHROMIUM = (
    "the studio's tests need Chromium: `make test` installs it on Debian where it may; "
    "else install it yourself (sudo apt-get install chromium)"
)
BUSY = 503
PATIENCE = 60.0  # seconds; a machine compiles the fused engine once, in some twenty of them

TOUR_WAS_SEEN = """
const tour = "edunn-studio-tour";
if (localStorage.getItem(tour) === null)
  localStorage.setItem(tour, JSON.stringify({ state: { phase: "closed", step: 0 }, version: 1 }));
"""

COMES_TO_REST = """([still, most]) => new Promise((done) => {
  let timer = setTimeout(done, still);
  const watcher = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(done, still);
  });
  watcher.observe(document.body,
    { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(done, most);
}).then(() => undefined)"""

SCREENS = ("Lab", "Inside", "Draw", "Evolve", "Results", "Runs", "Learn")


class Studio:
    """`edunn studio` on a free port, with a workspace; it can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "workspace"
        self._log = folder / "studio.log"
        self._port = free_port("127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._port}/"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["--no-browser", "--port", str(self._port), "--workspace", str(self.workspace)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "edunn", "studio", *options], stdout=log, stderr=log
            )
        try:
            wait_until(self._answers, f"the studio does not start: see {self._log}")
        except TimeoutError:
            self.stop(signal.SIGKILL)
            raise

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: by Ctrl-C, or at once by SIGKILL."""
        self._process.send_signal(how)
        self._process.wait(PATIENCE)

    def ask(self, path: str, body: object = None) -> Any:
        """What a route answers, POST where there is a body; one that is too busy is asked again."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._asked_once(path, body)
            except HTTPError as error:
                if error.code != BUSY or time.monotonic() > until:
                    raise
                time.sleep(1)

    def _asked_once(self, path: str, body: object) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, data, {"Content-Type": "application/json"})
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def trained(self, ending: str = "finished", **experiment: object) -> int:
        """The number of a run that has ended, as a rule with all its epochs."""
        run = int(self.ask("api/runs", {"experiment": experiment})["id"])
        self.ask(f"api/runs/{run}/orders", {"command": {"do": "pace", "pace": 0}})
        self.ask(f"api/runs/{run}/orders", {"command": {"do": "play"}})
        wait_until(lambda: self.ask(f"api/runs/{run}")["status"] == ending, "it does not end")
        return run

    def _answers(self) -> bool:
        try:
            return bool(self.ask("api/runs"))
        except URLError:
            return False


def wait_until(is_so: Any, complaint: str, patience: float = PATIENCE) -> None:
    """Ask again and again, for so many seconds at most."""
    until = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(complaint)
        time.sleep(0.05)


def comes_to_rest(page: Page, still: float = 0.25) -> None:
    """Wait until nothing on a page has changed for so many seconds; a running one never rests."""
    page.evaluate(COMES_TO_REST, [1000 * still, 5000])


def settles(holds: Callable[[], None], patience: float = PATIENCE) -> None:
    """Ask a page again and again until these assertions hold: drawings come after words."""
    until = time.monotonic() + patience
    while True:
        try:
            return holds()
        except AssertionError:
            if time.monotonic() > until:
                raise
        time.sleep(0.3)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    if CHROMIUM is None:
        raise RuntimeError(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield browser
        browser.close()


def complaints_of(page: Page, home: str) -> list[str]:
    """A list that fills with what goes wrong in a page, and with whatever it asks of strangers.

    An answer of 503 is none: a busy machine asks the page to come again, which it does.
    """
    found: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((home, "data:", "blob:")):
            found.append(f"asked a stranger: {url}")

    def note_console(told: ConsoleMessage) -> None:
        if told.type == "error" and f"status of {BUSY}" not in told.text:
            found.append(f"console: {told.text}")

    page.on("pageerror", lambda error: found.append(f"page error: {error}"))
    page.on("request", lambda request: note_request(request.url))
    page.on("console", note_console)
    return found
