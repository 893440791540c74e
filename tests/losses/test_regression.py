import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from scipy import special
from tests.losses.numerical import check_gradient

from edunn.errors import SettingError
from edunn.losses import Huber, LogCosh, MeanAbsoluteError, MeanSquaredError

numbers = arrays(np.float64, (4, 3), elements=some.floats(-10, 10))
random = np.random.default_rng(3)
y, t = random.normal(0, 2, (50, 3)), random.normal(0, 2, (50, 3))


@given(numbers, numbers)
def test_gradient_of_the_squared_error(y, t):
    check_gradient(MeanSquaredError(), y, t)


@given(numbers, numbers)
def test_gradient_of_the_absolute_error(y, t):
    assume((np.abs(y - t) > 1e-3).all())
    check_gradient(MeanAbsoluteError(), y, t)


@given(numbers, numbers, some.floats(0.1, 5))
def test_gradient_of_huber(y, t, delta):
    assume((np.abs(np.abs(y - t) - delta) > 1e-3).all())
    check_gradient(Huber(delta), y, t)


@given(numbers, numbers)
def test_gradient_of_log_cosh(y, t):
    check_gradient(LogCosh(), y, t)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (MeanSquaredError(), lambda y, t: ((y - t) ** 2).mean(-1)),
        (MeanAbsoluteError(), lambda y, t: abs(y - t).mean(-1)),
        (Huber(), lambda y, t: special.huber(1.0, y - t).mean(-1)),
        (Huber(2.5), lambda y, t: special.huber(2.5, y - t).mean(-1)),
        (LogCosh(), lambda y, t: np.log(np.cosh(y - t)).mean(-1)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_those_of_the_formula(ours, theirs):
    np.testing.assert_allclose(ours.per_example(y, t), theirs(y, t), rtol=1e-12)


@pytest.mark.parametrize("loss", [MeanSquaredError(), MeanAbsoluteError(), Huber(), LogCosh()])
def test_at_the_target_nothing_is_lost_and_nothing_pulls(loss):
    assert (loss.per_example(t, t) == 0).all()
    assert (loss.gradient(t, t) == 0).all()


def test_log_cosh_far_away_is_the_distance_less_log_2():
    far = np.array([[1e4], [-1e4], [1e300]])
    np.testing.assert_allclose(LogCosh().per_example(far, 0 * far), abs(far[:, 0]) - np.log(2))
    np.testing.assert_array_equal(LogCosh().gradient(far, 0 * far), np.sign(far))


@pytest.mark.parametrize(("dtype", "rtol"), [("float64", 4e-16), ("float32", 3e-7)])
def test_log_cosh_keeps_its_digits_at_any_distance(dtype, rtol):
    y = np.array([[1e-12], [1e-5], [0.5], [20.5]], dtype)
    exact = [
        5e-25,
        4.9999999999166676e-11,
        0.12011450695827752,
        19.806852819440056,
    ]  # by mpmath, with 700 digits
    np.testing.assert_allclose(LogCosh().per_example(y, 0 * y), exact, rtol=rtol)


def test_a_wild_target_pulls_only_the_squared_error_harder():
    pulls = [
        abs(loss.gradient(np.array([[0.0]]), np.array([[1e4]])).item())
        for loss in (MeanSquaredError(), MeanAbsoluteError(), Huber(), LogCosh())
    ]
    assert pulls == [2e4, 1.0, 1.0, 1.0]


@pytest.mark.parametrize("delta", [0, -1, float("inf"), float("nan"), "1", None])
def test_huber_refuses_a_delta_that_is_not_positive(delta):
    with pytest.raises(SettingError, match=r"delta is .* positive number. Try 1"):
        Huber(delta)
