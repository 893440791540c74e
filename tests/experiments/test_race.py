"""The race: equal budgets, equal starts, and standings that are computed from measurements."""

import math
from dataclasses import replace
from html import escape
from itertools import groupby

import numpy as np
import pytest

from edunn.data import load
from edunn.data.toys import curve, moons
from edunn.errors import SettingError, UnknownNameError
from edunn.experiments import Measurement, Outcome, Race, Recipe, html_race
from edunn.experiments.budget import BudgetedTraining, budget_marks, default_budget
from edunn.model import Model
from edunn.plots.svg import drawn
from edunn.training import Examples
from edunn.training.preparing import Given, Intake

NETWORK = [[4, {"scale": "standardize"}], [4, "relu"], [3, "softmax"]]
ADAM = Recipe(NETWORK, "adam", {"learning_rate": 0.01})
PGPE = Recipe(NETWORK, "pgpe", {"population_size": 10})
SGD, SGD_AGAIN = Recipe(NETWORK, "sgd"), Recipe(NETWORK, "Gradient-Descent")
TWO_CLASSES = Recipe([[2], [2, "softmax"]])
TINY = Race({"adam": ADAM, "pgpe": PGPE}, load("iris"), budget=5_000, seeds=2)


@pytest.fixture(scope="module")
def tiny():
    return Outcome.of(TINY)


def measurement(contender, seed, mark, val_accuracy, passes=None, ending=""):
    used = mark if passes is None else passes
    return Measurement(
        contender, seed, mark, used, 1.0, 0.5, 1 - val_accuracy, val_accuracy, ending
    )


def invented(**contenders):
    """An invented outcome: for each contender the accuracies of its seeds, mark by mark."""
    recipes = {name: Recipe(NETWORK, name) for name in contenders}
    race = replace(TINY, recipes=recipes, seeds=len(next(iter(contenders.values()))))
    measurements = [
        measurement(name, seed, 100 * 10**k, accuracy)
        for name, seeds in contenders.items()
        for seed, accuracies in enumerate(seeds)
        for k, accuracy in enumerate(accuracies)
    ]
    return Outcome(race, sorted(measurements, key=lambda each: each.mark))


def test_marks_are_evenly_apart_by_ratio_and_end_at_the_budget():
    found = budget_marks(96, 1_234_567)
    assert found[0] == 80
    assert found[-1] == 1_234_567
    ratios = np.divide(found[1:], found[:-1])
    assert ratios[:-1].min() > 1.2
    assert ratios.max() < 1.3
    assert budget_marks(7, 7)[-1] == 7
    assert budget_marks(1, 1) == (1,)


def test_a_default_budget_grows_with_the_rows_but_not_for_ever():
    assert (
        default_budget(10) < default_budget(150) < default_budget(70_000) == default_budget(10**7)
    )


def test_all_contenders_come_close_to_each_mark_and_none_goes_beyond(tiny):
    pieces = {"adam": 3 * 32, "pgpe": 10 * 112}
    for each in tiny.measurements:
        assert 0 <= each.passes <= each.mark
        assert each.mark - each.passes < pieces[each.contender]
    assert {each.mark for each in tiny.measurements} == set(tiny.marks)
    assert tiny.marks[-1] == 5_000


def test_every_contender_of_a_seed_begins_with_the_same_network_and_rows(tiny):
    first = [each for each in tiny.measurements if each.mark == tiny.marks[0]]
    assert {each.passes for each in first} == {0}
    for seed in (0, 1):
        starts = {(e.loss, e.val_loss, e.val_accuracy) for e in first if e.seed == seed}
        assert len(starts) == 1
    assert len({each.loss for each in first}) == 2


def test_the_order_of_the_contenders_changes_no_number(tiny):
    other = list(replace(TINY, recipes={"pgpe": PGPE, "adam": ADAM}).measurements())
    assert set(other) == set(tiny.measurements)
    assert [e.mark for e in other] == sorted(e.mark for e in other)
    leaders = [
        (next(measurements)).contender
        for _, measurements in groupby(tiny.measurements, key=lambda e: e.mark)
    ]
    assert set(leaders) == {"adam", "pgpe"}


def test_a_measurement_is_what_the_training_alone_would_have():
    data, held_out = load("iris").split(seed=1)
    model = Model(NETWORK, seed=1)
    training = model.training("adam", data, learning_rate=0.01, epochs=1_000)
    while training.forward_passes < 4_980:
        training.step()
    last = next(
        e for e in TINY.measurements() if (e.contender, e.seed, e.mark) == ("adam", 1, 5_000)
    )
    evaluation = model.evaluate(held_out)
    assert last.passes == training.forward_passes
    assert last.val_accuracy == evaluation.accuracy
    assert last.val_loss == pytest.approx(evaluation.loss, rel=1e-6)
    assert last.accuracy == model.evaluate(data).accuracy


