import numpy as np
import pytest

from edunn.data import Dataset, load
from edunn.errors import UnknownNameError
from edunn.experiments import Recipe
from edunn.experiments.defaults import L2_TIMES_ROWS, RANDOM_FEATURES, SCALINGS, Defaults
from edunn.optimizers import CosineDecay


def test_the_kind_of_data_decides():
    assert Defaults.suiting(load("heart")) == (
        *([[16, "tanh", {"l2": 0.13}]], "standardize"),
        *({"epochs": 100, "learning_rate": 0.005}, False),
    )
    assert Defaults.suiting(load("spirals")).hidden == [[8, "relu", {"l2": 0.005}]] * 2
    assert Defaults.suiting(load("xor")).hidden == [[8, "relu"], [8, "relu"]]
    assert Defaults.suiting(load("moons", rows=6000)).hidden == [[8, "relu"], [8, "relu"]]
    assert Defaults.suiting(load("curve")).settings["epochs"] == 200


@pytest.mark.parametrize("rows", [10, 20, 40, 160, 640, 2560, 5000])
def test_the_penalty_weighs_as_much_as_some_rows_in_every_table(rows):
    data = Dataset.from_arrays(np.ones((rows, 3)), np.arange(rows) % 2)
    (hidden,) = Defaults.suiting(data).hidden
    expected = min(L2_TIMES_ROWS, rows)
    assert hidden[2]["l2"] * rows == pytest.approx(expected, rel=0.05)  # to two digits
    assert 100 <= Defaults.suiting(data).settings["epochs"] <= 400
    longer = Dataset.from_arrays(np.ones((5001, 3)), np.arange(5001) % 2)
    assert Defaults.suiting(longer).hidden == [[8, "relu"]]


def test_pixels_bring_their_own_scale():
    assert Defaults.suiting(load("digits_8x8")).hidden == [[64, "relu"]]
    assert Defaults.suiting(load("digits_8x8")).scaling == "none"
    settings = {"epochs": 10, "batch_size": 128, "learning_rate": 0.002}
    assert Defaults.suiting(load("mnist")) == ([[64, "relu"]], "none", settings, False)


def test_an_algorithm_chosen_by_name_has_the_defaults_of_the_catalogue():
    recipe = Recipe.suiting(load("iris"), "adam")
    assert recipe.settings == {"epochs": 100}


def test_evolution_on_images_has_a_rate_that_falls():
    recipe = Recipe.suiting(load("mnist"), "low_rank_es", epochs=50)
    assert recipe.settings["learning_rate"] == CosineDecay(0.003, steps=50)
    own = Recipe.suiting(load("mnist"), "low_rank_es", learning_rate=CosineDecay(0.1, steps=9))
    assert own.settings["learning_rate"] == CosineDecay(0.1, steps=9)


def test_evolution_on_images_learns_a_weighted_sum_of_random_features():
    recipe = Recipe.suiting(load("mnist"), "low_rank_es")
    assert recipe.network[0] == [28, 28, 1, {"scale": "center"}]
    assert recipe.network[1:-1] == RANDOM_FEATURES
    network = recipe.built(0, load("mnist")).network
    assert (network.shapes[-3], network.layout.size) == ((1024,), 1024 * 10 + 10)
    own = Recipe.suiting(load("mnist"), "low_rank_es", hidden=[[64, "relu"]])
    assert own.network == [[784, {"scale": "center"}], [64, "relu"], [10, "softmax"]]


def test_evolution_on_other_wide_rows_learns_a_hidden_layer():
    random = np.random.default_rng(0)
    wide = Dataset.from_arrays(random.normal(size=(5001, 65)), random.integers(0, 2, 5001))
    recipe = Recipe.suiting(wide, "low_rank_es")
    assert recipe.network == [[65, {"scale": "center"}], [64, "relu"], [2, "softmax"]]


def test_whatever_is_given_replaces_a_default():
    iris = load("iris")
    recipe = Recipe.suiting(
        *(iris, "sgd"), hidden=[], scaling="none", output="sigmoid", loss="mse", epochs=3, beta1=1
    ).varied(dtype="float64")
    assert recipe == Recipe(
        [[4], [3, "sigmoid"]], "sgd", {"epochs": 3, "beta1": 1}, {"dtype": "float64"}, "mse"
    )
    own = [[4], [5, "tanh"], [3, "softmax"]]
    assert Recipe.suiting(iris, network=own).network[0] == [4, {"scale": "standardize"}]
    scaled = [[4, {"scale": "center"}], [3, "softmax"]]
    assert Recipe.suiting(iris, network=scaled).network == scaled


@pytest.mark.parametrize("scaling", SCALINGS)
def test_every_scaling_is_one_of_the_network(scaling):
    recipe = Recipe.suiting(load("iris"), scaling=scaling, epochs=1)
    assert recipe.train(load("iris")).network.shapes[-1] == (3,)


def test_an_unknown_scaling():
    with pytest.raises(UnknownNameError, match="Did you mean 'min_max'"):
        Recipe.suiting(load("iris"), scaling="minmax")


def test_a_regression_is_learned_in_units_of_its_spread():
    assert Recipe.suiting(load("curve")).model == {"target_scaling": "standardize"}
    assert Recipe.suiting(load("curve"), output="tanh").model == {}
    assert Recipe.suiting(load("iris"), output="linear", loss="mse").model == {}
    two = Dataset.from_arrays([[1.0], [2.0]], [[0.5, 1.5], [2.5, 3.5]])
    assert Recipe.suiting(two).network[-1] == [2, "linear"]
