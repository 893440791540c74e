from time import perf_counter

import numpy as np
import pytest

from edunn import Model
from edunn.studio.work import ENDLESS, MOMENT, Work

X, T = np.linspace(-1, 1, 90)[:, np.newaxis], np.linspace(-1, 1, 90)


def work_of(way="adam", pace=0.0, **settings):
    model = Model([[1], [4, "tanh"], [1]], "mse", seed=1)
    return Work(model.training(way, X, T, **{"epochs": 500, **settings}), pace)


def nobody():
    return False


def done(work, most=10_000):
    for _ in range(most):
        if work.is_done or work.training.finished:
            return len(work.training.history)
        work.piece(nobody)
    raise AssertionError("it never ends")


@pytest.mark.parametrize("way", ["adam", "genetic_algorithm"])
def test_it_does_what_was_asked_for(way):
    work = work_of(way)
    work.ask(epochs=7)
    assert done(work) == 7
    work.ask(epochs=ENDLESS)
    assert done(work) == 500


def test_steps_are_mini_batches():
    work = work_of()
    work.ask(steps=2)
    done(work)
    assert work.training.position == 64
    work.ask(steps=1)
    assert done(work) == 1
    assert work.training.position == 0


def test_with_a_pace_one_epoch_goes_by_at_a_time():
    work = work_of(pace=100)
    work.ask(epochs=ENDLESS)
    work.piece(nobody)
    assert len(work.training.history) == 1
    assert 0 < work.wait <= 0.01
    work.hurry(0)
    assert work.wait <= 0


def test_a_piece_ends_when_somebody_waits():
    work = work_of("genetic_algorithm")
    work.ask(epochs=ENDLESS)
    work.piece(lambda: True)
    assert len(work.training.history) == 1


def test_a_long_epoch_is_done_in_moments():
    inputs = np.random.default_rng(0).random((20_000, 60))
    model = Model([[60], [40, "relu"], [1]], "mse", seed=1)
    work = Work(model.training("adam", inputs, inputs[:, 0], epochs=2), 0)
    work.ask(epochs=ENDLESS)
    times = []
    while not work.training.history:
        started = perf_counter()
        work.piece(nobody)
        times.append(perf_counter() - started)
    assert len(times) > 1 or times[0] < MOMENT
