"""Memory: what a studio takes, from its start to a training of MNIST and after it.

python -m benchmarks.studio.memory --page
"""

from argparse import ArgumentParser
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from benchmarks.machine import machine
from benchmarks.studio.client import fetch, studio
from benchmarks.studio.number import Number
from benchmarks.studio.pages import PAGE, facts_in_words, sheet, write_section

AT_REST, GROWTH = 250.0, 130.0
"""MB: of a studio that was looked at, and what may remain of MNIST, Numba included."""

SCREENS = ("catalogue", "data", "data/view?name=iris", "data/view?name=mnist", "runs", "networks")
VIEWS = ("network", "curves", "results", "boundary", "trace", "script", "seeds")
OF_IMAGES = ("network", "filters", "curves", "results", "trace", "script")
OF_EVOLUTION = ("network", "curves", "population", "family")

IRIS = {"epochs": 20}
EVOLUTION = {"epochs": 20, "algorithm": {"name": "genetic_algorithm"}}
MNIST = {"data": {"name": "mnist"}, "scaling": "none", "hidden": [{"units": 128}], "epochs": 3}

STROKE = bytes(255 if 30 <= k // 64 < 50 and 30 <= k % 64 < 34 else 0 for k in range(64 * 64))
"""A drawing of a 1."""

TIDIED = 6.0
"""Seconds after which everything is given back that is not used any more."""


SECTION = """\
The resident memory of the process. Every screen is looked at, two small runs are trained, a digit
is drawn, and a network 784-128-10 is trained on MNIST. What remains of it is mostly Numba, which is
loaded by then. Written by `python -m benchmarks.studio.memory --page`.

"""


def memory(workspace: Path) -> Iterator[Number]:
    """Resident memory; all screens are looked at, in a browser's place."""
    with studio(workspace) as one:
        line = one.connection()
        fetch(line, "/api/runs")
        yield Number("just started", one.resident(), "MB")
        look_at_all(line)
        sleep(TIDIED)
        looked_at = one.resident()
        yield Number("all screens looked at, Iris trained", looked_at, "MB", AT_REST)
        run = trained(line, MNIST)
        look_at(line, run, OF_IMAGES)
        yield Number("MNIST trained", one.resident(), "MB")
        delete(line, run)
        sleep(TIDIED)
        yield Number("after MNIST was deleted", one.resident(), "MB", AT_REST + GROWTH)


def look_at_all(line: HTTPConnection) -> None:
    """Look at every screen: two small runs, the data, and a drawn digit."""
    for screen in SCREENS:
        fetch(line, f"/api/{screen}")
    look_at(line, trained(line, IRIS), VIEWS)
    look_at(line, trained(line, EVOLUTION), OF_EVOLUTION)
    drawing = {"side": 64, "pixels": b64encode(STROKE).decode()}
    fetch(line, "/api/digits/prediction", {"drawing": drawing})


def look_at(line: HTTPConnection, run: int, views: tuple[str, ...]) -> None:
    """Look at a run."""
    for view in views:
        fetch(line, f"/api/runs/{run}/{view}")


def trained(line: HTTPConnection, experiment: Any) -> int:
    """A run that was trained to its end."""
    run = int(fetch(line, "/api/runs", {"experiment": experiment})["id"])
    fetch(line, f"/api/runs/{run}/orders", {"command": {"do": "pace", "pace": 0}})
    fetch(line, f"/api/runs/{run}/orders", {"command": {"do": "play"}})
    until = monotonic() + 120
    while fetch(line, f"/api/runs/{run}")["status"] == "running" and monotonic() < until:
        sleep(0.1)
    return run


def delete(line: HTTPConnection, run: int) -> None:
    """Delete a run."""
    line.request("DELETE", f"/api/runs/{run}")
    line.getresponse().read()


def main() -> None:
    """Measure, and with `--page` write the section."""
    parser = ArgumentParser("benchmarks.studio.memory", description="The memory of the studio.")
    parser.add_argument("--page", action="store_true", help=f"write docs/{PAGE.name}")
    options, facts = parser.parse_args(), machine(threads=0)
    with TemporaryDirectory() as folder:
        numbers = list(memory(Path(folder) / "workspace"))
    for number in numbers:
        print(*number.cells, sep="  ")
    if options.page:
        write_section(
            "Memory", f"{SECTION}{sheet(numbers).markdown()}\n\n{facts_in_words(facts)}\n"
        )


if __name__ == "__main__":
    main()
