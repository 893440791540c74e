"""Only the order counts, equals are treated equally, and what is not finite is the worst."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.evolution.ranking import (
    by_rank,
    centred_ranks,
    finite_or_worst,
    recombination_weights,
    shared,
)

FITNESSES = st.lists(st.integers(-5, 5), min_size=1, max_size=12).map(
    lambda numbers: np.array(numbers, float)
)
UNTIED = np.random.default_rng(1).normal(size=50)
WITH_ONE_NAN = np.where(np.arange(50) == 7, np.nan, UNTIED)
WITH_MORE = np.where(np.arange(50) % 9 == 7, np.inf, UNTIED)
TIED = UNTIED.round(1)
ZEROS = np.where(np.arange(50) % 25 == 7, [0.0, -0.0] * 25, UNTIED)


def test_not_finite_is_worst():
    worst = finite_or_worst(np.array([np.nan, np.inf, -np.inf, -1e300]))
    assert worst.tolist() == [-np.inf, -np.inf, -np.inf, -1e300]


@given(FITNESSES)
def test_utilities_are_assigned_completely_and_equals_share(fitness):
    weights = recombination_weights(len(fitness), cutoff=len(fitness) / 2 + 1)
    assigned = by_rank(weights, fitness)
    assert assigned.sum() == pytest.approx(1)
    for i, j in np.ndindex(len(fitness), len(fitness)):
        assert fitness[i] != fitness[j] or assigned[i] == assigned[j]
        assert fitness[i] <= fitness[j] or assigned[i] >= assigned[j] - 1e-15


def test_without_equals_the_utilities_are_only_reordered():
    fitness = np.random.default_rng(1).permutation(10.0 * np.arange(9))
    for assign in (by_rank, shared):
        np.testing.assert_array_equal(assign(np.arange(9.0)[::-1], fitness), fitness / 10)


def test_the_lost_share_the_last_utilities():
    assigned = by_rank(centred_ranks(4), np.array([-np.inf, 2.0, np.nan, 1.0]))
    np.testing.assert_allclose(assigned, [-1 / 3, 1 / 2, -1 / 3, 1 / 6])


@pytest.mark.parametrize(
    "utilities",
    [centred_ranks(50), recombination_weights(50, cutoff=26)],
    ids=["centred", "logarithmic"],
)
@pytest.mark.parametrize(
    "fitness",
    [UNTIED, WITH_ONE_NAN, WITH_MORE, TIED, ZEROS, np.zeros(50)],
    ids=["untied", "one NaN", "more", "tied", "zeros", "level"],
)
def test_the_quick_way_without_ties_agrees_bit_for_bit(utilities, fitness):
    expected = shared(utilities, finite_or_worst(fitness))
    np.testing.assert_array_equal(by_rank(utilities, fitness), expected)


@pytest.mark.parametrize("count", [2, 3, 50])
def test_centred_ranks_sum_to_nothing(count):
    assert centred_ranks(count).sum() == pytest.approx(0)
    assert centred_ranks(count)[0] == 0.5


def test_centred_ranks_are_read_only_as_all_share_them():
    utilities = centred_ranks(4)
    with pytest.raises(ValueError, match="read-only"):
        utilities[0] = 9.0
    own = by_rank(utilities, np.arange(4.0))
    own[0] = 9.0  # what was assigned may be written on


def test_the_worse_half_gets_no_recombination_weight():
    weights = recombination_weights(10, cutoff=5.5)
    assert (weights[:5] > 0).all()
    assert (weights[5:] == 0).all()
    assert (np.diff(weights[:6]) < 0).all()
