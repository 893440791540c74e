import numpy as np
import pytest

from edunn.data import (
    blobs,
    circles,
    curve,
    load,
    logical_and,
    logical_or,
    logical_xor,
    moons,
    names,
    noisy_xor,
    spirals,
    toys,
)
from edunn.errors import SettingError

TOYS = [blobs, circles, curve, moons, noisy_xor, spirals]


@pytest.mark.parametrize("toy", TOYS)
def test_same_seed_same_rows(toy):
    np.testing.assert_array_equal(toy(seed=3).inputs, toy(seed=3).inputs)
    assert not np.array_equal(toy(seed=3).inputs, toy(seed=4).inputs)


@pytest.mark.parametrize("toy", TOYS)
def test_a_generator_moves_on(toy):
    random = np.random.default_rng(0)
    assert not np.array_equal(toy(seed=random).inputs, toy(seed=random).inputs)


@pytest.mark.parametrize("toy", TOYS)
def test_as_many_rows_as_asked_for(toy):
    data = toy(rows=31)
    assert len(data) == 31
    assert data.name == toy.__name__
    assert data.name in names()
    np.testing.assert_array_equal(load(data.name, rows=31).inputs, data.inputs)


@pytest.mark.parametrize("toy", [blobs, spirals])
def test_classes_are_balanced(toy):
    assert list(np.bincount(toy(rows=30, classes=5).targets)) == [6] * 5


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"rows": 0}, "rows is 0 but must be a whole number"),
        ({"rows": 2.5}, "rows is 2.5"),
        ({"rows": True}, "rows is True"),
        ({"noise": -1}, "noise is -1 but must be a number of at least 0"),
        ({"noise": float("nan")}, "noise is nan"),
        ({"seed": -1}, "seed is -1"),
    ],
)
@pytest.mark.parametrize("toy", TOYS)
def test_settings_that_make_no_sense(toy, settings, message):
    with pytest.raises(SettingError, match=message):
        toy(**settings)


def test_fewer_rows_than_classes():
    with pytest.raises(SettingError, match="rows is 3 but must be a whole number, 4 or more"):
        spirals(rows=3, classes=4)


def test_the_curve_without_noise_is_a_sine():
    data = curve(noise=0)
    np.testing.assert_allclose(data.targets, np.sin(data.inputs[:, 0]))


def test_the_moons_without_noise_are_half_circles():
    data = moons(noise=0)
    upper, lower = data.inputs[data.targets == 0], data.inputs[data.targets == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1)


def test_no_toy_is_forgotten():
    assert {toy.__name__ for toy in TOYS} == {
        name for name, thing in vars(toys).items() if callable(thing) and name in names()
    }


@pytest.mark.parametrize("table", [logical_and, logical_or, logical_xor])
def test_a_truth_table_has_all_four_rows(table):
    data, name = table(), table.__name__
    right = getattr(np, name)(*data.inputs.T.astype(bool))
    np.testing.assert_array_equal(data.targets, right)
    assert len(np.unique(data.inputs, axis=0)) == len(data) == 4
    assert load(name.removeprefix("logical_")).name == data.name
    assert [len(part) for part in data.parts()] == [4, 4]


def test_xor_of_before_is_called_noisy():
    with pytest.raises(SettingError, match="For many points with noise, load noisy_xor"):
        load("xor", rows=100)
