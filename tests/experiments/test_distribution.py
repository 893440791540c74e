from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.experiments import Distribution
from edunn.experiments.distribution import shown


def test_a_distribution_of_one():
    assert Distribution.of([0.5]) == (0.5,) * 5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_quartiles_are_those_of_numpy(values):
    it = Distribution.of(values)
    expected = np.percentile(values, (50, 0, 100, 25, 75))
    assert np.array(it) == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_runs_that_went_to_infinity_count_as_such():
    it = Distribution.of([1.0, 2.0, inf, inf])
    assert (it.low, it.median, it.high, it.upper_quartile) == (1.0, inf, inf, inf)
    assert Distribution.of([inf] * 5).lower_quartile == inf
    assert it.to_dict()["high"] is None


def test_numbers_for_people():
    assert [shown(v) for v in (0.0, 1.0, 12.3456, 250_000.0, inf)] == [
        "0.000",
        "1.000",
        "12.346",
        "2.5e+05",
        "inf",
    ]
