"""Before the first run: validation, the engine, and trainings shared number by number."""

from dataclasses import replace
from itertools import count
from math import ceil

import pytest
from tests.experiments.worlds import timeless

from edunn import Model
from edunn.activations import Softmax
from edunn.catalogue import FAMILIES
from edunn.data import curve, load, moons
from edunn.errors import EduNNError, SettingError
from edunn.experiments import Recipe
from edunn.experiments.repeating import shared_trainings, validated
from edunn.experiments.running import Job, perform
from edunn.fused.choice import is_worth_it
from edunn.fused.support import missing
from edunn.layers import Activation, Dense, Standardize
from edunn.optimizers import CosineDecay, ExponentialDecay, ReduceOnPlateau, StepDecay

MOONS = moons(rows=24)
RECIPE = Recipe([[2], [3, "tanh", {"dropout": 0.2}], [2, "softmax"]], settings={"batch_size": 7})

RATES = {
    "step": StepDecay(0.1, factor=0.5, steps=3),
    "exponential": ExponentialDecay(0.1, factor=0.5, steps=3),
    "cosine": CosineDecay(0.1, steps=10),
    "reduce_on_plateau": ReduceOnPlateau(0.1, patience=1),
}


def through(recipe, data, stops):
    return timeless(perform(data, Job(recipe, seed=3, stops=stops)))


def assert_shared_is_separate(recipe, data=MOONS):
    grid = recipe.grid(epochs=[2, 3, 6])
    (shared,) = shared_trainings(grid.cells)
    assert shared.recipe.epochs == 6
    together = through(shared.recipe, data, shared.epochs)
    for stop, run in zip(shared.epochs, together, strict=True):
        (alone,) = through(recipe.varied(epochs=stop), data, (stop,))
        assert run == alone


@pytest.mark.parametrize("algorithm", [*FAMILIES["optimizer"], *FAMILIES["strategy"]])
def test_a_longer_training_passes_through_the_shorter_one(algorithm):
    assert_shared_is_separate(RECIPE.varied(algorithm=algorithm))


@pytest.mark.parametrize("name", sorted(set(FAMILIES["schedule"]) & set(RATES)))
def test_whatever_the_schedule(name):
    assert_shared_is_separate(RECIPE.varied(learning_rate=RATES[name]))


def test_where_it_diverges_too():
    wild = Recipe([[1], [1]], settings={"learning_rate": 1e9})
    assert_shared_is_separate(wild, curve(rows=24))


@pytest.mark.parametrize(
    "rule",
    [{"patience": 2}, {"early_stopping": 2}, {"algorithm": "genetic_algorithm", "target": 0.9}],
)
def test_a_training_that_may_end_early_is_not_shared(rule):
    assert len(shared_trainings(RECIPE.varied(**rule).grid(epochs=[2, 3]).cells)) == 2


def test_whatever_else_differs_is_not_shared():
    others = {
        "rate": RECIPE.varied(learning_rate=0.5),
        "way": RECIPE.varied(algorithm="adam"),
        "network": RECIPE.varied(network=[[2], [2, "softmax"]]),
        "dtype": RECIPE.varied(dtype="float64"),
        "loss": RECIPE.varied(loss="mse"),
    }
    assert len(shared_trainings({"itself": RECIPE} | others)) == 6


def test_equal_recipes_and_other_names_of_epochs_share_one():
    ways = {"a": RECIPE, "b": RECIPE.varied(generations=5), "c": RECIPE.varied(epochs=5)}
    (shared,) = shared_trainings(ways)
    assert shared.epochs == (5, 100)
    assert dict(shared.stops) == {"a": 100, "b": 5, "c": 5}


IRIS = load("iris")
ADAM = Recipe([[4], [3, "softmax"]], "adam", {"epochs": 1, "batch_size": 30})
STEPS = len(IRIS) // 30

needs_numba = pytest.mark.skipif(bool(missing()), reason="the compiled engine is not installed")


def engines(recipes, runs):
    found = validated(dict(enumerate(recipes)), IRIS, runs)
    return [recipe.model.get("engine") for recipe in found.values()]


@needs_numba
def test_the_engine_is_chosen_from_the_steps_of_all_runs():
    objective = Model(ADAM.network).objective
    enough = next(n for n in count(1) if is_worth_it(objective, 30, n * STEPS))
    assert engines([ADAM], runs=enough - 1) == ["numpy"]
    assert engines([ADAM], runs=enough) == ["fused"]
    assert engines([ADAM] * 10, runs=ceil(enough / 10)) == ["fused"] * 10
    assert engines([ADAM] * 10, runs=ceil(enough / 10) - 1) == ["numpy"] * 10


@needs_numba
def test_what_the_compiled_engine_cannot_do_goes_by_the_readable_one():
    scaling = ADAM.varied(network=[Dense(8), Standardize(), Dense(3), Activation(Softmax())])
    assert engines([ADAM, scaling], runs=10_000) == ["fused", "numpy"]


def test_an_engine_that_is_set_stays():
    assert engines([ADAM.varied(engine="numpy")], runs=10_000) == ["numpy"]


@needs_numba
def test_a_large_data_set_is_measured_by_all_of_its_rows():
    rows = moons(rows=4000)
    recipe = Recipe([[2], [2, "softmax"]], settings={"epochs": 10, "batch_size": 1})
    assert validated({"it": recipe}, rows, runs=1)["it"].model["engine"] == "fused"


@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
def test_nothing_else_about_a_recipe_changes(algorithm):
    recipe = ADAM.varied(algorithm=algorithm, dtype="float64")
    found = validated({"it": recipe}, IRIS, runs=1)["it"]
    assert replace(found, model={"dtype": "float64"}) == recipe


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"network": [[5], [3, "softmax"]]}, "it: "),
        ({"learning_rate": -1}, "it: learning_rate is -1"),
        ({"algorithm": "adm"}, "it: unknown algorithm 'adm'"),
        ({"epochs": 0}, "it: epochs is 0"),
        ({"initializer": "zeroes"}, "it: unknown initializer 'zeroes'"),
    ],
)
def test_what_cannot_run_is_refused_by_its_name_before_the_first_run(change, words):
    with pytest.raises(EduNNError, match=words):
        validated({"it": ADAM.varied(**change)}, IRIS, runs=3)


def test_the_kind_of_an_error_stays():
    with pytest.raises(SettingError):
        validated({"it": ADAM.varied(epochs=0)}, IRIS, runs=3)
