"""A storm: random commands from many clients, large generations among them, to a real studio.

    python -m benchmarks.studio.storm --minutes 10 --page

What must hold: no status 500; no answer later than two seconds, unless it says why (409 or 503) or
the studio has just started; no run that is listed after it was deleted; the memory of a studio at
rest within a tenth of what it was after the first minute; an end within three seconds of SIGTERM.
"""

import json
import random
import signal
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any, NamedTuple, final
from urllib.parse import urlsplit

from benchmarks.machine import machine
from benchmarks.studio.client import resident
from benchmarks.studio.number import Number
from benchmarks.studio.pages import PAGE, facts_in_words, sheet, write_section

CLIENTS = 8
SLOW = 2.0
"""Seconds after which an answer is late."""

RESTS = 12
"""Seconds without any run, after which a studio has given back what it does not use any more."""

ALLOWED = (200, 400, 404, 409, 429, 503)
"""The statuses that a storm may cause."""

VIEWS = ("network", "curves", "results", "boundary", "population", "family", "trace", "script", "")
COMMANDS = ("play", "play", "pause", "step", "epoch", "reset")


def experiment(dice: random.Random) -> dict[str, Any]:
    """A random experiment; one in six has large generations."""
    if dice.random() < 1 / 6:
        settings = {"population_size": dice.choice([200, 1000])}
        algorithm = {"name": "genetic_algorithm", "settings": settings}
        hidden = [{"kind": "dense", "units": 30}]
        return {"data": {"name": "mnist"}, "hidden": hidden, "algorithm": algorithm}
    name = dice.choice(["adam", "sgd", "genetic_algorithm", "snes", "pgpe"])
    return {"data": {"name": dice.choice(["iris", "moons"])}, "algorithm": {"name": name}}


class Answer(NamedTuple):
    """What came back, and when; not the body, of which thousands would slow the clients down."""

    path: str
    status: int
    seconds: float


