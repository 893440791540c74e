from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from edunn.experiments import Band, Distribution, PairedComparison, Ranking, sign_test
from edunn.plots.bands import brief


def test_a_distribution_of_one():
    assert Distribution.of([0.5]) == (0.5,) * 5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_quartiles_are_those_of_numpy(values):
    it = Distribution.of(values)
    expected = np.percentile(values, (50, 0, 100, 25, 75))
    assert np.array(it) == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_runs_that_went_to_infinity_count_as_such():
    it = Distribution.of([1.0, 2.0, inf, inf])
    assert (it.low, it.median, it.high, it.upper_quartile) == (1.0, inf, inf, inf)
    assert Distribution.of([inf] * 5).lower_quartile == inf
    assert it.to_dict()["high"] is None


def test_numbers_for_people():
    assert [brief(v) for v in (0.0, 1.0, 12.3456, 250_000.0, inf)] == [
        "0.000",
        "1.000",
        "12.346",
        "2.5e+05",
        "inf",
    ]


def test_a_band_goes_as_far_as_all_curves_and_finite_skips_infinity():
    band = Band.of("loss", (1, 2, 3), [(1.0, inf, 3.0), (3.0, 1.0, 1.0, 1.0)])
    assert band.x.tolist() == [1, 2, 3]
    assert band.high.tolist() == [3, inf, 3]
    assert band.finite.x.tolist() == [1, 3]
    assert band.finite.middle.tolist() == [2, 2]
    assert (band.finite.low.tolist(), band.finite.high.tolist()) == ([1, 1], [3, 3])
    assert len(Band.of("loss", (), [()]).x) == 0
    assert Band.of("loss", (1,), [(nan,)]).high.tolist() == [inf]
    assert len(Band.of("loss", (1,), [(nan,)]).finite.x) == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_binomial_test_of_a_fair_coin(wins, losses):
    p = sign_test(wins, losses)
    assert p == sign_test(losses, wins)
    if wins + losses:
        assert p == pytest.approx(binomtest(wins, wins + losses).pvalue, rel=1e-12)
    else:
        assert p == 1.0


def test_it_is_exact_where_floats_would_run_out():
    assert 0 < sign_test(1000, 0) == pytest.approx(2.0**-999)


def test_the_winner_has_more_seeds():
    pair = Ranking({"a": (1, 2, 3, 3), "b": (2, 3, 4, 3)}, larger_wins=True).compare("a", "b")
    assert (pair.winner, pair.wins, pair.losses, pair.ties) == ("b", 3, 0, 1)
    assert pair.seeds == 4


def test_the_more_rivals_the_more_caution():
    alone, among = (
        PairedComparison("a", "b", wins=9, losses=1),
        PairedComparison("a", "b", wins=9, losses=1, comparisons=10),
    )
    assert among.p == pytest.approx(10 * alone.p)
    assert (alone.is_significant, among.is_significant) == (True, False)
    assert PairedComparison("a", "b", wins=3, losses=3, comparisons=10).p == 1.0


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (
            PairedComparison("0.01", "0.1", wins=19, losses=1, subject="learning_rate"),
            "learning_rate 0.01 beats 0.1 in 19 of 20 seeds: unlikely to be chance, p < 0.0001.",
        ),
        (
            PairedComparison("big", "small", wins=12, losses=7, ties=1),
            "big beats small in 12 of 20 seeds (1 tie): may be chance, p = 0.36.",
        ),
        (
            PairedComparison("big", "small", wins=3, losses=0, ties=2),
            "big beats small in 3 of 5 seeds (2 ties): too few seeds to rule out chance, p = 0.25.",
        ),
        (
            PairedComparison("a", "b", wins=0, losses=0, ties=20),
            "a and b are equal in all 20 seeds.",
        ),
        (
            PairedComparison("a", "b", wins=4, losses=4, ties=2),
            "a and b win 4 of 10 seeds each (2 ties): no difference.",
        ),
    ],
)
def test_in_words(pair, words):
    assert str(pair) == words


def test_as_plain_values():
    plain = PairedComparison("a", "b", wins=9, losses=1).to_dict()
    assert plain["p"] == sign_test(9, 1)
    assert (plain["wins"], plain["ties"], plain["is_significant"]) == (9, 0, True)


def test_the_ranking_is_by_median_then_mean_then_as_given():
    values = {
        "low": (0.1, 0.5, 0.9),
        "high": (0.2, 0.8, 0.9),
        "same median": (0.0, 0.8, 0.9),
        "same in all": (0.0, 0.8, 0.9),
    }
    assert Ranking(values, True).names == ("high", "same median", "same in all", "low")


def test_where_smaller_is_better_all_turns_round():
    ranking = Ranking({"a": (3.0, 4.0, 5.0), "b": (1.0, 2.0, 9.0)}, larger_wins=False)
    assert ranking.names == ("b", "a")
    (pair,) = ranking.comparisons
    assert (pair.winner, pair.wins, pair.losses) == ("b", 2, 1)


def test_the_best_is_held_against_a_few_of_many():
    ranking = Ranking({str(k): (float(k),) * 3 for k in range(9)}, True)
    pairs = ranking.comparisons
    assert [pair.loser for pair in pairs] == ["7", "6", "5", "4", "3"]
    assert {pair.comparisons for pair in pairs} == {8}


def test_one_alone_has_no_rival():
    assert Ranking({"only": (0.5, 0.7)}, True).comparisons == ()
