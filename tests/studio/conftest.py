"""A laboratory for tests: a session with real threads, a real store and real rows."""

from functools import cache
from pathlib import Path
from time import monotonic, sleep

import pytest

from edunn.studio import compiler, jobs
from edunn.studio.compiler import Compiler
from edunn.studio.example import example
from edunn.studio.experiment import Experiment
from edunn.studio.runs.messages import NewRun, Order
from edunn.studio.session import Session

PATIENCE = 60.0
"""Seconds: only a failing test waits for so long."""

USUAL = jobs.PATIENCE


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A request that waits for its work, however busy the machine: no test is about its speed."""
    monkeypatch.setattr(jobs, "PATIENCE", PATIENCE)


@pytest.fixture
def hurried(patience, monkeypatch):
    """Its waits as they are, for a test of what is not ready in time."""
    monkeypatch.setattr(jobs, "PATIENCE", USUAL)


class Lab:
    """A session, and words to steer it with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = Session(folder)

    def begin(self, **settings) -> int:
        experiment = Experiment.model_validate(settings)
        return self.session.runs.begin(NewRun(experiment=experiment)).id

    def tell(self, run: int, do: str, **settings):
        return self.session.runs.open(run).order(
            Order.model_validate({"command": {"do": do, **settings}}).command
        )

    def settled(self, run: int, *expected: str):
        self.wait(lambda: self.session.runs.message(run).status != "running")
        assert self.session.runs.message(run).status in expected, self.session.runs.message(run)
        return self.session.runs.message(run)

    def finished(self, run: int):
        self.tell(run, "pace", pace=0)
        self.tell(run, "play")
        return self.settled(run, "finished")

    def epochs(self, run: int, count: int):
        for _ in range(count):
            self.tell(run, "epoch")
            self.settled(run, "paused", "finished")

    def steps(self, run: int, count: int):
        for _ in range(count):
            self.tell(run, "step")
            self.settled(run, "paused", "finished")

    def wait(self, is_so) -> None:
        until = monotonic() + PATIENCE
        while not is_so() and monotonic() < until:
            sleep(0.005)
        assert is_so()

    def restart(self) -> None:
        self.session.close()
        self.session = Session(self.folder)


@pytest.fixture
def lab(tmp_path):
    lab = Lab(tmp_path / "workspace")
    yield lab
    lab.session.close()


@pytest.fixture
def genetic():
    return {"name": "genetic_algorithm", "settings": {"population_size": 20, "elitism": 2}}


@pytest.fixture
def prices():
    """A table whose numbers are far from 0."""
    rows = [f"{k + 0.5},{k % 7},{250_000 + 3_000 * k + 500 * (k % 7)}" for k in range(60)]
    return "\n".join(["area,rooms,price", *rows])


# Snapshots of real runs: real data, real models, real trainings, at an epoch's end

snapshot_of = cache(example)


@pytest.fixture
def flowers():
    return snapshot_of("iris", epochs=4)


@pytest.fixture
def scaled():
    return snapshot_of("iris", scaling="standardize")


@pytest.fixture
def moons():
    return snapshot_of("moons")


@pytest.fixture
def curve():
    return snapshot_of("curve")


@pytest.fixture
def digits():
    return snapshot_of("mnist", epochs=1)


@pytest.fixture
def perfect():
    return snapshot_of("blobs", epochs=60, learning_rate=0.05)


@pytest.fixture
def bred():
    return snapshot_of("iris", "genetic_algorithm", epochs=4, population_size=12)


ONE_BY_ONE = """
import pathlib, sys, time
for line in sys.stdin:
    while not pathlib.Path(FOLDER, line.split()[0]).exists():
        time.sleep(0.02)
    print(line, end="", flush=True)
"""


@pytest.fixture
def slow(monkeypatch, tmp_path):
    """A compiler that has a kernel ready when a file of its algorithm's name is there."""
    monkeypatch.setattr(compiler, "PROGRAM", ONE_BY_ONE.replace("FOLDER", repr(str(tmp_path))))
    one = Compiler()
    one.start()
    yield one
    one.stop()
