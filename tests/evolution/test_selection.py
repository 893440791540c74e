from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from edunn.errors import SettingError
from edunn.evolution.selection import (
    SELECTIONS,
    Rank,
    Roulette,
    Selection,
    StochasticUniversal,
    Tournament,
    Truncation,
)

ALL = [family() for family in SELECTIONS.values()]
DRAWS = 200_000
FITNESS = np.array([0.1, 0.4, 0.2, 0.3, 0.0])


def frequencies(selection: Selection, fitness: np.ndarray) -> np.ndarray:
    rows = selection.pairs(fitness, DRAWS // 2, np.random.default_rng(7))
    return np.bincount(rows.ravel(), minlength=len(fitness)) / DRAWS


def tournament_chances(ranks: np.ndarray, size: int) -> np.ndarray:
    P = len(ranks)
    return ((P - ranks + 1) ** size - (P - ranks) ** size) / P**size


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Roulette(), FITNESS),
        (StochasticUniversal(), FITNESS),
        (Rank(), np.array([2, 5, 3, 4, 1]) / 15),
        (Truncation(0.4), np.array([0, 0.5, 0, 0.5, 0])),
        (Truncation(0.0), np.array([0, 1, 0, 0, 0])),
        (Tournament(1), np.full(5, 0.2)),
        (Tournament(3), tournament_chances(np.array([4, 1, 3, 2, 5]), 3)),
    ],
    ids=repr,
)
def test_frequencies_match_the_formula(selection, expected):
    assert frequencies(selection, FITNESS) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("selection", [Roulette(), StochasticUniversal()])
def test_a_wheel_counts_negative_fitness_from_the_worst(selection):
    expected = np.array([0.0, 1.0, 3.0]) / 4
    assert frequencies(selection, np.array([-4.0, -3.0, -1.0])) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("selection", ALL, ids=repr)
@pytest.mark.parametrize("level", [0.0, -2.5, 0.7, -np.inf, np.nan])
def test_equals_are_drawn_alike(selection, level):
    share = selection.share if isinstance(selection, Truncation) else 1.0
    drawn = frequencies(selection, np.full(4, level))
    assert np.sort(drawn)[-int(4 * share) :] == pytest.approx(1 / (4 * share), abs=0.01)


@pytest.mark.parametrize("selection", ALL, ids=repr)
@pytest.mark.parametrize("lost", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_counts_as_the_worst(selection, lost):
    drawn = frequencies(selection, np.array([lost, 0.1, 0.2, 0.3]))
    assert drawn[0] == drawn.min() <= 0.11
    assert drawn.argmax() in (2, 3)


@pytest.mark.parametrize("selection", ALL, ids=repr)
@given(
    fitness=arrays(np.float64, st.integers(1, 12), elements=st.floats(width=32)),
    count=st.integers(0, 9),
    seed=st.integers(0, 99),
)
def test_any_fitness_gives_rows_of_the_population(selection, fitness, count, seed):
    before = fitness.copy()
    rows = selection.pairs(fitness, count, np.random.default_rng(seed))
    assert rows.shape == (count, 2)
    assert np.issubdtype(rows.dtype, np.integer)
    assert ((rows >= 0) & (rows < len(fitness))).all()
    np.testing.assert_array_equal(fitness, before)


@given(m=st.integers(1, 1000), P=st.integers(1, 1000), digits=st.integers(1, 4))
def test_truncation_breeds_the_share_that_was_given(m, P, digits):
    """0.07 of 100 are 7, whatever the float makes of 0.07; a part of one counts as one more."""
    share = Fraction(m % 10**digits + 1, 10**digits)
    rows = Truncation(float(share)).draw(np.arange(float(P)), 40 * P, np.random.default_rng(1))
    assert P - rows.min() <= ceil(share * P)
    if P <= 40:  # where 40 draws each leave none of them out
        assert P - rows.min() == ceil(share * P)


def test_truncation_is_exact_for_every_percent():
    first = [
        Truncation(k / 100).draw(np.arange(100.0), 9000, np.random.default_rng(k)).min()
        for k in range(1, 101)
    ]
    assert first == [100 - k for k in range(1, 101)]


def test_stochastic_universal_never_strays_by_more_than_one():
    for seed in range(50):
        rows = StochasticUniversal().draw(FITNESS, 23, np.random.default_rng(seed))
        drawn = np.bincount(rows, minlength=5)
        assert (np.abs(drawn - 23 * FITNESS) < 1).all()


def test_stochastic_universal_does_not_marry_neighbours():
    rows = StochasticUniversal().pairs(np.ones(50), 500, np.random.default_rng(1))
    assert (rows[:, 0] == rows[:, 1]).mean() < 0.1


def test_a_larger_tournament_presses_harder():
    means = [FITNESS @ frequencies(Tournament(size), FITNESS) for size in (1, 2, 3, 8)]
    assert means == sorted(means)


@pytest.mark.parametrize(
    ("family", "setting"), [(Tournament, 0), (Tournament, 2.5), (Truncation, 1.1)]
)
def test_impossible_settings_are_refused(family, setting):
    with pytest.raises(SettingError, match="must be"):
        family(setting)
