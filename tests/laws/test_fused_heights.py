"""The readable scorer is the definition; the compiled one agrees with it to rounding."""

import pickle

import numpy as np
import pytest
from tests.laws.test_populations import crowd
from tests.laws.worlds import SCALINGS, every_activation, every_loss, network

from edunn import Model
from edunn.activations import ELU, LeakyReLU
from edunn.losses import BinaryCrossEntropy, CrossEntropy, Huber
from edunn.objective import Examples
from edunn.training.scoring import ALL, Scorer

ENGINES = ("numpy", "fused")
FITNESS = ("accuracy", "loss")


def scorers(model, seed=0, weights=None):
    """A population; readable and compiled scorer for each fitness."""
    population, x, t, statistics = crowd(model, seed)
    rows = Examples(x, t, weights)
    return population, [
        [Scorer(model.objective, rows, statistics, fitness, engine) for engine in ENGINES]
        for fitness in FITNESS
    ]


def assert_agree(model, rtol=1e-10, weights=None, rows=ALL, scale=1.0):
    population, pairs = scorers(model, weights=weights)
    for readable, fused in pairs:
        with np.errstate(all="ignore"):
            expected = readable.fitness_of(scale * population, rows)
        found = fused.fitness_of(scale * population, rows)
        np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol / 100)


@pytest.mark.parametrize("outputs", [1, 3])
@every_loss
@every_activation
def test_every_curve_with_every_loss(activation, loss, outputs):
    assert_agree(network(activation, loss, outputs, regularizer="l1_l2", scale="standardize"))


@every_loss
@every_activation
def test_networks_that_are_far_away(activation, loss):
    """Where curves are flat, and a careless exponential would overflow."""
    assert_agree(network(activation, loss, 3), scale=30.0, rtol=1e-9)


@every_loss
@every_activation
def test_numbers_that_are_none(activation, loss):
    """NaN is NaN, and infinity infinity, whoever counts."""
    model = network(activation, loss, 3)
    population, pairs = scorers(model)
    last = model.theta.size - 1
    population[[0, 1, 2], last] = [np.nan, np.inf, -np.inf]
    for readable, fused in pairs:
        with np.errstate(all="ignore"):
            expected = readable.fitness_of(population)
        np.testing.assert_allclose(fused.fitness_of(population), expected, rtol=1e-10, atol=1e-12)


@every_activation
def test_in_float32(activation):
    model = Model([[3], [4, activation], [2, activation]], "mse", seed=0)
    population, x, t, statistics = crowd(model)
    rows = Examples(x.astype("float32"), t.astype("float32"))
    population = population.astype("float32")
    for fitness in FITNESS:
        readable = Scorer(model.objective, rows, statistics, fitness)
        fused = Scorer(model.objective, rows, statistics, fitness, engine="fused")
        expected, found = readable.fitness_of(population), fused.fitness_of(population)
        np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize("scale", SCALINGS)
def test_every_scaling_of_the_inputs(scale):
    assert_agree(network("tanh", "mse", scale=scale))


@pytest.mark.parametrize("rows", [slice(2), np.array([4, 0, 3]), np.array([1])], ids=str)
def test_some_of_the_rows(rows):
    weights = np.array([0.0, 1.0, 2.5, 0.1, 3.0])
    assert_agree(network("tanh", "mse", 3), weights=weights, rows=rows)
    assert_agree(network("softmax", "cross_entropy", 3), weights=weights, rows=rows)


@pytest.mark.parametrize(
    ("activation", "loss"),
    [
        ("softmax", CrossEntropy(0.1)),
        ("sigmoid", CrossEntropy(0.1)),
        ("sigmoid", BinaryCrossEntropy(0.2)),
        ("softmax", BinaryCrossEntropy(0.2)),
        (LeakyReLU(0.3), Huber(0.1)),
        (ELU(0.5), Huber(2.0)),
    ],
    ids=str,
)
def test_settings_of_curves_and_losses(activation, loss):
    assert_agree(network(activation, loss, 3))


@pytest.mark.parametrize("depth", [0, 1, 4])
@pytest.mark.parametrize("width", [1, 3, 5, 8])
def test_every_depth_and_width(depth, width):
    hidden = [[width, "tanh"]] * depth
    assert_agree(Model([[3], *hidden, [2, "softmax"]], dtype="float64", seed=0))


@pytest.fixture
def many_rows():
    """More rows than a block, and than two."""
    random, model = np.random.default_rng(1), network("relu", "mse", 3)
    x, t = random.normal(size=(700, 3)), np.eye(3)[random.integers(0, 3, 700)]
    population = random.normal(size=(9, model.theta.size))
    return model.objective, Examples(x, t), population


@pytest.mark.parametrize("fitness", FITNESS)
def test_more_rows_than_a_block(many_rows, fitness):
    objective, rows, population = many_rows
    readable, fused = (Scorer(objective, rows, [{}] * 4, fitness, engine) for engine in ENGINES)
    expected = readable.fitness_of(population)
    np.testing.assert_allclose(fused.fitness_of(population), expected, rtol=1e-12)


@pytest.mark.parametrize("fitness", FITNESS)
def test_the_same_bits_alone_in_company_and_elsewhere(many_rows, fitness):
    objective, rows, population = many_rows
    scorer = Scorer(objective, rows, [{}] * 4, fitness, engine="fused")
    whole = scorer.fitness_of(population)
    alone = [scorer.fitness_of(one[np.newaxis])[0] for one in population]
    np.testing.assert_array_equal(alone, whole)
    other = pickle.loads(pickle.dumps(scorer))
    np.testing.assert_array_equal(other.fitness_of(population[::-1])[::-1], whole)


def test_an_answer_that_is_no_number_is_worth_none():
    model = network("linear", "mse", 3)
    population, ((_, accuracy), (_, loss)) = scorers(model)
    population[2, 0] = np.nan
    for scorer in (accuracy, loss):
        assert np.isnan(scorer.fitness_of(population)).nonzero()[0].tolist() == [2]


def test_of_equal_scores_the_first_counts():
    model = Model([[1], [3]], "mse", dtype="float64")
    rows = Examples(np.ones((3, 1)), np.eye(3))
    scorer = Scorer(model.objective, rows, [{}], "accuracy", engine="fused")
    level, last_two = np.zeros(6), np.array([0, 1.0, 1.0, 0, 0, 0])
    right = scorer.evaluator.evaluate(
        np.stack([level, last_two]), np.array([0, 0, 1, 2])
    ).accuracies
    np.testing.assert_array_equal(right, [0.5, 0.25])
