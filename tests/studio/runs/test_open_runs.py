"""Which runs leave the memory, and that nothing of them stays there."""

import gc
import weakref
from math import inf
from types import SimpleNamespace

import numpy as np
import pytest

from edunn.studio.messages import Conflict, NotFound
from edunn.studio.runs import open_runs
from edunn.studio.runs.open_runs import A_WHILE, LARGE, OPEN, RESTING, OpenRuns, bytes_of
from edunn.studio.views.network import network_view
from edunn.training import Examples


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def thread(size=0, rests=True):
    rows = np.broadcast_to(np.float32(0), (size // 4,))
    training = SimpleNamespace(
        examples=Examples(rows, rows[:0]), plan=SimpleNamespace(validation=None), state=()
    )
    run = SimpleNamespace(training=training, is_running=not rests)
    return SimpleNamespace(run=run, is_at_rest=rests)


@pytest.fixture
def clock():
    return Clock()


def opened(clock, *threads):
    runs = OpenRuns(clock)
    for number, one in enumerate(threads, 1):
        runs.enter(number, one)
    return runs


def test_a_large_run_leaves_after_a_while_and_the_last_one_stays(clock):
    large, small, running, last = (
        thread(LARGE + 4),
        thread(LARGE // 2),
        thread(LARGE + 4, rests=False),
        thread(LARGE + 4),
    )
    runs = opened(clock, large, small, running, last)
    clock.now = A_WHILE
    assert runs.leaving() == []
    clock.now += 1
    assert runs.leaving() == [large]
    assert runs.get(1) is None
    assert runs.leaving() == []


def test_a_run_that_is_used_stays(clock):
    first, second = thread(LARGE + 4), thread(LARGE + 4)
    runs = opened(clock, first, second)
    clock.now = A_WHILE + 1
    runs.use(1)
    assert runs.leaving() == [second]


def test_many_runs_and_many_bytes_leave_at_once_the_oldest_first(clock):
    threads = [thread() for _ in range(OPEN + 2)]
    assert opened(clock, *threads).leaving() == threads[:2]
    threads = [thread(RESTING // 2) for _ in range(4)]
    assert opened(clock, *threads).leaving() == threads[:1]


def test_no_runs_no_one_leaves(clock):
    assert OpenRuns(clock).leaving() == []


def test_the_bytes_of_a_population_are_counted(lab):
    sizes = []
    for size in (20, 200):
        settings = {"population_size": size}
        run = lab.begin(algorithm={"name": "genetic_algorithm", "settings": settings})
        sizes.append(bytes_of(lab.session.runs.open(run).run.training))
    parameters = lab.session.runs.message(run).parameters
    assert sizes[1] - sizes[0] >= 180 * 4 * parameters


def test_runs_in_progress_leave_memory_or_the_next_is_refused(lab, monkeypatch):
    monkeypatch.setattr("edunn.fused.choice.LOAD", inf)  # no piece is long
    run = lab.begin(epochs=20_000)
    lab.tell(run, "play")
    monkeypatch.setattr(open_runs, "IN_PROGRESS", 1000)
    with pytest.raises(Conflict, match="pause or delete one"):
        lab.begin()
    lab.tell(run, "pause")
    assert lab.begin() > run


def test_a_run_that_left_is_opened_again_as_it_was(lab, monkeypatch):
    monkeypatch.setattr(open_runs, "LARGE", 0)
    monkeypatch.setattr(open_runs, "A_WHILE", 0.0)
    run, other = lab.begin(epochs=9), lab.begin(epochs=9)
    lab.epochs(run, 2)
    lab.tell(run, "pace", pace=7)
    lab.steps(run, 2)
    lab.tell(run, "pace", pace=8)
    before = lab.session.runs.message(run)
    weights = lab.session.view(run, network_view)
    lab.session.runs.open(other)
    lab.session.runs.close_resting()
    assert list(lab.session.runs._open.threads()) == [other]
    assert lab.session.runs.message(run) == before
    assert lab.session.view(run, network_view) == weights
    lab.epochs(other, 9)
    assert lab.finished(run).epoch == 9
    assert lab.session.runs.curves(run).loss == lab.session.runs.curves(other).loss


ALGORITHMS = [
    {"name": "sgd"},
    {"name": "adam", "settings": {"patience": 3}},
    {"name": "genetic_algorithm", "settings": {"population_size": 10}},
    {"name": "pgpe"},
]


@pytest.mark.parametrize("engine", ["numpy", "fused"])
@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda one: one["name"])
def test_a_deleted_run_is_gone_without_the_collector(lab, algorithm, engine, monkeypatch):
    if engine == "fused":
        pytest.importorskip("numba")
        monkeypatch.setattr("edunn.fused.choice.LOAD", 0.0)
    data = {"name": "moons", "rows": 120, "noise": 0.123}
    run = lab.begin(data=data, algorithm=algorithm, epochs=20_000)
    monkeypatch.setattr("edunn.studio.sharing.SMALL", 0)
    lab.tell(run, "pace", pace=0)
    lab.tell(run, "play")
    lab.wait(lambda: lab.session.runs.message(run).epoch > 2)
    lab.session.view(run, network_view)
    training = weakref.ref(lab.session.runs.open(run).run.training)
    gc.collect()
    gc.disable()
    try:
        lab.session.runs.delete(run)
        lab.wait(lambda: training() is None)
    finally:
        gc.enable()


def test_a_job_that_failed_keeps_nothing_of_what_it_was_at_work_on(lab):
    there = []

    def fail() -> None:
        rows = np.zeros(1000)
        there.append(weakref.ref(rows))
        raise NotFound("it was deleted meanwhile")

    with pytest.raises(NotFound):
        lab.session.jobs.result("it", fail, is_kept=True)
    gc.collect()
    assert there[0]() is None
