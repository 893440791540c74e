import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.evolution.fitness import accuracy, finite_or_worst, from_loss


@given(
    rows=st.integers(1, 9),
    outputs=st.integers(2, 4),
    size=st.integers(1, 5),
    seed=st.integers(0, 9),
)
def test_accuracy_is_what_a_loop_would_count(rows, outputs, size, seed):
    random = np.random.default_rng(seed)
    y = random.normal(size=(size, rows, outputs)).astype(np.float32)
    t = np.eye(outputs)[random.integers(0, outputs, rows)]
    counted = [
        sum(y[i, b].argmax() == t[b].argmax() for b in range(rows)) / rows for i in range(size)
    ]
    assert accuracy(y, t) == pytest.approx(counted)
    assert accuracy(y[0], t) == pytest.approx(counted[0])


def test_one_output_is_decided_at_a_half():
    y = np.array([[[0.9], [0.2], [0.6]], [[0.1], [0.2], [0.3]]])
    assert accuracy(y, np.array([[1.0], [0.0], [0.0]])) == pytest.approx([2 / 3, 2 / 3])


@pytest.mark.parametrize("outputs", [1, 3])
def test_outputs_that_are_not_numbers_are_not_right(outputs):
    y = np.full((2, 5, outputs), 0.2)
    y[1, 3] = np.nan
    t = np.zeros((5, outputs))
    assert np.isnan(accuracy(y, t)).tolist() == [False, True]


def test_a_lower_loss_is_a_higher_fitness():
    loss = np.array([0.3, 2.0, 0.1])
    assert from_loss(loss).argmax() == loss.argmin()


def test_not_finite_is_worst():
    worst = finite_or_worst(np.array([np.nan, np.inf, -np.inf, -1e300]))
    assert worst.tolist() == [-np.inf, -np.inf, -np.inf, -1e300]
