import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from edunn.experiments import Duel, sign_test


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


def test_who_wins_more_seeds_is_the_winner():
    duel = Duel.of("a", [1, 2, 3, 3], "b", [2, 3, 4, 3])
    assert (duel.winner, duel.wins, duel.losses, duel.ties) == ("b", 3, 0, 1)
    assert duel.seeds == 4


def test_the_more_rivals_the_more_caution():
    alone, among = Duel("a", "b", wins=9, losses=1), Duel("a", "b", wins=9, losses=1, pairs=10)
    assert among.p == pytest.approx(10 * alone.p)
    assert (alone.may_be_luck, among.may_be_luck) == (False, True)
    assert Duel("a", "b", wins=3, losses=3, pairs=10).p == 1.0


@pytest.mark.parametrize(
    ("duel", "words"),
    [
        (
            Duel("0.01", "0.1", wins=19, losses=1, subject="learning_rate"),
            "learning_rate 0.01 beats 0.1 in 19 of 20 seeds: hardly luck, p < 0.0001.",
        ),
        (
            Duel("big", "small", wins=12, losses=7, ties=1),
            "big beats small in 12 of 20 seeds (1 tie): that may be luck, p = 0.36.",
        ),
        (
            Duel("big", "small", wins=3, losses=0, ties=2),
            "big beats small in 3 of 5 seeds (2 ties): too few seeds to tell it from luck, "
            "p = 0.25.",
        ),
        (Duel("a", "b", wins=0, losses=0, ties=20), "a and b are equal in all 20 seeds."),
        (
            Duel("a", "b", wins=4, losses=4, ties=2),
            "a and b win 4 of 10 seeds each (2 ties): no difference.",
        ),
    ],
)
def test_in_words(duel, words):
    assert str(duel) == words


def test_as_plain_values():
    plain = Duel("a", "b", wins=9, losses=1).to_dict()
    assert plain["p"] == sign_test(9, 1)
    assert (plain["wins"], plain["ties"], plain["may_be_luck"]) == (9, 0, False)
