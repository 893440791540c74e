import numpy as np
import pytest

from edunn import Model
from edunn.errors import ArchitectureError, SettingError, ShapeError
from edunn.initializers import Constant, HeNormal
from edunn.layers import Dense, LayerState

x = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
p = {"W": np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]), "b": np.array([10.0, 20.0, 30.0])}
dy = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]])


def test_a_weighted_sum_and_a_bias():
    y, memory = Dense(3).forward(x, p, LayerState())
    assert y.tolist() == [[15, 22, 29], [21, 24, 27], [27, 26, 25]]
    assert memory["x"] is x


def test_the_gradients_of_the_blackboard():
    dp = {"W": np.empty((2, 3)), "b": np.empty(3)}
    Dense(3).parameter_gradients(dy, {"x": x}, p, dp)
    np.testing.assert_array_equal(dp["W"], x.T @ dy)
    np.testing.assert_array_equal(dp["b"], [1, 1, 2])
    np.testing.assert_array_equal(Dense(3).input_gradient(dy, {"x": x}, p), dy @ p["W"].T)


def test_shapes():
    assert Dense(3).output_shape((2,)) == (3,)
    assert dict(Dense(3).parameter_shapes((2,))) == {"W": (2, 3), "b": (3,)}


def test_parameters_are_drawn_by_their_initializers():
    drawn = Dense(3, Constant(0.5), Constant(0.1)).initial_parameters(
        (2,), np.random.default_rng(0)
    )
    assert (drawn["W"] == 0.5).all()
    assert (drawn["b"] == 0.1).all()
    random = np.random.default_rng
    first = Dense(3, HeNormal()).initial_parameters((2,), random(0))
    np.testing.assert_array_equal(first["W"], HeNormal().draw((2, 3), random(0)))


@pytest.mark.parametrize("units", [0, -1, 2.5, "3", None, True])
def test_units_are_a_count(units):
    with pytest.raises(SettingError, match=r"units is .* whole number, 1 or more"):
        Dense(units)


def test_an_image_has_to_be_flattened_first():
    with pytest.raises(ShapeError, match=r"Dense takes rows of numbers.*\(28, 28, 1\).*'flatten'"):
        Dense(3).output_shape((28, 28, 1))


@pytest.mark.parametrize("front", [(), (4,)], ids=["alone", "population"])
def test_every_time_step_is_a_row_of_its_own(front):
    random, layer = np.random.default_rng(0), Dense(3)
    sequences, g = random.normal(size=(5, 7, 2)), random.normal(size=(*front, 5, 7, 3))
    q = {name: random.normal(size=(*front, *shape)) for name, shape in
         layer.parameter_shapes((7, 2)).items()}  # fmt: skip
    y, memory = layer.forward(sequences, q, LayerState(shape=(7, 2)))
    rows, _ = layer.forward(sequences.reshape(35, 2), q, LayerState(shape=(2,)))
    np.testing.assert_array_equal(y, rows.reshape(*front, 5, 7, 3))
    dq, flat = ({name: np.empty_like(w) for name, w in q.items()} for _ in range(2))
    layer.parameter_gradients(g, memory, q, dq)
    layer.parameter_gradients(g.reshape(*front, 35, 3), {"x": sequences.reshape(35, 2)}, q, flat)
    for name in q:
        np.testing.assert_array_equal(dq[name], flat[name])
    dx = layer.input_gradient(g, memory, q)
    np.testing.assert_allclose(dx, g @ np.expand_dims(q["W"].mT, -3))


def test_a_network_over_time_has_to_end_in_one_row():
    with pytest.raises(ArchitectureError, match=r"gives \(7, 3\).*'flatten'"):
        Model([[7, 2], [3]])
    with pytest.raises(SettingError, match=r"Dense|Flatten"):
        Model([[7, 2], [3, "relu"], ["flatten"], [1]], "mse", engine="fused").train(
            "adam", np.zeros((4, 7, 2)), np.zeros(4), progress=False
        )


def test_a_dense_layer_measures_nothing():
    assert Dense(3).initial_statistics((2,)) == {}
    assert Dense(3).updated({}, {}) == Dense(3).measured(x, {}) == {}


def test_units_from_numpy_become_a_plain_number():
    assert type(Dense(np.int64(3)).units) is int
