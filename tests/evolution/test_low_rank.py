"""A crowd written in short is the matrix that it stands for, to everybody who asks."""

from dataclasses import replace

import numpy as np
import pytest

from edunn import Model, data
from edunn.catalogue import find
from edunn.evolution import LowRankES, OpenAIES, SearchSpace
from edunn.evolution.lineage import diversity
from edunn.evolution.low_rank import LowRankPopulation
from edunn.objective import Examples
from edunn.training.scoring import Scorer

NETWORKS = [
    ([[4], [3, "softmax"]], "cross_entropy"),
    ([[4, {"scale": "center"}], [5, "relu"], [3, "softmax"]], "cross_entropy"),
    ([[4], [5, "tanh", {"l2": 0.1}], [6, "sigmoid"], [3]], "mse"),
]


TEN = LowRankES(population_size=10, sigma=0.5)


def crowd_of(model, strategy=TEN, seed=1):
    layout = model.network.layout
    search_space = SearchSpace(
        lambda k, random: np.zeros((k, layout.size)), layout.neurons, layout.matrices
    )
    random = np.random.default_rng(seed)
    state = strategy.start(search_space, model.theta, random)
    return strategy.ask(state, random), state, random


def scorer_of(model, loss, seed=2):
    random = np.random.default_rng(seed)
    rows = Examples(random.normal(size=(7, 4)), np.eye(3)[random.integers(0, 3, 7)])
    return Scorer(model.objective, rows, model.learned.statistics, fitness=loss)


@pytest.mark.parametrize(("network", "loss"), NETWORKS, ids=["1", "2", "3"])
@pytest.mark.parametrize("fitness", ["loss", "accuracy"])
def test_a_crowd_scores_as_the_matrix_it_stands_for(network, loss, fitness):
    model = Model(network, loss, dtype="float64", seed=1)
    crowd, *_ = crowd_of(model)
    scorer = scorer_of(model, fitness)
    short, long = scorer.fitness_of(crowd), scorer.fitness_of(np.asarray(crowd))
    np.testing.assert_allclose(short, long, rtol=1e-12)
    assert len(set(short.round(12))) > 1


@pytest.mark.parametrize(("network", "loss"), NETWORKS[:2], ids=["1", "2"])
@pytest.mark.parametrize("fitness", ["loss", "accuracy"])
@pytest.mark.parametrize("rows", [slice(None), np.array([5, 0, 3])], ids=["all", "some"])
def test_the_compiled_engine_agrees(network, loss, fitness, rows):
    model = Model(network, loss, dtype="float64", seed=1)
    crowd, *_ = crowd_of(model)
    scorer = scorer_of(model, fitness)
    compiled = replace(scorer, engine="fused")
    whole, parts = compiled.fitness_of(crowd, rows), [crowd[:4], crowd[4:10]]
    np.testing.assert_allclose(whole, scorer.fitness_of(crowd, rows), rtol=1e-10)
    pieces = np.concatenate([compiled.fitness_of(part, rows) for part in parts])
    np.testing.assert_allclose(pieces, whole, rtol=1e-12)


def test_penalties_are_for_the_readable_engine():
    model = Model(*NETWORKS[2], seed=1)
    x, t = np.ones((4, 4)), np.ones((4, 3))
    training = model.training("low_rank_es", x, t, epochs=10**6)
    assert training.history.engine == "numpy"
    assert "penalty" in training.history.note


def test_a_part_of_a_crowd_is_that_part_of_the_matrix():
    crowd, *_ = crowd_of(Model([[4], [2], [3]], seed=1))
    np.testing.assert_array_equal(np.asarray(crowd[2:6]), np.asarray(crowd)[2:6])
    assert crowd[2:6].shape == (4, 19)


def test_pairs_lie_opposite_each_other():
    model = Model([[4], [2], [3]], dtype="float64", seed=1)
    crowd, *_ = crowd_of(model)
    whole = np.asarray(crowd)
    np.testing.assert_allclose((whole[::2] + whole[1::2]) / 2, np.tile(model.theta, (5, 1)))


def test_its_diversity_is_that_of_the_matrix():
    crowd, *_ = crowd_of(Model([[4], [2], [3]], dtype="float64", seed=1))
    assert diversity(crowd) == pytest.approx(diversity(np.asarray(crowd)))


def test_the_gradient_from_columns_and_rows_is_that_from_whole_steps():
    """The formula once more, with every step written out."""
    strategy = LowRankES(population_size=20, sigma=0.1)
    crowd, state, _ = crowd_of(Model([[4], [2], [3]], dtype="float64", seed=1), strategy)
    fitness = np.random.default_rng(3).normal(size=20)
    u = (fitness - fitness.mean()) / fitness.std()
    steps = (np.asarray(crowd) - state.theta) / strategy.sigma
    np.testing.assert_allclose(strategy.gradient(crowd, fitness), u @ steps / (20 * 0.1))


def test_a_failed_individual_counts_as_the_worst():
    crowd, _, _ = crowd_of(Model([[4], [2], [3]], dtype="float64", seed=1), LowRankES(4))
    gradients = [LowRankES(4).gradient(crowd, np.array([3.0, f, 2.0, 1.0])) for f in (1.0, np.nan)]
    np.testing.assert_array_equal(*gradients)


def test_it_learns_iris():
    iris = data.load("iris")
    model = Model([[4, {"scale": "standardize"}], [8, "relu"], [3, "softmax"]], seed=1)
    model.train("low_rank_es", iris, epochs=200)
    assert model.evaluate(iris).accuracy >= 0.95


def test_it_needs_fewer_numbers_than_whole_steps():
    model = Model([[784], [64, "relu"], [10, "softmax"]], seed=1)
    crowd, *_ = crowd_of(model, LowRankES(200))
    whole, *_ = crowd_of(model, OpenAIES(200))
    assert crowd.a.nbytes + crowd.c.nbytes < whole.nbytes / 50


@pytest.mark.parametrize("settings", [{"population_size": 7}, {"sigma": 0}, {"weight_decay": -1}])
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(ValueError, match=next(iter(settings))):
        LowRankES(**settings)


def test_it_has_a_name():
    assert find("strategy", "low_rank_es") == LowRankES()
    assert isinstance(crowd_of(Model([[4], [3]]))[0], LowRankPopulation)
