import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.seeds import generator


@pytest.mark.parametrize("seed", [0, 7, 2**70, np.int64(7)])
def test_a_number_always_gives_the_same_choices(seed):
    first, second = generator(seed).random(5), generator(seed).random(5)
    np.testing.assert_array_equal(first, second)


def test_a_generator_is_taken_as_it_is_and_moves_on():
    random = np.random.default_rng(0)
    assert generator(random) is random
    assert generator(random).random() != generator(random).random()


def test_none_is_new_each_time():
    assert generator(None).random() != generator(None).random()


@pytest.mark.parametrize(
    "seed",
    [-1, 1.0, "7", True, [1], np.random.RandomState(0)],
    ids=lambda seed: type(seed).__name__,
)
def test_what_is_no_seed(seed):
    with pytest.raises(
        SettingError, match=r"a whole number, 0 or more, or a numpy.random.Generator"
    ):
        generator(seed)
