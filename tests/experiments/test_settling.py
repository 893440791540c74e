from dataclasses import replace

import pytest

from edunn.activations import Softmax
from edunn.data import load, moons
from edunn.errors import EduNNError, SettingError
from edunn.experiments import Recipe
from edunn.experiments.settling import settled
from edunn.fused.support import START, missing
from edunn.layers import Activation, Dense, Standardize

IRIS = load("iris")
RECIPE = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 1, "batch_size": 30})
STEPS = len(IRIS) // 30

needs_numba = pytest.mark.skipif(bool(missing()), reason="the compiled engine is not installed")


def engines(recipes, runs):
    found = settled(dict(enumerate(recipes)), IRIS, runs)
    return [recipe.model.get("engine") for recipe in found.values()]


@needs_numba
def test_the_engine_is_chosen_from_the_steps_of_all_runs():
    enough = -(-START // STEPS)
    assert engines([RECIPE], runs=enough - 1) == ["numpy"]
    assert engines([RECIPE], runs=enough) == ["fused"]
    assert engines([RECIPE] * enough, runs=1) == ["fused"] * enough


@needs_numba
def test_what_the_compiled_engine_cannot_do_goes_by_the_readable_one():
    scaling = RECIPE.varied(network=[Dense(8), Standardize(), Dense(3), Activation(Softmax())])
    assert engines([RECIPE, scaling], runs=1000) == ["fused", "numpy"]


def test_an_engine_that_was_asked_for_stays():
    assert engines([RECIPE.varied(engine="numpy")], runs=10_000) == ["numpy"]


@needs_numba
def test_a_large_data_set_is_judged_by_all_of_its_rows():
    rows, runs = moons(rows=4000), START // 40_000 + 1
    recipe = Recipe([[2], [2, "softmax"]], settings={"epochs": 10, "batch_size": 1})
    assert settled({"it": recipe}, rows, runs)["it"].model["engine"] == "fused"


@pytest.mark.parametrize("way", ["adam", "genetic_algorithm"])
def test_nothing_else_about_a_recipe_changes(way):
    recipe = RECIPE.varied(way=way, dtype="float64")
    found = settled({"it": recipe}, IRIS, runs=1)["it"]
    assert replace(found, model={"dtype": "float64"}) == recipe


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"network": [[5], [3, "softmax"]]}, "it: "),
        ({"learning_rate": -1}, "it: learning_rate is -1"),
        ({"way": "adm"}, "it: unknown algorithm 'adm'"),
        ({"epochs": 0}, "it: epochs is 0"),
        ({"initializer": "zeroes"}, "it: unknown initializer 'zeroes'"),
    ],
)
def test_what_cannot_run_is_refused_by_its_name_before_the_first_run(change, words):
    with pytest.raises(EduNNError, match=words):
        settled({"it": RECIPE.varied(**change)}, IRIS, runs=3)


def test_the_kind_of_an_error_stays():
    with pytest.raises(SettingError):
        settled({"it": RECIPE.varied(epochs=0)}, IRIS, runs=3)
