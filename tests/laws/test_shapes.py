"""dq has the shape of q, and documented shapes and dtypes are true, for all that has a name."""

from dataclasses import fields

import numpy as np
import pytest
from tests.laws.worlds import (
    entry,
    every_activation,
    every_loss,
    every_optimizer,
    network,
    rows_through,
    shape_for,
    task,
)

from edunn.catalogue import FAMILIES, find
from edunn.layers import LayerState

DTYPES = ["float32", "float64"]
both_dtypes = pytest.mark.parametrize("dtype", DTYPES)
FRONTS = [(), (2,)]
"""What may stand before `(B, I)`: nothing, or a population."""


@both_dtypes
@pytest.mark.parametrize("front", FRONTS, ids=["alone", "population"])
@pytest.mark.parametrize("name", FAMILIES["layer"])
def test_every_dq_of_a_layer_has_the_shape_and_dtype_of_q(name, front, dtype):
    layer, random, row = entry("layer", name), np.random.default_rng(0), shape_for(name)
    x = rows_through(layer, (5, *row) if layer.takes_words else (*front, 5, *row), random, dtype)
    p = {
        key: random.normal(size=front + shape).astype(dtype)
        for key, shape in layer.parameter_shapes(row).items()
    }
    state = LayerState(layer.initial_statistics(row), random, is_training=True, shape=row)
    y, memory = layer.forward(x, p, state)
    assert y.shape == (*front, 5, *layer.output_shape(row))
    dp = {key: np.full_like(value, np.nan) for key, value in p.items()}
    layer.parameter_gradients(np.ones_like(y), memory, p, dp)
    if not layer.takes_words:
        dx = layer.input_gradient(np.ones_like(y), memory, p)
        assert (dx.shape, dx.dtype) == (x.shape, x.dtype)
    assert y.dtype == x.dtype
    assert not any(np.isnan(value).any() for value in dp.values())


@both_dtypes
@pytest.mark.parametrize("name", FAMILIES["layer"])
def test_forward_leaves_its_arguments_alone(name, dtype):
    layer, random, row = entry("layer", name), np.random.default_rng(0), shape_for(name)
    x = rows_through(layer, (5, *row), random, dtype)
    p = layer.initial_parameters(row, random)
    x.flags.writeable = False
    statistics = layer.initial_statistics(row)
    y, memory = layer.forward(x, p, LayerState(statistics, random, is_training=True, shape=row))
    dy = np.ones_like(y)
    dy.flags.writeable = False
    if not layer.takes_words:
        layer.input_gradient(dy, memory, p)


@both_dtypes
@every_loss
@every_activation
def test_a_network_keeps_its_dtype(activation, loss, dtype):
    theta = np.random.default_rng(0).normal(0, 0.5, 26).astype(dtype)
    model = network(activation, loss, regularizer="l1_l2", scale="min_max", dropout=0.5)
    x, t = (a.astype(dtype) for a in task(model.objective.loss, 2, np.random.default_rng(1)))
    weights, random = np.ones(5, dtype), np.random.default_rng(2)
    statistics = model.network.measured(theta, x, model.learned.statistics)
    gradient = model.objective.gradient(theta, x, t, statistics, weights, random)
    assert {gradient.g.dtype, gradient.z.dtype, model.objective.outputs(gradient.z).dtype} == {
        np.dtype(dtype)
    }
    assert model.objective.value(theta, x, t, statistics, weights).dtype == dtype
    assert gradient.g.shape == theta.shape


@both_dtypes
@every_optimizer
def test_a_walk_keeps_dtype_and_shape(optimizer, dtype):
    walk = entry("optimizer", optimizer)
    state = walk.start(np.ones(3, dtype))
    for _ in range(3):
        state = walk.step(state, np.ones(3, dtype))
    assert (state.theta.shape, state.theta.dtype) == ((3,), dtype)


@pytest.mark.parametrize("shape", [(3,), (4, 3), (2, 4, 3)])
@pytest.mark.parametrize("name", FAMILIES["initializer"])
def test_a_start_has_the_shape_that_was_asked_for(name, shape):
    start, random = entry("initializer", name), np.random.default_rng(0)
    W = start.draw(shape, random)
    assert (W.shape, W.dtype) == (shape, np.float64)


@pytest.mark.parametrize("name", FAMILIES["regularizer"])
def test_a_penalty_is_a_number_and_its_gradient_has_the_shape_of_the_weights(name):
    rule = entry("regularizer", name)
    assert rule.penalty(np.ones((4, 7))).shape == (4,)
    assert rule.gradient(np.ones((4, 7))).shape == (4, 7)


@pytest.mark.parametrize("name", FAMILIES["schedule"])
def test_a_schedule_answers_with_a_plain_number(name):
    rule = entry("schedule", name)
    assert all(type(rule(t)) is float and rule(t) >= 0 for t in (0, 1, 1000, 10**9))


SETTINGS = [
    (family, name, field.name, field.default)
    for family in ("activation", "loss", "regularizer", "optimizer")
    for name, kind in FAMILIES[family].items()
    for field in fields(kind)
    if isinstance(field.default, float)
]


@pytest.mark.parametrize(("family", "name", "setting", "value"), SETTINGS)
def test_a_number_of_numpy_as_setting_becomes_a_plain_one(family, name, setting, value):
    """Otherwise it would turn every float32 that it meets into a float64."""
    thing = find(family, name, **{setting: np.float64(value)})
    assert type(getattr(thing, setting)) is float
