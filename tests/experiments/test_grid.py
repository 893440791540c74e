import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.experiments import Axis, Grid, Recipe

RECIPE = Recipe([[4], [3, "softmax"]], "adam")


def test_the_last_axis_runs_fastest():
    grid = RECIPE.grid(learning_rate=[0.1, 1.0], epochs=[5, 6])
    assert list(grid.cells) == [
        "learning_rate 0.1, epochs 5",
        "learning_rate 0.1, epochs 6",
        "learning_rate 1, epochs 5",
        "learning_rate 1, epochs 6",
    ]
    assert [axis.name for axis in grid.axes] == ["learning_rate", "epochs"]
    assert grid.cells["learning_rate 1, epochs 5"] == RECIPE.varied(learning_rate=1.0, epochs=5)


def test_any_part_of_a_recipe_may_be_an_axis():
    networks = [[[4], [3, "softmax"]], [[4], [8, "relu"], [3, "softmax"]]]
    grid = RECIPE.grid(network=networks, algorithm=["adam", "pgpe"], dtype=["float64"])
    assert len(grid.cells) == 4
    wide = grid.cells["network 4 - 8 relu - 3 softmax, algorithm pgpe, dtype float64"]
    assert (wide.network, wide.algorithm, wide.model) == (networks[1], "pgpe", {"dtype": "float64"})


def test_values_of_numpy_become_plain_numbers():
    axis = Axis.of("learning_rate", np.logspace(-3, -1, 3))
    assert [type(value) for value in axis.values] == [float] * 3
    assert axis.words == ("0.001", "0.01", "0.1")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "has no values"),
        (0.1, "takes a list of values"),
        ("adam", "takes a list of values"),
        ([1, 2, 1], "has the value 1 twice"),
        ([0.1, 0.1000000001], "has the value 0.1 twice"),
    ],
)
def test_values_that_make_no_axis(values, words):
    with pytest.raises(SettingError, match=words):
        RECIPE.grid(learning_rate=values)


def test_a_grid_without_an_axis():
    with pytest.raises(SettingError, match="needs an axis"):
        Grid.over({}, dict)
