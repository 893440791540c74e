"""Measures: the requests to a studio while it trains, and the numbers that come of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from benchmarks.studio.client import EventListener, Page, Studio, fetch, listened, studio
from benchmarks.studio.number import Number, latencies
from benchmarks.studio.smoothness import longest_task

MNIST = {
    "data": {"name": "mnist"},
    "scaling": "none",
    "hidden": [{"units": 128}],
    "epochs": 1000,
}
LARGE = {**MNIST, "hidden": [{"units": 512}, {"units": 256}]}
IRIS = {"epochs": 100}

REQUESTS, ORDERS, PAGES, WINDOW, ROUNDS = 300, 100, 3, 4.0, 6
STREAMS, SEATS = 20, 12
PLAY = {"command": {"do": "play"}}


def measured() -> Iterator[Number]:
    """All of them, one after the other."""
    with TemporaryDirectory() as folder:
        yield from first_view(Path(folder) / "first")
        yield from under_load(Path(folder) / "load")
        yield from seeds(Path(folder) / "seeds")
        yield crash(Path(folder) / "crash")


def first_view(workspace: Path) -> Iterator[Number]:
    """How long MNIST takes in a studio that has just begun."""
    with studio(workspace) as one:
        line, started = one.connection(), perf_counter()
        run = fetch(line, "/api/runs", {"experiment": MNIST})["id"]
        fetch(line, f"/api/runs/{run}/network")
        yield Number("first view of MNIST, server just started", perf_counter() - started, "s", 2)


def under_load(workspace: Path) -> Iterator[Number]:
    """Latencies and slowing down while 784-128-10 learns MNIST as fast as it can."""
    with studio(workspace) as one:
        sleep(3)
        yield from latencies("`/predict`, no training", predictions(one))
        yield from while_it_trains(one)


def while_it_trains(one: Studio) -> Iterator[Number]:
    """The same, and more, while the studio has something to do."""
    with playing(one, MNIST) as run:
        sleep(3)
        yield from latencies("`/predict`", predictions(one), bar=20)
        yield from latencies("command until its event", orders(one, run), bar=50)
        with open_pages(one, run):
            yield from latencies("`/predict`, three pages open", predictions(one), bar=20)
            yield from latencies("command until its event, three pages", orders(one, run), bar=50)
        yield slowing(one, run)
        longest = longest_task(one, run)
        if longest is not None:
            yield Number("longest task in the main thread of an open Lab", longest, "ms", 100)
        yield from many_streams(one)


def predictions(one: Studio) -> list[float]:
    """Seconds of single requests, over one connection."""
    line, query = one.connection(), {"network_name": "digits", "input_array": [0.5] * 784}
    return [timed(line, "/predict", query) for _ in range(REQUESTS)]


def timed(line: HTTPConnection, path: str, query: dict[str, Any]) -> float:
    """Seconds until the response is there; then a pause, as between two strokes of a pen."""
    started = perf_counter()
    fetch(line, path, query)
    seconds = perf_counter() - started
    sleep(0.01)
    return seconds


def orders(one: Studio, run: int) -> list[float]:
    """Seconds from an order being sent to its event being heard, on the run that trains."""
    line, events, times = one.connection(), EventListener(one), []
    for turn in range(ORDERS):
        pace = (0.0, 10_000.0)[turn % 2 - 1]  # neither slows it down
        events.expect(partial(is_at_pace, pace))
        started = perf_counter()
        fetch(line, f"/api/runs/{run}/orders", {"command": {"do": "pace", "pace": pace}})
        times.append(events.wait() - started)
        sleep(0.03)
    events.close()
    return times


def is_at_pace(pace: float, event: Any) -> bool:
    """Whether an event reports a run at this pace."""
    return bool(event["type"] == "run" and event["run"]["pace"] == pace)


def slowing(one: Studio, run: int) -> Number:
    """How much slower it trains while three pages look: the median of paired windows."""
    ratios = []
    for _ in range(ROUNDS):
        alone = speed(one, run)
        with open_pages(one, run):
            ratios.append(speed(one, run) / alone)
    return Number("slowdown of training by three open pages", 100 * (1 - median(ratios)), "%", 10)


def speed(one: Studio, run: int) -> float:
    """Epochs a second, over a few seconds."""
    line = one.connection()
    started, before = perf_counter(), place(line, run)
    sleep(WINDOW)
    return (place(line, run) - before) / (perf_counter() - started)


def place(line: HTTPConnection, run: int) -> float:
    """Where a run is, in epochs."""
    told = fetch(line, f"/api/runs/{run}")
    return float(told["epoch"]) + float(told["progress"])


def many_streams(one: Studio) -> Iterator[Number]:
    """Twenty streams at once: some are refused quickly, and the rest of the studio works on."""
    sleep(2)  # until the seats of pages that were closed are free
    lines = [one.connection() for _ in range(STREAMS)]
    refused, responses = [], []  # a response that is not kept closes its stream
    for line in lines:
        started = perf_counter()
        responses.append(listened(line))
        if responses[-1].status == 503:
            refused.append(perf_counter() - started)
    yield Number(f"streams refused of {STREAMS}", len(refused), "", STREAMS - SEATS + 1)
    yield Number("longest refusal", 1e3 * max(refused), "ms", 100)
    yield from latencies(f"`/predict`, {SEATS} streams open", predictions(one), bar=20)
    for line, response in zip(lines, responses, strict=True):
        response.close()
        line.close()


def seeds(workspace: Path) -> Iterator[Number]:
    """Twenty seeds of Iris, 100 epochs each."""
    with studio(workspace) as one:
        line = one.connection()
        run = fetch(line, "/api/runs", {"experiment": IRIS})["id"]
        for _ in range(2):  # the first time the compiler's cache is read
            started = perf_counter()
            fetch(line, f"/api/runs/{run}/seeds", {"seeds": 20})
            while fetch(line, f"/api/runs/{run}/seeds")["is_running"]:
                sleep(0.01)
        yield Number("twenty seeds, Iris, 100 epochs", perf_counter() - started, "s", 2)


def crash(workspace: Path) -> Number:
    """Seconds of training that kill -9 costs 784-512-256-10 with Adam."""
    one = Studio(workspace)
    line = one.connection()
    run = begun(line, LARGE)
    sleep(8)
    first, at = place(line, run), perf_counter()
    sleep(3)
    reached, seconds = place(line, run), perf_counter() - at
    one.kill()
    with studio(workspace) as again:
        kept = again.connection()
        fetch(kept, f"/api/runs/{run}/network")  # opens it
        lost = reached - place(kept, run)
    return Number(
        "lost by kill -9, 784-512-256-10 with Adam", lost * seconds / (reached - first), "s", 1
    )


def begun(line: HTTPConnection, experiment: dict[str, Any]) -> int:
    """A run that plays as fast as it can."""
    run = int(fetch(line, "/api/runs", {"experiment": experiment})["id"])
    fetch(line, f"/api/runs/{run}/orders", PLAY)
    return run


@contextmanager
def playing(one: Studio, experiment: dict[str, Any]) -> Iterator[int]:
    """A run that plays meanwhile."""
    run = begun(one.connection(), experiment)
    yield run
    pause = {"command": {"do": "pause"}}
    fetch(one.connection(), f"/api/runs/{run}/orders", pause)  # the first one rested too long


@contextmanager
def open_pages(one: Studio, run: int) -> Iterator[None]:
    """Three open pages meanwhile."""
    pages = [Page(one, run) for _ in range(PAGES)]
    yield
    for page in pages:
        page.close()
