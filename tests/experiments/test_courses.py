"""A shared training must be, number by number, the one that it stands for."""

import pytest
from tests.experiments.worlds import timeless

from edunn.catalogue import FAMILIES
from edunn.data import curve, moons
from edunn.experiments import Recipe
from edunn.experiments.courses import courses
from edunn.experiments.running import Job, perform
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
    (shared,) = courses(grid.cells)
    assert shared.recipe.epochs == 6
    together = through(shared.recipe, data, shared.places)
    for stop, run in zip(shared.places, together, strict=True):
        (alone,) = through(recipe.varied(epochs=stop), data, (stop,))
        assert run == alone


@pytest.mark.parametrize("way", [*FAMILIES["optimizer"], *FAMILIES["strategy"]])
def test_a_longer_training_passes_through_the_shorter_one(way):
    assert_shared_is_separate(RECIPE.varied(way=way))


@pytest.mark.parametrize("name", sorted(set(FAMILIES["schedule"]) & set(RATES)))
def test_whatever_the_schedule(name):
    assert_shared_is_separate(RECIPE.varied(learning_rate=RATES[name]))


def test_where_it_diverges_too():
    wild = Recipe([[1], [1]], settings={"learning_rate": 1e9})
    assert_shared_is_separate(wild, curve(rows=24))


@pytest.mark.parametrize(
    "rule", [{"patience": 2}, {"early_stopping": 2}, {"way": "genetic_algorithm", "target": 0.9}]
)
def test_a_training_that_may_end_early_is_not_shared(rule):
    assert len(courses(RECIPE.varied(**rule).grid(epochs=[2, 3]).cells)) == 2


def test_whatever_else_differs_is_not_shared():
    others = {
        "rate": RECIPE.varied(learning_rate=0.5),
        "way": RECIPE.varied(way="adam"),
        "network": RECIPE.varied(network=[[2], [2, "softmax"]]),
        "dtype": RECIPE.varied(dtype="float64"),
        "loss": RECIPE.varied(loss="mse"),
    }
    assert len(courses({"itself": RECIPE} | others)) == 6


def test_equal_recipes_and_other_names_of_epochs_share_one():
    ways = {"a": RECIPE, "b": RECIPE.varied(generations=5), "c": RECIPE.varied(epochs=5)}
    (shared,) = courses(ways)
    assert shared.places == (5, 100)
    assert dict(shared.stops) == {"a": 100, "b": 5, "c": 5}
