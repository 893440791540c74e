"""Samples around a place, and the prizes that they win."""

import numpy as np
import pytest

from edunn.evolution.fitness import finite_or_worst
from edunn.evolution.ranking import awarded, centred, logarithmic
from edunn.evolution.strategies.sampling import even_prizes, mirrored, won

UNTIED = np.random.default_rng(1).normal(size=50)
WITH_ONE_NAN = np.where(np.arange(50) == 7, np.nan, UNTIED)
WITH_MORE = np.where(np.arange(50) % 9 == 7, np.inf, UNTIED)
TIED = UNTIED.round(1)
ZEROS = np.where(np.arange(50) % 25 == 7, [0.0, -0.0] * 25, UNTIED)


@pytest.mark.parametrize("prizes", [centred(50), logarithmic(50, reach=26)], ids=["even", "log"])
@pytest.mark.parametrize(
    "fitness",
    [UNTIED, WITH_ONE_NAN, WITH_MORE, TIED, ZEROS, np.zeros(50)],
    ids=["untied", "one NaN", "more", "tied", "zeros", "level"],
)
def test_prizes_are_those_that_ranking_awards_bit_for_bit(prizes, fitness):
    expected = awarded(prizes, finite_or_worst(fitness))
    np.testing.assert_array_equal(won(prizes, fitness), expected)


def test_nobody_can_change_the_prizes_of_the_others():
    prizes = even_prizes(4)
    with pytest.raises(ValueError, match="read-only"):
        prizes[0] = 9.0
    np.testing.assert_array_equal(even_prizes(4), centred(4))
    own = won(prizes, np.arange(4.0))
    own[0] = 9.0  # what was won may be written on


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_pairs_lie_opposite_each_other(dtype):
    centre, sigma = np.array([1.0, -2.0], dtype), np.array([0.5, 3.0], dtype)
    pairs = mirrored(centre, sigma, 6, np.random.default_rng(1))
    assert (pairs.shape, pairs.dtype) == ((6, 2), dtype)
    np.testing.assert_allclose((pairs[:3] + pairs[3:]) / 2, np.tile(centre, (3, 1)), rtol=1e-6)
    epsilon = np.random.default_rng(1).standard_normal((3, 2))
    np.testing.assert_array_equal(pairs[:3], (centre + sigma * epsilon).astype(dtype))
