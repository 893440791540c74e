import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.layers import Dropout, LayerState

x = np.ones((200, 50))


def training(seed=0):
    return LayerState(random=np.random.default_rng(seed), is_training=True)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_a_share_is_silenced_and_the_rest_speaks_up(rate):
    y, memory = Dropout(rate).forward(x, {}, training())
    assert set(np.unique(y)) == {0.0, 1.0 / (1.0 - rate)}
    assert (y == 0).mean() == pytest.approx(rate, abs=0.02)
    assert y.mean() == pytest.approx(1.0, rel=0.1)
    np.testing.assert_array_equal(y, memory["mask"])


@pytest.mark.parametrize("random", [None, np.random.default_rng(0)])
def test_while_predicting_nothing_happens(random):
    y, memory = Dropout(0.5).forward(x, {}, LayerState(random=random))
    assert y is x
    assert Dropout(0.5).input_gradient(x, memory, {}) is x


def test_what_was_silenced_learns_nothing():
    y, memory = Dropout(0.5).forward(x, {}, training())
    np.testing.assert_array_equal(Dropout(0.5).input_gradient(x, memory, {}), y)


def test_every_mini_batch_has_a_mask_of_its_own_that_a_seed_repeats():
    state = training(3)
    first, second = (Dropout(0.5).forward(x, {}, state)[0] for _ in range(2))
    assert (first != second).any()
    np.testing.assert_array_equal(first, Dropout(0.5).forward(x, {}, training(3))[0])


def test_a_rate_of_zero_silences_nobody():
    np.testing.assert_array_equal(Dropout(0).forward(x, {}, training())[0], x)


@pytest.mark.parametrize("kind", [float, np.float64, np.float32])
def test_float32_stays_float32_beside_any_number(kind):
    y, _ = Dropout(kind(0.25)).forward(x.astype(np.float32), {}, training())
    assert y.dtype == np.float32


@pytest.mark.parametrize("rate", [-0.1, 1, 1.5, float("nan"), "0.5", None, True])
def test_the_rate_is_a_share_below_one(rate):
    with pytest.raises(SettingError, match="dropout is "):
        Dropout(rate)
