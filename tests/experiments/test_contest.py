from edunn.experiments import Contest


def test_the_ranking_is_by_median_then_mean_then_as_given():
    values = {
        "low": (0.1, 0.5, 0.9),
        "high": (0.2, 0.8, 0.9),
        "same median": (0.0, 0.8, 0.9),
        "same in all": (0.0, 0.8, 0.9),
    }
    assert Contest(values, True).ranking == ("high", "same median", "same in all", "low")


def test_where_smaller_is_better_all_turns_round():
    contest = Contest({"a": (3.0, 4.0, 5.0), "b": (1.0, 2.0, 9.0)}, larger_wins=False)
    assert contest.ranking == ("b", "a")
    (duel,) = contest.duels()
    assert (duel.winner, duel.wins, duel.losses) == ("b", 2, 1)


def test_the_best_is_held_against_a_few_of_many():
    contest = Contest({str(k): (float(k),) * 3 for k in range(9)}, True)
    duels = contest.duels()
    assert [duel.loser for duel in duels] == ["7", "6", "5", "4", "3"]
    assert {duel.pairs for duel in duels} == {8}


def test_one_alone_has_no_rival():
    assert Contest({"only": (0.5, 0.7)}, True).duels() == ()
