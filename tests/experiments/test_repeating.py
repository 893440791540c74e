from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from tests.experiments.worlds import TINY, timeless

from edunn.data import curve, load, moons
from edunn.errors import DataError, SettingError, ShapeError, UnknownNameError
from edunn.experiments import Recipe, repeat
from edunn.experiments.running import Job, perform

RECIPE = TINY.recipe
TWO_INPUTS = Recipe([[2], [2, "softmax"]], settings={"epochs": 1})


@pytest.fixture
def here():
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_each_seed_gives_the_run_of_its_job(here):
    runs = repeat(RECIPE, "iris", seeds=[4, 9], workers=here)
    alone = [perform("iris", Job(RECIPE, seed, (3,)))[0] for seed in (4, 9)]
    assert [run.seed for run in runs] == [4, 9]
    assert timeless(runs) == timeless(alone)


def test_the_number_of_workers_changes_no_number(here):
    serial = repeat(RECIPE, "iris", seeds=3, workers=here)
    assert timeless(repeat(RECIPE, "iris", seeds=3, workers=2)) == timeless(serial)


def test_rows_may_come_in_any_form(here):
    iris = load("iris")
    named = repeat(RECIPE, "iris", 2, here)
    for data in (iris, (iris.inputs, iris.labels)):
        given = repeat(RECIPE, data, 2, here)
        assert given.held_out == named.held_out
    assert repeat(RECIPE, (iris.inputs, iris.labels), 1, here).data == "arrays"


def test_regressions_are_measured_by_their_errors(here):
    runs = repeat(Recipe([[1], [1]], settings={"epochs": 3}), curve(rows=40), 3, here)
    assert runs.measure == "rmse"
    assert runs.held_out == runs.distribution("held_out", "rmse")
    assert runs.distribution("training", "r2").high <= 1
    assert "median rmse" in str(runs)
    assert runs.to_dict()["runs"][0]["held_out"]["mae"] > 0
    by_error = sorted(run.training.measure("rmse") for run in runs)
    assert runs.median_run.training.measure("rmse") == by_error[1]


def test_the_summary_names_its_source_and_the_runs_that_ended_early(here):
    wild = Recipe([[1], [1]], settings={"learning_rate": 1e9, "epochs": 20})
    told = str(repeat(wild, curve(rows=40), 2, here)).splitlines()
    assert told[0] == "1 - 1; gradient descent, rate 1e+09, 20 epochs"
    assert told[1].startswith("2 seeds on curve, ")
    assert told[2].startswith("  training set: median rmse ")
    assert told[3].startswith("  held-out rows: median rmse ")
    assert told[4].startswith("  2 runs ended early; seed 0: Stopped: training diverged")


def test_early_stopping_is_an_ending_too(here):
    stubborn = TWO_INPUTS.varied(epochs=50, learning_rate=1e-12, patience=2)
    (run,) = repeat(stubborn, moons(rows=40), 1, here)
    assert run.ending.startswith("Stopped early")


def test_progress(here):
    seen = []
    repeat(TWO_INPUTS, moons(rows=40), 3, here, lambda *now: seen.append(now))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("bad", [{"seeds": 0}, {"workers": 0}, {"recipe": "adam"}])
def test_refuses_before_the_progress_begins(bad):
    arguments = {"recipe": TWO_INPUTS, "data": moons(rows=40), "seeds": 3, "workers": None} | bad
    with pytest.raises(SettingError):
        repeat(**arguments, progress=pytest.fail)


@pytest.mark.parametrize(
    ("seeds", "words"),
    [
        (0, "seeds is 0"),
        (2.5, "seeds is 2.5"),
        ([], "without repeats"),
        ([1, 1], "without repeats"),
        ([-1], "each of seeds is -1"),
        ("12", "each of seeds is '1'"),
    ],
)
def test_seeds_that_cannot_be(seeds, words):
    with pytest.raises(SettingError, match=words):
        repeat(TWO_INPUTS, "moons", seeds)


def test_a_name_is_not_a_recipe():
    with pytest.raises(SettingError, match="the recipe is 'adam' but must be a Recipe"):
        repeat("adam", "moons", 2)


def test_numpy_seeds_are_seeds(here):
    runs = repeat(TWO_INPUTS, moons(rows=40), np.arange(2), here)
    assert [type(run.seed) for run in runs] == [int, int]


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        ("irs", UnknownNameError, "Did you mean 'iris'"),
        (7, SettingError, "data is int"),
        ([[1, 2, 3]], SettingError, "data is list"),
        (([[1.0], [2.0]], [0]), ShapeError, "one target"),
        (([[1, 0], [0, 1]], [None, 1]), DataError, "missing or not finite"),
    ],
)
def test_rows_that_cannot_be(data, kind, words):
    with pytest.raises(kind, match=words):
        repeat(TWO_INPUTS, data, 2)
