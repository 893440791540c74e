import numpy as np
import pytest

from edunn.data.seeds import generator
from edunn.errors import SettingError


def test_a_generator_passes_through():
    random = np.random.default_rng(3)
    assert generator(random) is random


def test_numpy_integers_are_seeds():
    assert generator(np.int64(4)).random() == generator(4).random()


@pytest.mark.parametrize("seed", [-1, 0.5, "0", None, True])
def test_what_is_no_seed(seed):
    with pytest.raises(SettingError, match=r"seed is .* must be a whole number from 0"):
        generator(seed)
