"""The doctor looks at whatever the catalogue names, and at any rows, and never stumbles."""

from math import isfinite

import numpy as np
import pytest
from tests.laws.layer_networks import NETWORKS, built, rows_for
from tests.laws.worlds import (
    any_pair_learns,  # noqa: F401
    entry,
    every_activation,
    every_loss,
    every_optimizer,
    network,
    task,
)

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.doctor import diagnose_training
from edunn.doctor.rules import BEGUN

EPOCHS = BEGUN + 2  # enough for every rule to have a say

FLOWERS = [[3], [4, "tanh"], [3, "softmax"]]

every_network = pytest.mark.parametrize("name", NETWORKS)
every_strategy = pytest.mark.parametrize("strategy", FAMILIES["strategy"])


def named(family):
    return pytest.mark.parametrize("name", FAMILIES[family])


def looked_at(model, rows, algorithm="adam", **settings):
    """The findings before, amid and after a training, each with all that is known of it."""
    validation = settings.pop("validation_data", rows)
    training = model.training(
        algorithm, *rows, epochs=EPOCHS, validation_data=validation, **settings
    )
    found = list(diagnose_training(training))
    training.finish(BEGUN)
    found += diagnose_training(training)
    training.finish()
    groups = np.arange(len(rows[0])) % 5
    further = {"others": [model], "asked": rows, "groups": (groups, groups), "table": rows}
    found += model.diagnose(rows, rows, **further)
    for finding in found:
        assert str(finding)
        assert str(finding.as_note())
        assert all(isfinite(value) for value in finding.evidence.values())


def classes(random, rows=30):
    x = random.normal(size=(rows, 3))
    return x, (x[:, 0] > 0).astype(int) + (x[:, 1] > 1)


@pytest.fixture
def flowers():
    return classes(np.random.default_rng(0))


@every_network
def test_of_every_layer(name):
    model = built(name)
    looked_at(model, rows_for(model))


@every_activation
@every_loss
@pytest.mark.usefixtures("any_pair_learns")
def test_of_every_activation_and_loss(activation, loss):
    model = network(activation, loss)
    looked_at(model, task(model.objective.loss, 2, np.random.default_rng(0)))


@every_optimizer
@pytest.mark.parametrize("rate", [1e-9, 0.01, 1000.0])
def test_of_every_optimizer(optimizer, rate, flowers):
    with np.errstate(all="ignore"):
        looked_at(Model(FLOWERS, seed=0), flowers, optimizer, learning_rate=rate)


@named("schedule")
def test_of_every_schedule(name, flowers):
    looked_at(
        Model(FLOWERS, seed=0), flowers, "gradient_descent", learning_rate=entry("schedule", name)
    )


@every_strategy
def test_of_every_strategy(strategy, flowers):
    looked_at(Model(FLOWERS, seed=0), flowers, strategy)


@pytest.mark.parametrize("family", ["selection", "crossover", "mutation"])
def test_of_every_way_to_breed(family, flowers):
    for name in FAMILIES[family]:
        looked_at(Model(FLOWERS, seed=0), flowers, "genetic_algorithm", **{family: name})


@named("initializer")
def test_of_every_initializer(name, flowers):
    looked_at(Model(FLOWERS, initializer=name, seed=0), flowers)


@named("regularizer")
def test_of_every_regularizer(name, flowers):
    looked_at(Model(FLOWERS, regularizer=entry("regularizer", name), seed=0), flowers)


ODD = {
    "one row of each class": ([[0.0] * 3, [1.0] * 3, [2.0] * 3], [0, 1, 2]),
    "one class only": ([[0.0] * 3, [1.0] * 3] * 3, [1] * 6),
    "constant columns": ([[5.0] * 3] * 9, [0, 1, 2] * 3),
    "the same row with all labels": ([[1.0, 2.0, 3.0]] * 9, [0, 1, 2] * 3),
    "huge numbers": ([[1e30, -1e30, 0.0], [1e-30, 1.0, 1e8]] * 4, [0, 1] * 4),
    "one-hot labels": ([[0.0, 1.0, 2.0], [1.0, 0.0, 2.0]] * 4, np.eye(3)[[0, 2] * 4]),
    "labels in a column": ([[0.0, 1.0, 2.0], [1.0, 0.0, 2.0]] * 4, [[0], [2]] * 4),
    "shares of classes": ([[0.0, 1.0, 2.0], [1.0, 0.0, 2.0]] * 4, [[0.2, 0.3, 0.5]] * 8),
}


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
def test_of_odd_rows(rows, algorithm):
    looked_at(Model(FLOWERS, seed=0), rows, algorithm, classes=[0, 1, 2])
