import numpy as np
import pytest

from edunn import Model
from edunn.evolution import GeneticAlgorithm, RandomSearch
from edunn.studio.problems import Conflict
from edunn.studio.steering import extend, go_back, progress_of, rate_of, set_rate, shortened

X, T = np.linspace(-1, 1, 40)[:, np.newaxis], np.linspace(-1, 1, 40)


def training_of(way, **settings):
    return Model([[1], [4, "tanh"], [1]], "mse", seed=1).training(way, X, T, epochs=5, **settings)


def test_another_rate_leaves_the_network():
    training = training_of("adam")
    next(training)
    theta = training.learned.theta.copy()
    set_rate(training, 0.25)
    assert rate_of(training) == 0.25
    np.testing.assert_array_equal(training.learned.theta, theta)


def test_progress_counts_rows():
    training = training_of("adam", batch_size=10)
    training.step()
    assert progress_of(training) == 0.25
    assert progress_of(training_of("snes")) == 0


def test_going_back_forgets_the_way():
    training = training_of("adam", learning_rate=0.5)
    next(training)
    theta = training.learned.theta.copy()
    change, words = go_back(training)
    assert words == "learning rate 0.25"
    assert (change.do, change.epoch, change.value) == ("go_back", 1, 0.25)
    assert training.state.t == 0
    np.testing.assert_array_equal(training.learned.theta, theta)


@pytest.mark.parametrize("way", ["genetic_algorithm", "openai_es", "cma_es", "hill_climber"])
def test_evolution_begins_around_the_last_good_network(way):
    training = training_of(way)
    for _ in range(2):
        next(training)
    theta, before = training.learned.theta.copy(), training.strategy
    go_back(training)
    assert training.strategy == shortened(before) != before
    np.testing.assert_array_equal(training.learned.theta, theta)
    assert next(training).index == 3


def test_a_mutation_is_shortened_too():
    breeder = GeneticAlgorithm()
    assert shortened(breeder).mutation.scale == breeder.mutation.scale / 2
    assert shortened(RandomSearch(sigma=2.0)).sigma == 1.0


def test_more_epochs_than_a_run_may_have_are_refused():
    training = training_of("adam")
    extend(training, 3)
    assert len(training.finish()) == 8
    with pytest.raises(Conflict, match="20,000"):
        extend(training, 20_000)
