"""How many functions a student steps through: a mini-batch, and the first training."""

import sys
from pathlib import Path

import numpy as np
import pytest

import edunn
from edunn import Model

PACKAGE = str(Path(edunn.__file__).parent)

random = np.random.default_rng(0)
X, T = random.normal(size=(32, 4)), np.arange(32) % 3
"""One mini-batch of rows."""


def calls_in(action):
    """Every call of a function of ours: its file and its name. Comprehensions are no functions."""
    calls = []

    def profile(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE) and code.co_name[0] != "<":
            calls.append((code.co_filename, code.co_qualname))

    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls


def assert_few(calls, most, files):
    names = [name for _, name in calls]
    assert len(calls) <= most, names
    assert len({file for file, _ in calls}) <= files, names


def fresh():
    return Model([[4], [8, "relu"], [3, "softmax"]], seed=1)


@pytest.mark.parametrize("algorithm", ["gradient_descent", "momentum", "adam"])
def test_a_steady_epoch_of_one_mini_batch_takes_few_calls(algorithm):
    training = fresh().training(algorithm, X, T, epochs=10)
    next(training), next(training)
    assert_few(calls_in(lambda: next(training)), most=45, files=14)


@pytest.mark.parametrize("algorithm", ["gradient_descent", "adam"])
def test_the_first_training_takes_few_calls(algorithm):
    model = fresh()
    calls = calls_in(lambda: model.train(algorithm, X, T, epochs=1, progress=False))
    assert_few(calls, most=150, files=25)