def test_marks_within_the_first_epoch_are_distinct():
    long = Race(TWO_CLASSES.grid(algorithm=["adam", "sgd"]), moons(2_000), 3_000, seeds=1)
    assert {e.passes for e in long.measurements()} > {96, 960, 2_976}  # an epoch would be 4,500


def training_of(way, **settings):
    data, held_out = load("iris").split(seed=0)
    model = Model(NETWORK, seed=0)
    training = model.training(way, data, **{"epochs": 10_000} | settings)
    unseen, _ = Intake(model.objective, model.dtype, model.targets).examples(Given.of(held_out))
    return BudgetedTraining(way, 0, training, unseen)


def test_a_diverging_training_keeps_its_last_state_and_the_reason():
    training = training_of("gradient_descent", learning_rate=1e9)
    measurements = [training.at(mark) for mark in (100, 1_000, 1_000_000)]
    assert "training diverged in epoch 1" in measurements[-1].ending
    assert measurements[-1].passes == measurements[-2].passes < 1_000
    assert math.isfinite(measurements[-1].val_loss)
    assert measurements[-1].val_loss == measurements[-2].val_loss


def test_a_training_that_ends_early_keeps_its_last_state_and_the_reason():
    training = training_of("adam", epochs=2)
    assert training.at(600).ending == ""
    done = training.at(10_000)
    assert (done.passes, done.ending) == (2 * 3 * 112, "All epochs done.")
    evolved = training_of("genetic_algorithm", target=0.5, population_size=20)
    assert "the target is 0.5" in evolved.at(1_000_000).ending
    patient = training_of("adam", patience=1, learning_rate=1.0).at(1_000_000)
    assert patient.ending.startswith("Stopped early")


def test_striding_by_epochs_is_the_same_as_step_by_step():
    strides, steps = training_of("adam"), training_of("adam")
    step_by_step = [steps.at(mark) for mark in range(100, 4_001, 100)][-1]
    assert strides.at(4_000) == step_by_step


def test_evolution_may_use_mini_batches():
    recipes = {"small": PGPE.varied(batch_size=16), "whole": PGPE}
    last = list(replace(TINY, recipes=recipes, seeds=1).measurements())[-2:]
    assert {e.contender: e.passes % 1_120 for e in last}["whole"] == 0
    assert {e.contender: e.passes for e in last}["small"] == 4_960  # 31 generations of 160


def test_evolution_scores_many_rows_in_mini_batches_by_default():
    many = Race(
        TWO_CLASSES.grid(algorithm=["pgpe", "snes"]),
        moons(8_000),
        100_000,
        seeds=1,
    )
    assert {e.passes for e in many.measurements() if e.contender == "algorithm pgpe"} >= {
        25_600,
        51_200,
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recipes": {}}, "needs two contenders or more, but there is none"),
        ({"recipes": {"adam": ADAM}}, "but there is adam"),
        ({"recipes": {"a": ADAM, "b": PGPE, "c": ADAM}}, "a and c are alike"),
        ({"recipes": {"a": SGD, "b": SGD_AGAIN}}, "a and b are alike"),
        ({"budget": -1}, "budget is -1"),
        ({"seeds": 0}, "seeds is 0"),
    ],
)
def test_impossible_races_are_refused(changes, words):
    with pytest.raises(SettingError, match=words):
        replace(TINY, **changes)


def test_refuses_an_unknown_algorithm_at_once_and_its_settings_before_the_first_measurement():
    with pytest.raises(UnknownNameError, match="Did you mean 'pgpe'"):
        replace(TINY, recipes={"adam": ADAM, "pgp": ADAM.varied(algorithm="pgp")})
    with pytest.raises(UnknownNameError, match="population_size"):
        next(replace(TINY, recipes={"a": ADAM, "b": PGPE.varied(population=3)}).measurements())
    with pytest.raises(SettingError, match="seed"):
        PGPE.varied(seed=3)


def test_refuses_losses_that_cannot_be_compared_unless_accuracy_decides():
    curve = Recipe([[1], [8, "tanh"], [1]], "adam")
    recipes = {"square": curve, "robust": curve.varied(loss="huber")}
    words = "square has the loss MeanSquaredError.* and robust has Huber.*different scales"
    with pytest.raises(SettingError, match=words):
        Race(recipes, load("curve"), 20_000)
    Race({"none": curve, "mse": curve.varied(loss="mse", learning_rate=0.5)}, load("curve"))
    replace(TINY, recipes={"adam": ADAM, "mse": ADAM.varied(loss="mse")})  # by accuracy


