from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from edunn.errors import EduNNError, SettingError
from edunn.guards import (
    require_count,
    require_fraction,
    require_positive,
    require_within,
    unbox,
)

NOT_NUMBERS = [None, "1", True, 1j, [1], float("nan"), np.nan, object()]


@pytest.mark.parametrize(
    "value", [1, 0.5, 1e-300, 1e300, np.float32(2), np.int64(3), Fraction(1, 2)]
)
def test_positive_numbers_pass(value):
    require_positive("rate", value)


@pytest.mark.parametrize("value", [0, 0.0, -1, -0.5, float("inf"), float("-inf"), *NOT_NUMBERS])
def test_what_is_not_positive_is_refused(value):
    with pytest.raises(SettingError, match=r"rate is .* but must be a positive number. Try 0.5."):
        require_positive("rate", value, hint=0.5)


@pytest.mark.parametrize("value", [0, 1, 0.5, np.float32(0.25)])
def test_numbers_within_the_bounds_pass(value):
    require_within("share", value, 0, 1)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("inf"), *NOT_NUMBERS])
def test_numbers_outside_the_bounds_are_refused(value):
    with pytest.raises(SettingError, match=r"share is .* but must be a number from 0 to 1."):
        require_within("share", value, 0, 1)


def test_without_an_upper_bound_only_the_lower_one_is_named():
    require_within("strength", 1e300, 0, float("inf"))
    with pytest.raises(SettingError, match="must be a number of at least 0"):
        require_within("strength", float("inf"), 0, float("inf"))


@pytest.mark.parametrize("value", [0, 0.0, 0.999, np.float64(0.5)])
def test_fractions_pass(value):
    require_fraction("rho", value)


@pytest.mark.parametrize("value", [1, 1.0, -0.1, float("inf"), *NOT_NUMBERS])
def test_what_is_not_a_fraction_is_refused(value):
    with pytest.raises(SettingError, match=r"rho is .* at least 0 and below 1. Try 0.9."):
        require_fraction("rho", value)


@pytest.mark.parametrize("value", [1, 7, np.int64(2)])
def test_counts_pass(value):
    require_count("epochs", value)


@pytest.mark.parametrize("value", [0, -1, 1.0, float("inf"), *NOT_NUMBERS])
def test_what_is_not_a_count_is_refused(value):
    with pytest.raises(SettingError, match=r"epochs is .* but must be a whole number, 1 or more."):
        require_count("epochs", value)


def test_a_refused_setting_is_a_value_error_of_edunn():
    with pytest.raises(EduNNError):
        require_count("epochs", 0)
    with pytest.raises(ValueError):
        require_count("epochs", 0)


@dataclass(frozen=True)
class Sample:
    rate: float
    steps: int
    name: str


def test_numpy_numbers_become_plain_ones_and_the_rest_stays():
    sample = Sample(np.float64(0.5), np.int32(3), "walk")
    unbox(sample)
    assert sample == Sample(0.5, 3, "walk")
    assert [type(value) for value in vars(sample).values()] == [float, int, str]
