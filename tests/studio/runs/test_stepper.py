from time import perf_counter

import numpy as np
import pytest

from edunn import Model
from edunn.studio.runs.stepper import ENDLESS, MOMENT, Stepper

X, T = np.linspace(-1, 1, 90)[:, np.newaxis], np.linspace(-1, 1, 90)


def stepper_of(algorithm="adam", pace=0.0, **settings):
    model = Model([[1], [4, "tanh"], [1]], "mse", seed=1)
    return Stepper(model.training(algorithm, X, T, **{"epochs": 500, **settings}), pace)


def not_awaited():
    return False


def done(stepper, most=10_000):
    for _ in range(most):
        if stepper.is_done or stepper.training.finished:
            return len(stepper.training.history)
        stepper.piece(not_awaited)
    raise AssertionError("it never ends")


@pytest.mark.parametrize("algorithm", ["adam", "genetic_algorithm"])
def test_it_does_what_was_requested(algorithm):
    stepper = stepper_of(algorithm)
    stepper.request(epochs=7)
    assert done(stepper) == 7
    stepper.request(epochs=ENDLESS)
    assert done(stepper) == 500


def test_steps_are_mini_batches():
    stepper = stepper_of()
    stepper.request(steps=2)
    done(stepper)
    assert stepper.training.position == 64
    stepper.request(steps=1)
    assert done(stepper) == 1
    assert stepper.training.position == 0


def test_with_a_pace_one_epoch_goes_by_at_a_time():
    stepper = stepper_of(pace=100)
    stepper.request(epochs=ENDLESS)
    stepper.piece(not_awaited)
    assert len(stepper.training.history) == 1
    assert 0 < stepper.wait <= 0.01
    stepper.set_pace(0)
    assert stepper.wait <= 0


def test_a_piece_ends_when_a_view_waits():
    stepper = stepper_of("genetic_algorithm")
    stepper.request(epochs=ENDLESS)
    stepper.piece(lambda: True)
    assert len(stepper.training.history) == 1


def test_a_long_epoch_is_done_in_moments():
    inputs = np.random.default_rng(0).random((20_000, 60))
    model = Model([[60], [40, "relu"], [1]], "mse", seed=1)
    stepper = Stepper(model.training("adam", inputs, inputs[:, 0], epochs=2), 0)
    stepper.request(epochs=ENDLESS)
    times = []
    while not stepper.training.history:
        started = perf_counter()
        stepper.piece(not_awaited)
        times.append(perf_counter() - started)
    assert len(times) > 1 or times[0] < MOMENT