def test_refuses_before_the_first_measurement_is_asked_for():
    with pytest.raises(SettingError, match="too small for pgpe"):
        replace(TINY, budget=1_000).measurements()


def test_refuses_a_budget_below_one_piece():
    with pytest.raises(SettingError, match=r"for pgpe.*first generation takes 1,120.*Try 22,400"):
        next(replace(TINY, budget=1_000).measurements())
    with pytest.raises(SettingError, match="first mini-batch takes 96"):
        next(replace(TINY, recipes={"adam": ADAM, "sgd": SGD}, budget=50).measurements())


def test_an_algorithm_may_race_against_itself():
    rates = ADAM.grid(learning_rate=[0.01, 0.1])
    assert len(list(replace(TINY, recipes=rates, budget=100, seeds=1).measurements())) > 2


def test_standings_are_by_the_median_and_equals_share_a_place():
    outcome = invented(
        adam=[[0.5, 0.9], [0.5, 0.9], [0.5, 0.2]],
        snes=[[0.5, 0.9], [0.5, 0.9], [0.5, 1.0]],
        pgpe=[[0.5, 0.8], [0.5, 0.8], [0.5, 0.8]],
    )
    assert [(s.place, s.contender) for s in outcome.standings()] == [
        (1, "adam"),
        (1, "snes"),
        (3, "pgpe"),
    ]
    pair = outcome.comparison.by_recipe.compare("snes", "adam")
    assert (pair.winner, pair.wins, pair.losses, pair.ties) == ("snes", 1, 0, 2)
    assert outcome.comparison.runs["adam"].held_out[:3] == (0.9, 0.2, 0.9)


def test_passes_needed_are_the_median_of_the_seeds_and_never_is_infinity():
    outcome = invented(
        adam=[[0.9, 0.9, 0.9], [0.5, 0.95, 0.9], [0.5, 0.5, 0.6]],
        pgpe=[[0.5, 0.5, 0.5]] * 3,
    )
    needed = outcome.needed("adam", 0.9)
    assert (needed.low, needed.median, needed.high) == (100, 1_000, math.inf)
    assert outcome.reached_by("adam", 0.9) == 2
    assert outcome.needed("pgpe", 0.9).low == math.inf


def test_a_median_alone_is_no_victory():
    outcome = invented(
        adam=[[0.5, 0.9], [0.5, 0.9], [0.5, 0.9], [0.5, 0.1], [0.5, 0.1]],
        pgpe=[[0.5, 0.8], [0.5, 0.95], [0.5, 0.8], [0.5, 0.7], [0.5, 0.7]],
    )
    first = outcome.sentences[0]
    assert first.startswith("adam is first by its median, but not seed by seed, after 1,000 passes")
    assert "pgpe beats adam in 3 of 5 seeds" in first


def test_sentences_compare_by_numbers():
    outcome = invented(
        adam=[[0.91, 0.96, 0.97]] * 3, pgpe=[[0.5, 0.93, 0.95]] * 3, snes=[[0.1, 0.2, 0.3]] * 3
    )
    first, nine, better = outcome.sentences
    assert first.startswith("adam wins after 10,000 passes: accuracy 0.970 on held-out rows")
    assert first.endswith(
        "adam beats pgpe in 3 of 3 seeds: too few seeds to rule out chance, p = 0.5."
    )
    assert nine == (
        "adam was the first to reach accuracy 0.9, after 100 passes: 10 times fewer than pgpe. "
        "Never reached by snes."
    )
    assert "accuracy 0.95, after 1,000 passes: 10 times fewer than pgpe" in better


def test_sentences_for_a_tie_for_slow_races_and_for_chance():
    level = invented(adam=[[0.5, 0.7]] * 2, pgpe=[[0.7, 0.7]] * 2).sentences
    assert level[0].startswith("adam and pgpe share the first place")
    assert level[1] == "With most seeds, no contender reached accuracy 0.9."
    assert "pgpe was the first to reach accuracy 0.700, where pgpe ended, after 100" in level[3]
    assert "10 times fewer than adam" in level[3]
    some = invented(adam=[[0.9], [0.9], [0.9]], snes=[[0.92], [0.2], [0.2]]).sentences
    assert "snes did so with only 1 of 3 seeds." in some[1]
    chance = invented(adam=[[0.9], [0.8], [0.1]], snes=[[0.5], [0.85], [0.7]]).sentences
    assert chance[0].endswith(
        "snes beats adam in 2 of 3 seeds: too few seeds to rule out chance, p = 1."
    )


