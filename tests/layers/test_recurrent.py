"""Recurrent layers: each against its definition, written out as a loop, and their edges."""

import numpy as np
import pytest

from edunn import Model
from edunn.activations import Linear, Tanh
from edunn.errors import ArchitectureError, DataError, EduNNError, SettingError, ShapeError
from edunn.initializers import Constant, Orthogonal
from edunn.layers import GRU, LSTM, LayerState, SimpleRNN

T, H = 5, 3
KINDS = {"simple_rnn": SimpleRNN, "lstm": LSTM, "gru": GRU}
every_kind = pytest.mark.parametrize("kind", KINDS)
random = np.random.default_rng(3)
X = random.normal(size=(T, 2))


def sigmoid(q):
    return 1 / (1 + np.exp(-q))


def by_definition(kind, p, x):
    """The states of one sequence, one number after the other as in a textbook."""
    W, U, b = p["W"], p["U"], p["b"]
    h, c, found = np.zeros(H), np.zeros(H), []
    for x_t in x:
        if kind == "simple_rnn":
            h = np.tanh(x_t @ W + h @ U + b)
        elif kind == "lstm":
            i, f, g, o = np.split(x_t @ W + h @ U + b, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
        else:
            (r, u, n), (v_r, v_u, v_n) = np.split(x_t @ W + b, 3), np.split(h @ U + p["c"], 3)
            r, u = sigmoid(r + v_r), sigmoid(u + v_u)
            h = (1 - u) * np.tanh(n + r * v_n) + u * h
        found.append(h)
    return np.array(found)


def drawn(layer):
    shapes = layer.parameter_shapes(X.shape)
    return {name: random.normal(size=shape) for name, shape in shapes.items()}


@every_kind
def test_states_are_those_of_the_definition(kind):
    layer = KINDS[kind](H, sequences=True)
    p = drawn(layer)
    y, _ = layer.forward(X[np.newaxis], p, LayerState())
    np.testing.assert_allclose(y[0], by_definition(kind, p, X), rtol=1e-12)


@every_kind
def test_the_last_state_is_the_last_of_all(kind):
    p = drawn(KINDS[kind](H))
    last, _ = KINDS[kind](H).forward(X[np.newaxis], p, LayerState())
    whole, _ = KINDS[kind](H, sequences=True).forward(X[np.newaxis], p, LayerState())
    np.testing.assert_array_equal(last, whole[:, -1])


@every_kind
def test_no_state_depends_on_a_later_step(kind):
    layer = KINDS[kind](H, sequences=True)
    p = drawn(layer)
    whole, _ = layer.forward(X[np.newaxis], p, LayerState())
    part, _ = layer.forward(X[np.newaxis, :2], p, LayerState())
    np.testing.assert_allclose(whole[:, :2], part, rtol=1e-12)


@every_kind
def test_the_way_back_begins_anew_for_another_gradient(kind):
    """The gradients through time are kept with the cache, but only for the dy they belong to."""
    layer = KINDS[kind](H)
    p = drawn(layer)
    _, cache = layer.forward(X[np.newaxis], p, LayerState())
    one, two = (np.full((1, H), float(k)) for k in (1, 2))
    dx = layer.input_gradient(one, cache, p)
    np.testing.assert_allclose(layer.input_gradient(two, cache, p), 2 * dx, rtol=1e-12)
    np.testing.assert_array_equal(layer.input_gradient(one, cache, p), dx)
    np.testing.assert_array_equal(one, 1.0)


@every_kind
def test_each_block_is_drawn_by_itself(kind):
    layer = KINDS[kind](H)
    p = layer.initial_parameters((T, 2), np.random.default_rng(0))
    for U in np.split(p["U"], layer.blocks, axis=1):
        np.testing.assert_allclose(U.T @ U, np.eye(H), atol=1e-12)
    assert np.abs(p["W"]).max() <= np.sqrt(6 / (2 + H))
    assert len(np.unique(p["W"])) == p["W"].size


def test_the_forget_gate_begins_open():
    b = LSTM(2).initial_parameters((T, 2), random)["b"]
    np.testing.assert_array_equal(b, [0, 0, 1, 1, 0, 0, 0, 0])
    shut = LSTM(1, bias_initializer=Constant(0.5), forget_bias=0)
    np.testing.assert_array_equal(shut.initial_parameters((T, 2), random)["b"], 0.5)


def test_a_penalty_falls_on_the_weights_of_the_input_alone():
    model = Model([[T, 2], ["gru", H, {"l2": 0.5}]], "mse")
    W = model.parameters[0]["W"]
    assert model.objective.penalty(model.theta) == pytest.approx(0.5 / 2 * (W**2).sum(), rel=1e-6)


def test_the_short_form_takes_settings_by_name():
    short = ["simple_rnn", H, {"activation": "relu", "recurrent_initializer": "orthogonal"}]
    (layer,) = Model([[T, 2], short], "mse").layers
    assert type(layer.activation).__name__ == "ReLU"
    assert layer.recurrent_initializer == Orthogonal()
    (plain,) = Model([[T, 2], ["rnn", H, True, "linear"], ["flatten"]], "mse").layers[:1]
    assert plain.sequences
    assert plain.activation == Linear()
    assert SimpleRNN(2).activation == Tanh()


def test_a_loss_is_not_taken_from_the_logits_of_a_recurrent_layer():
    """Its activation is inside the loop: it cannot be left out of the forward pass."""
    model = Model([[T, 2], ["simple_rnn", 1, "sigmoid"]], "binary_cross_entropy", seed=0)
    assert model.objective.fused_loss is None
    assert 0 < model.predict(X[np.newaxis])[0, 0] < 1


REFUSED = {
    "no units": (lambda: LSTM(0), SettingError, "units is 0"),
    "sequences in words": (lambda: GRU(2, sequences="all"), SettingError, "must be True or False"),
    "a name": (lambda: SimpleRNN(2, activation="tanh"), ArchitectureError, "activation is 'tanh'"),
    "a whole row": (
        lambda: Model([[4, 1], ["simple_rnn", 2, "softmax"]]),
        ArchitectureError,
        "activation is Softmax",
    ),
    "a bias": (lambda: LSTM(2, forget_bias="open"), SettingError, "forget_bias is 'open'"),
    "a row": (
        lambda: Model([[4], ["lstm", 2]]),
        ArchitectureError,
        "layer 1, .*: LSTM takes sequences",
    ),
    "an image": (lambda: Model([[4, 4, 1], ["gru", 2]]), ArchitectureError, "GRU takes sequences"),
    "no sequence left": (
        lambda: Model([[4, 1], ["lstm", 2], ["gru", 2]]),
        ArchitectureError,
        "layer 2, .*: GRU takes sequences .*sequences=True",
    ),
    "all states": (
        lambda: Model([[4, 1], ["lstm", 2, True]]),
        ArchitectureError,
        "the last layer gives",
    ),
    "ragged": (
        lambda: Model([[4, 1], ["lstm", 2]], "mse").predict([[1, 2, 3, 4], [1, 2]]),
        DataError,
        "different lengths: 2, 4. Cut .* or pad",
    ),
    "ragged, with more numbers": (
        lambda: Model([[2, 2], ["lstm", 2]], "mse").predict([np.ones((2, 2)), np.ones((3, 2))]),
        DataError,
        "different lengths: 2, 3",
    ),
    "numbers among the sequences": (
        lambda: Model([[2, 1], ["lstm", 2]], "mse").predict([np.array(1.0), [1, 2]]),
        DataError,
        "inputs",
    ),
    "another length": (
        lambda: Model([[4, 2], ["lstm", 2]], "mse").predict(np.ones((3, 5, 2))),
        ShapeError,
        r"inputs are \(3, 5, 2\)",
    ),
}


@pytest.mark.parametrize(("attempt", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(attempt, error, words):
    with pytest.raises(EduNNError, match=words) as refusal:
        attempt()
    assert isinstance(refusal.value, error)