@final
class Storm:
    """The clients' common knowledge: the runs, and all answers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: list[Answer] = []
        self.deleted: set[int] = set()
        self.ghosts: set[int] = set()
        self._lock = Lock()

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send a request, and note its answer: the status and the body."""
        started = monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, {"Content-Type": "application/json"})
            response = connection.getresponse()
            status, text = response.status, response.read()
        except (OSError, HTTPException) as error:
            status, text = 0, json.dumps(str(error)).encode()
        finally:
            connection.close()
        is_json = text[:1] in (b"{", b"[", b'"')
        answer = Answer(f"{method} {path}", status, monotonic() - started)
        with self._lock:
            self.answers.append(answer)
        return status, json.loads(text) if is_json else None

    def runs(self) -> list[int]:
        """The runs that are there; one that was deleted before the request is a ghost."""
        gone = set(self.deleted)
        status, answer = self.ask("GET", "/api/runs")
        found = [run["id"] for run in answer["runs"]] if status == 200 else []
        self.ghosts |= gone & set(found)
        return found

    def act(self, dice: random.Random) -> None:
        """One random act on a random run."""
        runs = self.runs()
        chance = dice.random()
        if len(runs) < 4 or (chance < 0.08 and len(runs) < 20):
            self.ask("POST", "/api/runs", {"experiment": experiment(dice)})
            return
        run = dice.choice(runs)
        if chance < 0.14:
            status, _ = self.ask("DELETE", f"/api/runs/{run}")
            if status == 200:
                self.deleted.add(run)
        elif chance < 0.45:
            body = {"command": {"do": dice.choice(COMMANDS)}}
            self.ask("POST", f"/api/runs/{run}/orders", body)
        elif chance < 0.5:
            self.ask("GET", dice.choice(["/api/data", "/api/networks", "/api/catalogue"]))
        else:
            self.ask("GET", f"/api/runs/{run}/{dice.choice(VIEWS)}".rstrip("/"))

    def client(self, seed: int, until: float) -> None:
        """One client until the end."""
        dice = random.Random(seed)
        while monotonic() < until:
            self.act(dice)

    def rage(self, seconds: float, seed: int) -> None:
        """All clients for so many seconds."""
        until = monotonic() + seconds
        threads = [Thread(target=self.client, args=(seed + k, until)) for k in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def settle(self) -> None:
        """Delete all runs, those included that are still being made, and let the studio rest."""
        rests, until = 0, monotonic() + 60
        while rests < RESTS and monotonic() < until:
            runs = self.runs()
            for run in runs:
                self.ask("DELETE", f"/api/runs/{run}")
            rests = 0 if runs else rests + 1
            sleep(1)

    @property
    def late(self) -> list[Answer]:
        """Answers after more than two seconds that do not say why."""
        return [answer for answer in self.answers if answer.seconds > SLOW and answer.status == 200]

    def faults(self) -> dict[str, Any]:
        """What must be empty."""
        wrong = Counter((a.path.split("?")[0], a.status) for a in self.answers if not _is_fine(a))
        late = Counter(map(_kind, self.late))
        later = [a for a in self.answers if a.seconds > SLOW + 1]
        return {
            "wrong": dict(wrong),
            "late": dict(late),
            "very late": [(a.path, a.status, round(a.seconds, 1)) for a in later][:10],
            "ghosts": sorted(self.ghosts),
        }


def _is_fine(answer: Answer) -> bool:
    return answer.status in ALLOWED


def _kind(answer: Answer) -> str:
    return "/".join("N" if part.isdecimal() else part for part in answer.path.split("/"))


WARM = 60.0
"""Seconds of storm before the memory is first measured."""

SECTION = """\
{clients} clients send random commands for {minutes:g} minutes: they begin, play, pause, reset, look
at and delete runs, large generations on MNIST among them. An answer that takes long says so (409 or
503). The other program needs 20 ms of a processor ten times a second: its longest wait shows how
late the machine itself was. Written by `python -m benchmarks.studio.storm --minutes 10 --page`.

"""

OTHER = """
import sys, time
end, worst = time.monotonic() + float(sys.argv[1]), 0.0
while (began := time.monotonic()) < end:
    until = time.process_time() + 0.02
    while time.process_time() < until:
        pass
    worst = max(worst, time.monotonic() - began - 0.02)
    time.sleep(0.1)
print(worst)
"""
"""Another program, which needs 20 ms of a processor ten times a second: how late it gets them."""


class Outcome(NamedTuple):
    """What came of a storm."""

    storm: Storm
    before: float
    """MB at rest after the first minute."""
    after: float
    """MB at rest after the storm."""
    ended: float
    """Seconds from SIGTERM to the end."""
    code: int
    """That of the end."""
    lateness: float
    """Seconds that another program had to wait for a processor, at most."""

    @property
    def numbers(self) -> list[Number]:
        """What is measured, with its bar."""
        answers = self.storm.answers
        given = [answer.seconds for answer in answers if answer.status == 200]
        faults = {name: len(found) for name, found in self.storm.faults().items()}
        growth = 100 * (self.after / self.before - 1) if self.before else 0.0
        return [
            Number("requests", len(answers), ""),
            Number("kinds of other statuses", faults["wrong"], "", 1),
            Number("answers after 2 s that do not say why", len(self.storm.late), "", 1),
            Number("ghosts of deleted runs", faults["ghosts"], "", 1),
            Number("p95 of answers", 1e3 * quantiles(given, n=20)[-1], "ms"),
            Number("longest answer", max(given), "s"),
            Number("longest wait of another program", self.lateness, "s"),
            Number("memory at rest, before", self.before, "MB"),
            Number("memory at rest grew by", growth, "%", 10),
            Number("from SIGTERM to the end", self.ended, "s", 3),
        ]


def stormed(minutes: float, seed: int = 0) -> Outcome:
    """A storm on a studio of its own."""
    seconds = 60 * minutes
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "edunn", "studio", "--no-browser", "--port", "0"]
        process = subprocess.Popen(
            [*command, "--workspace", folder], stdout=subprocess.PIPE, text=True
        )
        line = "" if process.stdout is None else process.stdout.readline()
        storm = Storm(urlsplit(line.split()[-1]).port or 0)
        storm.rage(WARM, seed)
        storm.settle()
        before, warm = resident(process.pid), len(storm.answers)
        sleeper = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(seconds)], stdout=subprocess.PIPE, text=True
        )
        storm.rage(seconds, seed + 100)
        lateness = float(sleeper.communicate()[0])
        storm.settle()
        after = resident(process.pid)
        storm.rage(5, seed + 200)
        started = monotonic()
        process.send_signal(signal.SIGTERM)
        code, ended = process.wait(60), monotonic() - started
    storm.answers = [one for one in storm.answers[warm:] if one.status]
    return Outcome(storm, before, after, ended, code, lateness)


def main(arguments: Sequence[str] | None = None, say: Callable[[str], None] = print) -> int:
    """Run a storm; the number of bars that are not met."""
    parser = ArgumentParser("benchmarks.studio.storm", description="Random commands to a studio.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--page", action="store_true", help=f"write docs/{PAGE.name}")
    options, facts = parser.parse_args(arguments), machine(threads=0)
    outcome = stormed(options.minutes, options.seed)
    say(str(dict(Counter(one.status for one in outcome.storm.answers))))
    for number in outcome.numbers:
        say("  ".join(number.cells))
    for name, found in outcome.storm.faults().items():
        say(f"{name}: {found}")
    if options.page:
        table = sheet(outcome.numbers).markdown()
        head = SECTION.format(minutes=options.minutes, clients=CLIENTS)
        write_section("In a storm", f"{head}{table}\n\n{facts_in_words(facts)}\n")
    return sum(number.is_met is False for number in outcome.numbers) + bool(outcome.code)


if __name__ == "__main__":
    sys.exit(bool(main()))
