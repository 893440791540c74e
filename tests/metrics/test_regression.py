"""The measures for numbers agree with scikit-learn's, and never broadcast."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics as sklearn_metrics

from edunn import metrics
from edunn.errors import DataError, ShapeError

AGREEMENTS = [
    (metrics.mean_absolute_error, sklearn_metrics.mean_absolute_error),
    (metrics.root_mean_squared_error, sklearn_metrics.root_mean_squared_error),
    (metrics.r2, sklearn_metrics.r2_score),
]
SHAPES = st.one_of(st.tuples(st.integers(2, 9)), st.tuples(st.integers(2, 9), st.integers(1, 3)))


@st.composite
def pairs(draw):
    shape = draw(SHAPES)
    whole = st.integers(-20, 20).map(float)
    return draw(arrays(np.float64, shape, elements=whole)), draw(
        arrays(np.float64, shape, elements=whole)
    )


@pytest.mark.parametrize(("ours", "theirs"), AGREEMENTS)
@given(pair=pairs())
def test_agrees_with_scikit_learn(ours, theirs, pair):
    np.testing.assert_allclose(ours(*pair), theirs(*pair), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("measure", "_"), AGREEMENTS)
def test_a_column_against_a_row_is_refused(measure, _):
    with pytest.raises(ShapeError, match=r"targets are \(3,\) and predictions \(3, 1\)"):
        measure(np.zeros(3), np.zeros((3, 1)))


@pytest.mark.parametrize(("measure", "_"), AGREEMENTS)
def test_no_rows_are_refused(measure, _):
    with pytest.raises(DataError):
        measure([], [])


def test_r2_of_a_target_that_never_varies():
    assert metrics.r2([2.0, 2.0], [2.0, 2.0]) == 1.0
    assert metrics.r2([2.0, 2.0], [2.0, 3.0]) == 0.0


def test_r2_of_one_row_is_refused():
    with pytest.raises(DataError, match="one row has none"):
        metrics.r2([1.0], [1.0])
