"""Snapshots of real runs: real data, real models, real trainings, at an epoch's end."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from edunn import Model
from edunn.data import Dataset, load
from edunn.evolution.base import Strategy
from edunn.studio.wire.settings import DataChoice, Experiment, WayChoice


@dataclass(frozen=True)
class Planned:
    experiment: Experiment
    training: Dataset
    held_out: Dataset


@dataclass(frozen=True)
class Scored:
    """A generation that was scored."""

    population: Any
    fitness: Any
    parents: Any
    founders: Any


@dataclass(frozen=True)
class Snapshot:
    """The fields of `edunn.studio.running.Snapshot`."""

    planned: Planned
    model: Model
    epoch: int
    training_state: Any
    ancestors: tuple[Any, ...]
    learning_rate: float | None


def layers_for(data: Dataset, hidden: int, activation: str) -> list[Any]:
    out = [1] if data.class_names is None else [len(data.class_names), "softmax"]
    return [[len(data.feature_names)], [hidden, activation], out]


def snapshot_of(
    name="iris", way="adam", epochs=4, hidden=6, activation="tanh", loss=None, rows=None, **settings
):
    data = load(name) if rows is None else load(name).take(slice(rows))
    training, held_out = data.split(0.25, 0)
    usual = "mse" if data.class_names is None else "cross_entropy"
    model = Model(layers_for(data, hidden, activation), loss or usual, dtype="float64", seed=1)
    walk = model.training(way, training, validation_data=held_out, epochs=epochs, **settings)
    state, family = None, []
    for _ in range(epochs):
        before = getattr(walk, "state", None)
        next(walk)
        if isinstance(getattr(walk, "strategy", None), Strategy) and hasattr(before, "population"):
            fitness = walk.scorer.fitness_of(before.population)
            state = Scored(before.population, fitness, before.parents, before.founders)
            family.append((fitness, before.parents))
    experiment = Experiment(data=DataChoice(name=name), way=WayChoice(name=way, settings=settings))
    planned = Planned(experiment, training, held_out)
    return Snapshot(planned, model, epochs, state, tuple(family), None)


@cache
def kept(name, way, **settings):
    return snapshot_of(name, way, **settings)


@pytest.fixture
def perfect():
    return kept("blobs", "adam", epochs=60, learning_rate=0.05, rows=150)


@pytest.fixture
def flowers():
    return kept("iris", "adam")


@pytest.fixture
def moons():
    return kept("moons", "adam")


@pytest.fixture
def curve():
    return kept("curve", "adam")


@pytest.fixture
def digits():
    return kept("mnist", "adam", rows=400, epochs=2)


@pytest.fixture
def bred():
    return kept("iris", "genetic_algorithm", population_size=12)
