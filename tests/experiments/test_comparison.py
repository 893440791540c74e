import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.experiments.worlds import TINY, grid, runs, timeless

from edunn.data import curve
from edunn.errors import SettingError, UnknownNameError
from edunn.evaluation import Evaluation
from edunn.experiments import Comparison, Recipe, Score, compare, repeat

RECIPE = TINY.recipe


@pytest.fixture
def here():
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_each_recipe_has_the_runs_that_it_would_have_alone(here):
    recipes = {
        "short": RECIPE,
        "long": RECIPE.varied(epochs=5),
        "fast": RECIPE.varied(algorithm="adam"),
    }
    comparison = compare(recipes, "iris", seeds=[2, 7], workers=here)
    assert list(comparison.runs) == list(recipes)
    assert comparison.seeds == (2, 7)
    for name, recipe in recipes.items():
        alone = repeat(recipe, "iris", [2, 7], here)
        assert timeless(comparison.runs[name]) == timeless(alone)
        assert comparison.runs[name].recipe == recipe


def test_the_number_of_workers_changes_no_number(here):
    cells = RECIPE.grid(learning_rate=[0.01, 0.1], epochs=[1, 3])
    serial, spread_out = (compare(cells, "iris", 2, workers) for workers in (here, 2))
    for name in cells.cells:
        assert timeless(serial.runs[name]) == timeless(spread_out.runs[name])
    assert serial.sentences == spread_out.sentences


def test_a_setting_is_compared_by_itself_averaged_over_the_others():
    def accuracy(seed, learning_rate, epochs):  # the rate helps, by more than epochs do harm
        return 0.5 + learning_rate - epochs / 1000 + seed / 100

    comparison = grid(accuracy, seeds=8, learning_rate=[0.1, 0.2], epochs=[10, 20])
    rates = comparison.by_value(comparison.axes[0])
    assert rates.values["0.1"] == pytest.approx([0.585 + seed / 100 for seed in range(8)])
    epochs = comparison.by_value(comparison.axes[1])
    assert epochs.values["20"] == pytest.approx([0.63 + seed / 100 for seed in range(8)])
    assert comparison.ranking[0] == "learning_rate 0.2, epochs 10"
    assert comparison.sentences == (
        "learning_rate 0.2 beats 0.1 in 8 of 8 seeds: unlikely to be chance, p = 0.0078.",
        "epochs 10 beats 20 in 8 of 8 seeds: unlikely to be chance, p = 0.0078.",
    )
    assert "averaged over all values of the others" in str(comparison)


def test_named_recipes_are_held_against_each_other():
    comparison = Comparison({"a": runs(RECIPE, [0.9, 0.8]), "b": runs(RECIPE, [0.5, 0.8])})
    assert comparison.ranking == ("a", "b")
    assert comparison.sentences == (
        "a beats b in 1 of 2 seeds (1 tie): too few seeds to rule out chance, p = 1.",
    )
    assert comparison.averaging == ""


def test_the_table_is_sorted_and_complete():
    comparison = Comparison({"a": runs(RECIPE, [0.5, 0.7]), "b": runs(RECIPE, [0.8, 0.9])})
    lines = comparison.table().splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["b", "a"]
    assert " ".join(lines[1].split()[1:]) == "0.850 0.825 .. 0.875 0.800 .. 0.900 0.850"


def test_regressions_are_won_by_the_smaller_error(here):
    recipe = Recipe([[1], [1]], settings={"epochs": 20})
    comparison = compare(recipe.grid(learning_rate=[1e-6, 0.1]), curve(rows=60), 6, here)
    assert (comparison.measure, comparison.larger_wins) == ("rmse", False)
    assert comparison.ranking[0] == "learning_rate 0.1"


def test_as_json():
    comparison = grid(lambda seed, epochs: epochs / 10, epochs=[1, 2])
    plain = json.loads(comparison.to_json())
    assert plain == comparison.to_dict()
    assert plain["schema"] == "edunn.comparison/2"
    assert plain["axes"] == {"epochs": ["1", "2"]}
    assert plain["ranking"] == ["epochs 2", "epochs 1"]
    assert plain["paired_comparisons"][0]["wins"] == 3
    assert len(plain["recipes"]["epochs 2"]["runs"]) == 3


def test_infinity_is_null_in_json():
    wild = runs(RECIPE, [0.5])
    worst = Score(Evaluation(float("inf"), accuracy=0.5))
    outcome = replace(wild, runs=(replace(wild[0], training=worst),))
    text = Comparison({"wild": outcome}).to_json()
    assert json.loads(text)["recipes"]["wild"]["runs"][0]["training"]["loss"] is None


@pytest.mark.parametrize("nothing", [{}, [], None, RECIPE])
def test_nothing_to_compare(nothing):
    with pytest.raises(SettingError, match="nothing to compare"):
        compare(nothing, "iris", 2)


def test_a_refusal_names_the_recipe():
    with pytest.raises(UnknownNameError, match="lerning_rate 1: unknown setting"):
        compare(RECIPE.grid(lerning_rate=[1]), "iris", 2)


levels = st.sampled_from([0.5, 0.6, 0.7, 0.8])


@given(
    st.integers(1, 12).flatmap(lambda n: st.lists(st.tuples(*[levels] * n), min_size=1, max_size=4))
)
def test_no_recipe_is_called_best_unless_it_beats_all_others(accuracies):
    found = {f"recipe {k}": runs(RECIPE, values) for k, values in enumerate(accuracies)}
    comparison = Comparison(found)
    is_called = comparison.verdict.startswith("Best on")
    assert is_called == (comparison.best is not None)
    if comparison.best:
        pairs = [
            comparison.by_recipe.compare(comparison.best, it)
            for it in found
            if it != comparison.best
        ]
        assert pairs
        assert all(pair.winner == comparison.best for pair in pairs)
        assert all(pair.is_significant or pair.wins == pair.seeds for pair in pairs)


def test_ties_are_told_as_ties():
    """By medians one of the three is first, though another beats it in most seeds."""
    first = [0.9] * 11 + [0.1] * 9
    second = [0.9] * 4 + [0.91] * 16
    found = {"a": runs(RECIPE, first), "b": runs(RECIPE, second), "c": runs(RECIPE, first)}
    assert Comparison({name: found[name] for name in "ac"}).best is None
    said = Comparison({name: found[name] for name in "ac"}).verdict
    assert said.startswith("No recipe is clearly the best on held-out rows: a and c cannot be told")
    assert Comparison(found).best is None or Comparison(found).best == "b"


def test_a_best_of_few_seeds_is_not_sure():
    few = Comparison({"a": runs(RECIPE, [0.9, 0.8]), "b": runs(RECIPE, [0.5, 0.6])})
    assert few.verdict == (
        "Best on held-out rows: a, median accuracy 0.850, "
        "though so few seeds cannot rule out chance."
    )
    many = Comparison({"a": runs(RECIPE, [0.9] * 9), "b": runs(RECIPE, [0.5] * 9)})
    assert many.verdict == "Best on held-out rows: a, median accuracy 0.900."
    assert (
        Comparison({"a": runs(RECIPE, [0.5])}).verdict == "On held-out rows: median accuracy 0.500."
    )


def test_many_equals_are_counted():
    many = Comparison({f"recipe {k}": runs(RECIPE, [0.5] * 9) for k in range(12)})
    assert "recipe 0 and 11 others cannot be told apart" in many.verdict
