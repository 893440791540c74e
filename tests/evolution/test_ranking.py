"""Only the order counts, and equals are treated equally."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.evolution.ranking import awarded, centred, logarithmic

FITNESSES = st.lists(st.integers(-5, 5), min_size=1, max_size=12).map(
    lambda numbers: np.array(numbers, float)
)


@given(FITNESSES)
def test_prizes_are_handed_out_completely_and_equals_share(fitness):
    prizes = logarithmic(len(fitness), reach=len(fitness) / 2 + 1)
    shares = awarded(prizes, fitness)
    assert shares.sum() == pytest.approx(1)
    for i, j in np.ndindex(len(fitness), len(fitness)):
        assert fitness[i] != fitness[j] or shares[i] == shares[j]
        assert fitness[i] <= fitness[j] or shares[i] >= shares[j] - 1e-15


def test_without_equals_the_prizes_are_only_reordered():
    fitness = np.random.default_rng(1).permutation(10.0 * np.arange(9))
    np.testing.assert_array_equal(awarded(np.arange(9.0)[::-1], fitness), fitness / 10)


def test_the_lost_share_the_last_prizes():
    shares = awarded(centred(4), np.array([-np.inf, 2.0, -np.inf, 1.0]))
    np.testing.assert_allclose(shares, [-1 / 3, 1 / 2, -1 / 3, 1 / 6])


@pytest.mark.parametrize("count", [2, 3, 50])
def test_centred_prizes_sum_to_nothing(count):
    assert centred(count).sum() == pytest.approx(0)
    assert centred(count)[0] == 0.5


def test_the_worse_half_gets_no_logarithmic_prize():
    prizes = logarithmic(10, reach=5.5)
    assert (prizes[:5] > 0).all()
    assert (prizes[5:] == 0).all()
    assert (np.diff(prizes[:6]) < 0).all()
