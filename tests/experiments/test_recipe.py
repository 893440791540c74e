import pickle

import pytest

from edunn.data import curve, load
from edunn.errors import EduNNError, SettingError, UnknownNameError
from edunn.experiments import Recipe
from edunn.layers import Dense, Dropout
from edunn.losses import Huber
from edunn.optimizers import Adam, CosineDecay

NETWORK = [[4], [3, "softmax"]]
RECIPE = Recipe(NETWORK, "adam", {"epochs": 5, "batch_size": 10}, {"dtype": "float64"})


def test_varying_puts_each_setting_where_it_belongs():
    other = RECIPE.varied(
        network=[[4], [8, "tanh"], [3, "softmax"]],
        optimizer="momentum",
        loss_function="mse",
        regularizer="l2",
        epochs=7,
        decay=0.5,
    )
    assert other == Recipe(
        [[4], [8, "tanh"], [3, "softmax"]],
        "momentum",
        {"batch_size": 10, "epochs": 7, "decay": 0.5},
        {"dtype": "float64", "regularizer": "l2"},
        "mse",
    )
    assert RECIPE.settings == {"epochs": 5, "batch_size": 10}


def test_two_names_of_one_setting_never_stand_beside_each_other():
    assert RECIPE.varied(generations=9).settings == {"batch_size": 10, "generations": 9}
    assert RECIPE.varied(generations=9).varied(epochs=3).epochs == 3
    assert Recipe(NETWORK).epochs == 100


@pytest.mark.parametrize("name", ["seed", "random_state", "validation_data"])
def test_chance_and_rows_are_no_part_of_a_recipe(name):
    with pytest.raises(SettingError, match="seeds=20"):
        RECIPE.varied(**{name: 1})
    with pytest.raises(SettingError, match=name):
        Recipe(NETWORK, settings={name: 1})


@pytest.mark.parametrize(
    ("slip", "meant"), [("regularzer", "regularizer"), ("netwrk", "network"), ("engin", "engine")]
)
def test_a_misspelt_part_is_refused(slip, meant):
    with pytest.raises(UnknownNameError, match=f"Did you mean '{meant}'"):
        RECIPE.varied(**{slip: 1})


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ("epoch", "Did you mean 'epochs'"),
        ("batchsize", "Did you mean 'batch_size'"),
        ("lerning_rate", "unknown setting of adam 'lerning_rate'. Did you mean 'learning_rate'"),
        ("beta", "unknown setting of adam 'beta'. Did you mean 'beta2' or 'beta1'"),
    ],
)
def test_a_misspelt_setting_is_refused_before_there_is_a_training(slip, words):
    with pytest.raises(UnknownNameError, match=words):
        Recipe(NETWORK, "adam", {slip: 3})
    with pytest.raises(UnknownNameError, match=words):
        RECIPE.varied(**{slip: 3})


def test_the_nearest_name_is_given_beside_an_object_too():
    with pytest.raises(UnknownNameError, match="Did you mean 'epochs'"):
        Recipe(NETWORK, Adam(0.1), {"epoch": 3})


def test_a_setting_of_another_algorithm_may_stand_there_until_it_is_trained():
    recipe = RECIPE.varied(population_size=9)
    assert recipe.varied(algorithm="pgpe").settings["population_size"] == 9
    iris = load("iris")
    with pytest.raises(UnknownNameError, match="unknown setting of adam 'population_size'"):
        recipe.begun(recipe.built(0, iris), iris)


def test_the_loss_suits_the_data_unless_it_is_given():
    assert type(RECIPE.built(0, load("iris")).objective.loss).__name__ == "CrossEntropy"
    flat = Recipe([[1], [1]])
    assert type(flat.built(0, curve(rows=8)).objective.loss).__name__ == "MeanSquaredError"
    assert flat.varied(loss=Huber(0.5)).built(0, curve(rows=8)).objective.loss == Huber(0.5)


def test_a_network_of_layer_objects_is_as_wide_as_the_rows():
    recipe = Recipe([Dense(5), "tanh", Dropout(0.1), Dense(3), "softmax"])
    assert recipe.built(0, load("iris")).network.shapes[0] == (4,)
    assert str(recipe) == (
        "Dense(units=5) - tanh - Dropout(rate=0.1) - Dense(units=3) - softmax; gradient descent"
    )


def test_a_recipe_travels_to_another_process():
    recipe = Recipe([Dense(3), "softmax"], Adam(CosineDecay(0.1, steps=50)), loss=Huber())
    assert pickle.loads(pickle.dumps(recipe)) == recipe


def test_a_recipe_in_words_and_as_plain_values():
    recipe = RECIPE.varied(learning_rate=0.1 + 0.2, loss="mse")
    assert str(recipe) == (
        "4 - 3 softmax; adam, rate 0.3, 5 epochs, batch 10, dtype float64, loss mse"
    )
    assert recipe.to_dict() == {
        "network": [[4], [3, "softmax"]],
        "algorithm": "adam",
        "settings": {"epochs": 5, "batch_size": 10, "learning_rate": 0.1 + 0.2},
        "model": {"dtype": "float64"},
        "loss": "mse",
    }
    assert Recipe(NETWORK, Adam(0.5)).to_dict()["algorithm"].startswith("Adam(learning_rate=0.5")


def test_what_does_not_fit_is_refused_by_the_training():
    iris = load("iris")
    with pytest.raises(EduNNError, match="unknown setting of adam 'beta'"):
        RECIPE.varied(beta=1).begun(RECIPE.built(0, iris), iris)
