"""What holds for every optimizer: the contract, purity, dtype, clipping, settings."""

from dataclasses import fields, replace

import numpy as np
import pytest

from edunn.errors import SettingError
from edunn.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    ReduceOnPlateau,
    RMSprop,
    StepDecay,
)

FAMILY = [GradientDescent, Momentum, Nesterov, AdaGrad, RMSprop, Adam, AdamW]
every_optimizer = pytest.mark.parametrize("kind", FAMILY)


def walk(optimizer, theta, gradient, steps):
    state = optimizer.start(theta)
    for _ in range(steps):
        state = optimizer.step(state, gradient(state.theta))
    return state


@every_optimizer
def test_a_bowl_is_walked_down(kind):
    steepness = np.array([1.0, 10.0])
    end = walk(kind(learning_rate=0.05), np.array([1.0, -1.0]), lambda w: steepness * w, 100)
    assert (abs(end.theta) < 0.3).all()
    assert end.t == 100


@every_optimizer
def test_a_step_changes_nothing_that_it_was_given(kind):
    optimizer, g = kind(), np.array([1.0, -2.0])
    g.flags.writeable = False
    state = optimizer.start(np.array([3.0, 4.0]))
    for _ in range(3):
        for value in state:
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
        state = optimizer.step(state, g)


@every_optimizer
def test_a_walk_can_be_continued_from_any_state_bit_for_bit(kind):
    optimizer, theta = kind(), np.array([3.0, 4.0])
    whole = walk(optimizer, theta, np.sin, 6)
    state = walk(optimizer, theta, np.sin, 4)
    state = type(state)(*(np.copy(value) if np.ndim(value) else value for value in state))
    for _ in range(2):
        state = optimizer.step(state, np.sin(state.theta))
    for ours, expected in zip(state, whole, strict=True):
        np.testing.assert_array_equal(ours, expected)


@every_optimizer
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rate", [np.float64(0.1), StepDecay(np.float64(0.1)), np.cos], ids=repr)
def test_the_dtype_is_kept(kind, dtype, rate):
    optimizer = kind(rate, clip_norm=np.float64(1.0), clip_value=np.float64(0.5))
    end = walk(optimizer, np.ones(3, dtype), lambda w: 5 * w, 3)
    assert {value.dtype for value in end if isinstance(value, np.ndarray)} == {np.dtype(dtype)}


@every_optimizer
def test_without_a_gradient_nothing_moves_but_decaying_weights(kind):
    state = kind().step(kind().start(np.ones(3)), np.zeros(3))
    expected = 1 - 0.001 * 0.01 if kind is AdamW else 1.0
    np.testing.assert_array_equal(state.theta, expected)


@every_optimizer
def test_a_rate_of_a_schedule_is_asked_for_with_the_steps_so_far(kind):
    optimizer = kind(learning_rate=lambda t: 1.0 if t == 2 else 0.0)
    state = optimizer.start(np.zeros(1))
    places = []
    for _ in range(3):
        state = optimizer.step(state, np.ones(1))
        places.append(state.theta.item())
    assert places[:2] == [0.0, 0.0] or kind in (Momentum, Nesterov)
    assert places[2] < 0


@every_optimizer
def test_a_plateau_rule_is_a_learning_rate_until_it_is_replaced(kind):
    optimizer = kind(learning_rate=ReduceOnPlateau(0.3))
    assert optimizer.rate(0) == optimizer.rate(1000) == 0.3
    assert replace(optimizer, learning_rate=0.03).rate(0) == 0.03


@every_optimizer
@pytest.mark.parametrize("rule", [0.3, StepDecay(0.3, steps=2)], ids=["number", "schedule"])
def test_many_rates_are_those_of_each_step(kind, rule):
    optimizer = kind(learning_rate=rule)
    assert optimizer.rates(range(1, 9, 3)).tolist() == [optimizer.rate(t) for t in (1, 4, 7)]


@every_optimizer
def test_clipping_comes_before_the_step(kind):
    g = np.array([30.0, 40.0])
    clipped = kind(clip_norm=1.0)
    expected = kind().step(kind().start(np.zeros(2)), np.array([0.6, 0.8]))
    np.testing.assert_allclose(clipped.step(clipped.start(np.zeros(2)), g).theta, expected.theta)


def test_clipping_by_norm_keeps_the_direction_and_leaves_short_ones_alone():
    optimizer, g = GradientDescent(clip_norm=5.0), np.array([3.0, -4.0])
    np.testing.assert_allclose(optimizer.clipped(10 * g), g)
    assert optimizer.clipped(g) is g
    assert not optimizer.clipped(0 * g).any()


def test_clipping_by_norm_survives_squares_that_float32_cannot_hold():
    g = np.array([3e30, -4e30], np.float32)
    np.testing.assert_allclose(GradientDescent(clip_norm=5.0).clipped(g), [3, -4], rtol=1e-6)


def test_clipping_by_value_holds_each_number():
    optimizer = GradientDescent(clip_value=0.5)
    assert optimizer.clipped(np.array([3.0, -4.0, 0.1])).tolist() == [0.5, -0.5, 0.1]


def test_clipping_by_norm_comes_before_clipping_by_value():
    optimizer = GradientDescent(clip_norm=1.0, clip_value=0.7)
    np.testing.assert_allclose(optimizer.clipped(np.array([30.0, 40.0])), [0.6, 0.7])


@every_optimizer
@pytest.mark.parametrize("name", ["learning_rate", "clip_norm", "clip_value"])
@pytest.mark.parametrize("value", [0, -0.1, float("nan"), float("inf"), "0.1", True])
def test_what_must_be_positive_is_checked_at_construction(kind, name, value):
    with pytest.raises(SettingError, match=rf"{name} is .* must be a positive number"):
        kind(**{name: value})


@every_optimizer
def test_a_learning_rate_is_not_optional(kind):
    with pytest.raises(SettingError, match=r"learning_rate is None"):
        kind(learning_rate=None)


@every_optimizer
def test_optimizers_are_values(kind):
    assert kind() == kind()
    with pytest.raises(AttributeError):
        kind().learning_rate = 0.5


UNUSABLE = {
    "decay": [-0.1, 1.1, None],
    "rho": [-0.1, 1.0, None],
    "beta1": [-0.1, 1.0, None],
    "beta2": [-0.1, 1.0, None],
    "weight_decay": [-0.1, 1.1, None],
    "epsilon": [0.0, -1e-8, None],
}


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (kind, field.name, value)
        for kind in FAMILY
        for field in fields(kind)
        for value in UNUSABLE.get(field.name, [])
    ],
)
def test_every_other_setting_is_checked_at_construction(kind, name, value):
    with pytest.raises(SettingError, match=f"{name} is {value}"):
        kind(**{name: value})
