"""The recorded: generations are drawn and scored again exactly as they were."""

import numpy as np
import pytest

from edunn import Model
from edunn.data import load
from edunn.studio.runs.snapshots import RecordedGenerations

ALGORITHMS = [
    "genetic_algorithm",
    "hill_climber",
    "random_search",
    "snes",
    "pgpe",
    "openai_es",
    "cma_es",
]


def watched(algorithm, generations, **settings):
    """A training, its recorded, and what the strategy was really told, generation by generation."""
    model = Model([[4], [3, "tanh"], [3, "softmax"]], seed=1)
    training = model.training(algorithm, load("iris"), epochs=generations, **settings)
    recorded, truth = RecordedGenerations(training), []
    strategy = training.strategy
    told = type(strategy).tell

    def tell(self, state, population, fitness, random):
        truth.append((np.array(population), fitness.copy()))
        return told(self, state, population, fitness, random)

    patch = pytest.MonkeyPatch()
    patch.setattr(type(strategy), "tell", tell)
    training.accelerator = None
    try:
        for _ in range(generations):
            before = recorded.before()
            next(training)
            recorded.record(before)
    finally:
        patch.undo()
    return recorded, truth


@pytest.mark.parametrize("batch_size", [None, 64])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_individuals_and_scores_are_those_that_were(algorithm, batch_size):
    recorded, truth = watched(algorithm, 5, batch_size=batch_size)
    scored = recorded.evaluated()[-1]
    population, fitness = truth[-1]
    assert np.array_equal(np.asarray(scored.population), population)
    assert scored.fitness == pytest.approx(fitness)


def test_the_bred_are_kept_with_their_ancestors_the_drawn_alone():
    assert len(watched("genetic_algorithm", 4, population_size=10)[0].evaluated()) == 4
    recorded, _ = watched("snes", 4)
    (scored,) = recorded.evaluated()
    assert scored.parents is None


def test_each_generation_is_scored_anew():
    """Nobody's scores are shown for somebody else who came to lie at the same place in memory."""
    model = Model([[4], [3, "tanh"], [3, "softmax"]], seed=1)
    training = model.training("snes", load("iris"), epochs=30)
    recorded, seen = RecordedGenerations(training), []
    for _ in range(30):
        before = recorded.before()
        next(training)
        recorded.record(before)
        before = None
        seen.append(recorded.evaluated()[-1].population)
    assert len({one.tobytes() for one in seen}) == 30
