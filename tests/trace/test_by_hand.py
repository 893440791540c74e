"""A 2-2-1 network, worked out on paper by the formulas of a textbook, checked digit for digit."""

import numpy as np
import pytest

from edunn import Model


@pytest.fixture(scope="module")
def trace():
    model = Model([[2], [2, "relu"], [1]], "mse", dtype="float64")
    model.theta = [0.5, -0.5, 0.25, 1, 0, -1, 2, -1, 0.5]
    return model.trace([[1, 2]], [[1]], learning_rate=0.1)


ON_PAPER = {
    "z1": [[1, 0.5]],
    "a1": [[1, 0.5]],
    "z2": [[2]],
    "loss": 1,
    "dz2": [[2]],
    "dW2": [[2], [1]],
    "db2": [2],
    "da1": [[4, -2]],
    "dz1": [[4, -2]],
    "dW1": [[4, -2], [8, -4]],
    "db1": [4, -2],
    "g": [4, -2, 8, -4, 4, -2, 2, 1, 2],
    "W1_new": [[0.1, -0.3], [-0.55, 1.4]],
    "b1_new": [-0.4, -0.8],
    "W2_new": [[1.8], [-1.1]],
    "b2_new": [0.3],
}


@pytest.mark.parametrize("name", ON_PAPER)
def test_numbers_are_those_on_paper(trace, name):
    np.testing.assert_allclose(trace.arrays[name], ON_PAPER[name], rtol=1e-15)


IN_WORDS = {
    "z1": ["z1[0] = 1*0.5 + 2*0.25 + 0 = 1", "z1[1] = 1*(-0.5) + 2*1 + (-1) = 0.5"],
    "a1": ["a1[0] = max(1, 0) = 1", "a1[1] = max(0.5, 0) = 0.5"],
    "z2": ["z2[0] = 1*2 + 0.5*(-1) + 0.5 = 2"],
    "loss": ["loss = (2 - 1)^2 = 1"],
    "dz2": ["dz2[0] = 2*(2 - 1) = 2"],
    "dW2": ["dW2[0,0] = 1*2 = 2", "dW2[1,0] = 0.5*2 = 1"],
    "db2": ["db2[0] = 2"],
    "da1": ["da1[0] = 2*2 = 4", "da1[1] = 2*(-1) = -2"],
    "dz1": ["dz1[0] = 4*1 = 4", "dz1[1] = (-2)*1 = -2"],
    "b1_new": ["b1_new[0] = 0 - 0.1*4 = -0.4", "b1_new[1] = -1 - 0.1*(-2) = -0.8"],
}


@pytest.mark.parametrize("name", IN_WORDS)
def test_lines_are_those_on_paper(trace, name):
    assert trace[name].lines() == IN_WORDS[name]


def test_a_batch_has_its_mean():
    model = Model([[1], [1]], "mse", dtype="float64")
    model.theta = [2, 0]
    trace = model.trace([[1], [3]], [[1], [2]], learning_rate=0.5)
    assert trace["loss"].lines() == [
        "row_losses[0] = (2 - 1)^2 = 1",
        "row_losses[1] = 16",
        "loss          = (1 + 16)/2 = 8.5",
    ]
    assert trace["dz1"].lines() == ["dz1[0,0] = 2*(2 - 1)/2 = 1", "dz1[1,0] = 2*(6 - 2)/2 = 4"]
    assert trace["dW1"].lines() == ["dW1[0,0] = 1*1 + 3*4 = 13"]
    assert trace["W1_new"].lines() == ["W1_new[0,0] = 2 - 0.5*13 = -4.5"]
