"""The article's small experiment: Iris, 4 inputs, 2 relu, 3 softmax, raw columns."""

import numpy as np
from tests.evolution.worlds import ARTICLE, HE, evolve, iris_accuracy

from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.recipes import ORIGINAL

SEEDS = range(7)


def test_the_default_learns_iris():
    runs = [evolve(GeneticAlgorithm(), HE, iris_accuracy, 200, seed) for seed in SEEDS]
    reached = [run.champion_fitness for run in runs]
    assert np.median(reached) >= 0.97
    assert min(reached) >= 0.95


def test_the_original_depends_on_its_luck():
    """Its children can only recombine and shrink what 20 positive founders brought."""
    runs = [evolve(ORIGINAL, ARTICLE, iris_accuracy, 700, seed) for seed in SEEDS]
    reached = [run.best_fitness for run in runs]
    assert 0.6 <= np.median(reached) <= 0.99
    assert min(reached) > 0.4
