import numpy as np
import pytest
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from edunn.layers import LayerState, MinMax, Standardize

random = np.random.default_rng(1)
x = random.normal([0.0, 1e3, -5.0], [1.0, 300.0, 1e-3], (40, 3))
both = pytest.mark.parametrize(
    ("layer", "peer"), [(Standardize(), StandardScaler()), (MinMax(), MinMaxScaler())], ids=repr
)


def scaled(layer, rows, measured_on=x):
    return layer.forward(rows, {}, LayerState(layer.measured(measured_on, {})))


@both
def test_rows_are_scaled_as_by_scikit_learn(layer, peer):
    peer.fit(x)
    np.testing.assert_allclose(scaled(layer, x)[0], peer.transform(x), atol=1e-12)
    other = random.normal(size=(5, 3))
    np.testing.assert_allclose(scaled(layer, other)[0], peer.transform(other), rtol=1e-9)


def test_what_each_promises():
    y = scaled(Standardize(), x)[0]
    np.testing.assert_allclose([y.mean(axis=0), y.std(axis=0)], [[0] * 3, [1] * 3], atol=1e-12)
    y = scaled(MinMax(), x)[0]
    np.testing.assert_allclose([y.min(axis=0), y.max(axis=0)], [[0] * 3, [1] * 3], atol=1e-12)


@both
@pytest.mark.parametrize("value", [0.0, 0.1, -1e4, 1e30])
def test_a_constant_column_becomes_zero(layer, peer, value):
    rows = np.full((7, 1), value)
    assert np.abs(scaled(layer, rows, rows)[0]).max() <= 1e-15 * abs(value)
    assert layer.measured(rows, {})["scale"].tolist() == [1.0]


@both
def test_a_single_row_becomes_zero(layer, peer):
    assert scaled(layer, x[:1], x[:1])[0].tolist() == [[0.0, 0.0, 0.0]]


@both
def test_before_any_row_was_seen_nothing_is_changed(layer, peer):
    y, _ = layer.forward(x, {}, LayerState(layer.initial_statistics((3,))))
    np.testing.assert_array_equal(y, x)


@both
def test_a_wide_column_moves_the_output_less(layer, peer):
    _, memory = scaled(layer, x)
    dx = layer.input_gradient(np.ones_like(x), memory, {})
    np.testing.assert_allclose(dx * layer.measured(x, {})["scale"], 1.0)


@both
def test_float32_rows_are_measured_in_float64_and_answered_in_float32(layer, peer):
    rows = x.astype(np.float32)
    statistics = layer.measured(rows, {})
    assert statistics["shift"].dtype == np.float64
    assert layer.forward(rows, {}, LayerState(statistics))[0].dtype == np.float32
