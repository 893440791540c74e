"""Snapshots of real runs: real data, real models, real trainings, at an epoch's end."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from edunn.studio.generations import Album
from edunn.studio.plan import planned
from edunn.studio.snapshots import Snapshot
from edunn.studio.wire.settings import DataChoice, DenseChoice, Experiment, WayChoice
from edunn.studio.workspace import Workspace
from edunn.training import Generations


@cache
def snapshot_of(name, way="adam", epochs=4, scaling="none", **settings):
    """A run of some epochs; a hidden layer of six keeps traces short."""
    experiment = Experiment(
        data=DataChoice(name=name),
        way=WayChoice(name=way, settings=settings),
        hidden=[DenseChoice(units=6, activation="tanh")],
        scaling=scaling,
        epochs=epochs,
        seed=1,
    )
    with TemporaryDirectory() as folder:
        plan = planned(experiment, Workspace(Path(folder)))
    model = plan.model()
    training = plan.begun(model)
    album = Album(training) if isinstance(training, Generations) else None
    for _ in range(epochs):
        before = album.before() if album else None
        next(training)
        if album:
            album.keep(before)
    family = album.scored() if album else []
    ancestors = tuple((one.fitness, one.parents) for one in family)
    return Snapshot(plan, model, epochs, family[-1] if family else None, ancestors, None)


@pytest.fixture
def flowers():
    return snapshot_of("iris")


@pytest.fixture
def scaled():
    return snapshot_of("iris", scaling="standardize")


@pytest.fixture
def moons():
    return snapshot_of("moons")


@pytest.fixture
def curve():
    return snapshot_of("curve")


@pytest.fixture
def digits():
    return snapshot_of("mnist", epochs=1)


@pytest.fixture
def perfect():
    return snapshot_of("blobs", epochs=60, learning_rate=0.05)


@pytest.fixture
def bred():
    return snapshot_of("iris", "genetic_algorithm", population_size=12)
