"""How cost grows and what memory is held: measured for all values and names that are there."""

import sys
from dataclasses import replace

import pytest
from benchmarks.growth import MOST, PATIENCE, SWEEPS, Line, Sweep, grow, typical
from benchmarks.memory import DESCENT, ENTRANTS, EVOLUTION, LEAST, ROWS, most_held, peak_of
from benchmarks.tasks import noise
from tests.benchmarks.sleeper import Sleeper

NAPS = Sweep(
    name="naps",
    title="Longer naps",
    axis="minutes",
    about="Nobody sleeps.",
    unit="nap",
    units=lambda value: value,
    values=(1, 2, 4, 8),
    lines=(
        Line("steady", "numpy", lambda value: Sleeper(value * 0.5)),
        Line("short", "numpy", lambda value: Sleeper(1.0), largest=2),
        Line("absent", "no_such_package", Sleeper),
    ),
)


def test_a_curve_tells_the_time_of_one_unit():
    growth = grow(NAPS)
    assert growth.curves["steady"] == {1: 0.5, 2: 0.5, 4: 0.5, 8: 0.5}
    assert growth.curves["short"] == {1: 1.0, 2: 0.5}
    assert growth.missing == ["absent"]


def test_a_quick_run_takes_every_third_value():
    assert list(grow(NAPS, quick=True).curves["steady"]) == [1, 8]


@pytest.mark.parametrize(
    ("seconds", "asked"), [(0.001, 1 + MOST), (PATIENCE / 2.5, 1 + 2), (PATIENCE * 2, 1 + 1)]
)
def test_there_are_as_many_rounds_as_patience_allows(seconds, asked):
    sleeper = Sleeper(seconds)
    assert typical([sleeper]) == [seconds]
    assert sleeper.asked == asked


@pytest.mark.parametrize("sweep", SWEEPS, ids=[sweep.name for sweep in SWEEPS])
def test_every_line_of_a_sweep_can_start(sweep):
    smallest = sweep.values[0]
    lines = [line for line in sweep.lines if line.is_able(smallest) and "Edu" in line.name]
    growth = grow(replace(sweep, values=(smallest,), lines=tuple(lines)))
    assert all(0 < curve[smallest] < 1 for curve in growth.curves.values())


def test_noise_is_as_large_as_asked_for():
    x, labels = noise(1000, 6, 4)
    assert (x.shape, str(x.dtype), labels.shape, set(labels)) == (
        (1000, 6),
        "float32",
        (1000,),
        {0, 1, 2, 3},
    )


def test_a_process_of_its_own_tells_its_memory(tmp_path):
    ROWS[EVOLUTION]().store(tmp_path)
    peak = peak_of(EVOLUTION, "EduNN, genetic", str(tmp_path))
    assert peak > 20e6
    assert peak < 500e6


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the system's own number")
def test_the_peak_of_a_child_is_not_that_of_its_parent(tmp_path):
    ROWS[EVOLUTION]().store(tmp_path)
    much = bytearray(400_000_000)
    much[::4096] = b"1" * len(much[::4096])  # touch every page
    assert most_held() > 400e6
    assert peak_of(EVOLUTION, LEAST, str(tmp_path)) < 200e6
    assert len(much) == 400_000_000


def test_every_measurement_of_memory_has_a_least():
    assert set(ENTRANTS) == set(ROWS) == {DESCENT, EVOLUTION}
    assert all(LEAST in entrants for entrants in ENTRANTS.values())
