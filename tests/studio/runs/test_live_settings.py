import numpy as np
import pytest

from edunn import Model
from edunn.evolution import GeneticAlgorithm, RandomSearch
from edunn.regularizers import ElasticNet
from edunn.studio.messages import Conflict
from edunn.studio.runs.live_settings import (
    Change,
    extend,
    go_back,
    moment_of,
    progress_of,
    rate_of,
    set_batch_size,
    set_rate,
    set_regularizer,
    with_half_step,
)

X, T = np.linspace(-1, 1, 40)[:, np.newaxis], np.linspace(-1, 1, 40)


def training_of(algorithm, **settings):
    return Model([[1], [4, "tanh"], [1]], "mse", seed=1).training(
        algorithm, X, T, epochs=5, **settings
    )


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


@pytest.mark.parametrize("algorithm", ["genetic_algorithm", "openai_es", "cma_es", "hill_climber"])
def test_evolution_begins_around_the_last_good_network(algorithm):
    training = training_of(algorithm)
    for _ in range(2):
        next(training)
    theta, before = training.learned.theta.copy(), training.strategy
    go_back(training)
    assert training.strategy == with_half_step(before) != before
    np.testing.assert_array_equal(training.learned.theta, theta)
    assert next(training).index == 3


def test_a_mutation_is_shortened_too():
    breeder = GeneticAlgorithm()
    assert with_half_step(breeder).mutation.scale == breeder.mutation.scale / 2
    assert with_half_step(RandomSearch(sigma=2.0)).sigma == 1.0


def test_more_epochs_than_a_run_may_have_are_refused():
    training = training_of("adam")
    extend(training, 3)
    assert len(training.finish()) == 8
    with pytest.raises(Conflict, match="20,000"):
        extend(training, 20_000)


ROWS, NUMBERS = [[float(k)] for k in range(10)], [float(k) for k in range(10)]


def test_a_moment_is_epochs_and_rows():
    training = Model([[1], [1]], "mse").training(
        "sgd", ROWS, NUMBERS, batch_size=4, learning_rate=0.01
    )
    assert moment_of(training) == {"epoch": 0, "rows": 0}
    next(training)
    training.step()
    training.step()
    assert moment_of(training) == {"epoch": 1, "rows": 8}


def test_mini_batches_and_the_penalty_are_changed_in_mid_run():
    training = training_of("adam", batch_size=10)
    training.step()
    size = set_batch_size(training, 7)
    assert (size.epoch, size.rows, size.value) == (0, 10, 7)
    training.step()
    penalty = set_regularizer(training, "l1_l2", 0.5)
    assert (penalty.rows, penalty.penalty) == (17, ElasticNet(0.5, 0.5))
    assert training.objective.is_penalized
    assert set_regularizer(training, None, 0.5).penalty is None
    assert not training.objective.is_penalized


def test_the_settings_of_an_evolution_stay():
    training = training_of("snes")
    with pytest.raises(Conflict, match="fixed"):
        set_batch_size(training, 7)
    with pytest.raises(Conflict, match="fixed"):
        set_regularizer(training, "l2", 0.1)


def test_evolution_has_no_mini_batches_to_count():
    training = Model([[1], [1]], "mse").training("snes", ROWS, NUMBERS, batch_size=4)
    next(training)
    assert moment_of(training) == {"epoch": 1, "rows": 0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(do="rate", epoch=2, steps=3, value=0.1), "After 2 epochs and 3 mini-batches: ano"),
        (Change(do="batch_size", epoch=2, rows=9, value=4), "After 2 epochs and 9 rows: mini"),
        (Change(do="regularize", epoch=2, value=0.1), "After 2 epochs: another regularization"),
        (Change(do="extend", epoch=2, value=5), "After 2 epochs: more"),
        (Change(do="go_back", epoch=2), "After 2 epochs: it diverged"),
    ],
)
def test_changes_are_told_in_words(change, words):
    assert change.in_words.startswith(words)
