"""The first Play after an installation: how soon something moves, without any compiled code.

    python -m benchmarks.studio.first_play --page

For each run a studio is started anew, with an empty folder for compiled code, and Play is sent as
soon as it answers.
"""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.machine import machine
from benchmarks.studio.client import EventListener, fetch, studio
from benchmarks.studio.measures import MNIST, PLAY
from benchmarks.studio.number import Number
from benchmarks.studio.pages import PAGE, facts_in_words, sheet, write_section

REPEATS = 3

LONG = {"data": {"name": "moons"}, "epochs": 20_000}
"""So long that every algorithm would be trained by compiled code."""

BY_LOSS = {"fitness": "loss"}

FIRST = {
    "adam": LONG,
    "adam, MNIST": MNIST,
    "genetic_algorithm": LONG | {"algorithm": {"name": "genetic_algorithm", "settings": BY_LOSS}},
    "pgpe": LONG | {"algorithm": {"name": "pgpe", "settings": BY_LOSS}},
    "low_rank_es": LONG | {"algorithm": {"name": "low_rank_es", "settings": BY_LOSS}},
}

SECTION = """\
A studio as it is right after its installation, without compiled code: the time from the first Play
until the page is told of progress, the longest of three starts. The readable engine trains until
the compiled one is ready. Written by `python -m benchmarks.studio.first_play --page`.

"""


def first_plays() -> Iterator[Number]:
    """For each algorithm the longest of some starts."""
    for name, experiment in FIRST.items():
        seconds = [first_play(experiment) for _ in range(REPEATS)]
        print(name, *(f"{each:.2f}" for each in seconds), flush=True)
        yield Number(f"first movement, {name}", max(seconds), "s", 1)


def first_play(experiment: dict[str, Any]) -> float:
    """Seconds from Play to the first event that tells of progress."""
    with TemporaryDirectory() as folder:
        os.environ["NUMBA_CACHE_DIR"] = str(Path(folder) / "compiled")
        with studio(Path(folder) / "workspace") as one:
            line, events = one.connection(), EventListener(one)
            run = fetch(line, "/api/runs", {"experiment": experiment})["id"]
            events.expect(has_moved)
            started = perf_counter()
            fetch(line, f"/api/runs/{run}/orders", PLAY)
            seconds = events.wait() - started
            events.close()
        return seconds


def has_moved(event: Any) -> bool:
    """Whether an event tells of a run that has learned from something."""
    return event["type"] == "run" and bool(event["run"]["epoch"] or event["run"]["progress"])


def main() -> None:
    """Measure, and with `--page` write the section."""
    parser = ArgumentParser("benchmarks.studio.first_play", description="The first Play.")
    parser.add_argument("--page", action="store_true", help=f"write docs/{PAGE.name}")
    options, facts = parser.parse_args(), machine(threads=0)
    numbers = list(first_plays())
    for number in numbers:
        print(*number.cells, sep="  ")
    if options.page:
        write_section(
            "The first Play", f"{SECTION}{sheet(numbers).markdown()}\n\n{facts_in_words(facts)}\n"
        )


if __name__ == "__main__":
    main()
