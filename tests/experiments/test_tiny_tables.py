"""A table of four rows needs them all: it holds out none, and every result says so."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest

from edunn.data import Dataset, load
from edunn.experiments import Race, Recipe, compare, html_comparison, repeat
from edunn.experiments.outcome import Outcome
from edunn.experiments.running import Job, perform

SAYS_SO = "xor has 4 rows, too few to hold some out"


@pytest.fixture(scope="module")
def here():
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture(scope="module")
def recipe():
    return Recipe.suiting(load("xor"))


@pytest.mark.parametrize("name", ["and", "or", "xor"])
def test_truth_tables_are_learned_with_every_seed(name):
    data = load(name)
    recipe = Recipe.suiting(data)
    for seed in range(10):
        assert recipe.train(data, seed=seed).evaluate(data).accuracy == 1.0


@pytest.mark.parametrize("rule", [np.sum, np.prod, np.max])
def test_truth_tables_of_three_inputs_are_learned_too(rule):
    x = np.array(list(product([0.0, 1.0], repeat=3)))
    data = Dataset.from_arrays(x, rule(x, axis=1).astype(int) % 2)
    recipe = Recipe.suiting(data)
    for seed in range(3):
        assert recipe.train(data, seed=seed).evaluate(data).accuracy == 1.0


@pytest.mark.parametrize("rows", [16, 30, 60])
def test_a_few_rows_are_enough_for_a_plain_law(rows):
    x = np.random.default_rng(rows).normal(size=(rows, 4))
    data = Dataset.from_arrays(x, (x[:, 0] + x[:, 1] > 0).astype(int))
    assert Recipe.suiting(data).train(data, seed=0).evaluate(data).accuracy > 0.95


def test_a_run_is_evaluated_on_all_rows(recipe):
    (run,) = perform("xor", Job(recipe, seed=0, stops=(recipe.epochs,)))
    assert run.held_out.accuracy == run.training.accuracy == 1.0
    assert run.held_out.evaluation.loss == run.training.evaluation.loss


def test_repeating_and_comparing_say_so(recipe, here):
    assert repeat(recipe, "xor", 2, here).held_out.median == 1.0
    comparison = compare(recipe.grid(epochs=[100, 200]), "xor", 2, here)
    assert SAYS_SO in str(comparison)
    assert "accuracy on the rows of the training" in str(comparison)
    assert SAYS_SO in html_comparison(comparison)
    assert "on held-out rows" not in str(comparison)


def test_a_race_says_so(recipe):
    race = Race(recipe.grid(learning_rate=[0.01, 0.1]), load("xor"), budget=500, seeds=1)
    sentences = Outcome.of(race).sentences
    assert any(SAYS_SO in sentence for sentence in sentences)
    assert "on held-out rows" not in sentences[0]


def test_a_share_is_held_out_all_the_same(recipe):
    race = Race(recipe.grid(learning_rate=[0.01, 0.1]), load("xor"), 500, seeds=1, test=0.25)
    assert not race.notes


def test_larger_tables_say_nothing(here):
    recipe = Recipe([[4], [3, "softmax"]], settings={"epochs": 1})
    assert not repeat(recipe, "iris", 1, here).note
    assert Dataset.from_arrays([[1.0]] * 10, [0, 1] * 5).holding_out_note == ()