def test_a_sentence_for_each_contender_that_fell_back():
    words = invented(adam=[[0.7, 0.96, 0.91]], pgpe=[[0.7, 0.95, 0.95]]).sentences
    assert words[-1] == (
        "adam was at its best, 0.960, at 1,000 passes, and fell back to 0.910: "
        "early stopping would prevent this."
    )
    assert not any("pgpe was at its best" in sentence for sentence in words)


def test_a_sentence_for_each_contender_that_ended_early():
    race = replace(TINY, recipes={"adam": ADAM, "wild": SGD.varied(learning_rate=1e9)}, seeds=1)
    words = Outcome.of(race).sentences[-1]
    assert words.startswith("wild ended early with 1 of 1 seed")
    assert "training diverged" in words


def test_a_race_for_numbers_is_won_by_the_smaller_loss():
    data = load("curve")
    curve = Recipe([[1], [8, "tanh"], [1]])
    adam = curve.varied(algorithm="adam", learning_rate=0.01)
    recipes = {"adam": adam, "random": curve.varied(algorithm="random_search")}
    race = Race(recipes, data, 20_000, seeds=2)
    outcome = Outcome.of(race)
    losses = [standing.score.median for standing in outcome.standings()]
    assert losses == sorted(losses)
    assert {e.val_accuracy for e in outcome.measurements} == {None}
    assert "loss" in outcome.sentences[0]
    assert "first to reach loss" in outcome.sentences[1]
    assert "Loss, held-out rows" in html_race(outcome)
    assert "Accuracy" not in html_race(outcome)


def test_a_race_can_be_inspected_before_it_is_over(tiny):
    half = Outcome(TINY, tiny.measurements[:6])
    assert len(half.marks) == 1
    assert len(half.band("adam", "training", "loss").middle) == 1
    assert Outcome(TINY, ()).marks == ()


def test_a_document_holds_standings_curves_and_every_measurement(tiny):
    document = tiny.to_dict()
    assert [contender["name"] for contender in document["contenders"]] == ["adam", "pgpe"]
    best = document["standings"][0]
    assert best["place"] == 1
    assert set(best["passes_needed"]) == {"0.9", "0.95"}
    assert len(best["curves"]["val_accuracy"]["middle"]) == len(document["marks"])
    assert len(document["measurements"]) == 2 * 2 * len(document["marks"])


def test_a_page_draws_a_line_for_each_contender_with_decades_evenly_apart(tiny):
    drawing = drawn(tiny.panel("held_out", "accuracy"), titled=False)
    lines = [line for line in drawing.iter("path") if "h22" not in line.get("d")]  # no legend
    assert [line.get("class") for line in lines] == [f"edunn-line edunn-series-{k}" for k in (1, 2)]
    ticks = [
        t
        for t in drawing.iter("text")
        if t.get("text-anchor") == "middle" and t.get("class") == "edunn-tick"
    ]
    decades = [(t.text, float(t.get("x"))) for t in ticks]
    assert [text for text, _ in decades] == ["100", "1,000"]
    first, last = (float(lines[0].get("d").split()[k][1:].split(",")[0]) for k in (0, -1))
    per_decade = (last - first) / math.log10(tiny.marks[-1] / tiny.marks[0])
    assert decades[1][1] - decades[0][1] == pytest.approx(per_decade, abs=0.1)
    page = html_race(tiny)
    assert all(sentence.split(":")[0] in page for sentence in tiny.sentences)
    assert "<script" not in page


def test_measuring_takes_evenly_spaced_rows_where_there_are_many():
    rows = Examples(np.zeros((4_001, 2)), np.zeros((4_001, 1)))
    model = Model([[2], [1]], "mse", seed=0)
    training = BudgetedTraining("adam", 0, model.training("adam", rows.x, rows.t, epochs=1), rows)
    assert len(training.trained_on.x) == 1_334
    assert len(training.held_out.x) == 4_001


def test_what_deserves_attention_in_the_trainings_is_told_in_sentences_and_on_the_page():
    linear, relu = (Recipe([[1], [8, "tanh"], last]) for last in ([1], [1, "relu"]))
    race = Race({"linear": linear, "relu": relu}, curve(rows=60), budget=2_000, seeds=2)
    outcome = Outcome.of(race)
    (note,) = (each for each in outcome.sentences if ": With" in each)
    assert note.startswith("relu: With 2 of 2 seeds: The targets go from -")
    assert html_race(outcome).count(escape(note, quote=False)) == 1
