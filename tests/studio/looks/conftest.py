"""Snapshots of real runs: real data, real models, real trainings, at an epoch's end."""

from functools import cache

import pytest

from edunn.studio.looks.example import example

snapshot_of = cache(example)


@pytest.fixture
def flowers():
    return snapshot_of("iris", epochs=4)


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
    return snapshot_of("iris", "genetic_algorithm", epochs=4, population_size=12)
