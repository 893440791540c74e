"""Exercises on sequences: one step of a recurrent layer, and attention."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def sequence_step(random):
    """Rows, a state, and the parameters of a recurrent layer; no two sizes are the same."""
    B, inputs, H = random.permutation([2, 3, 4])
    state, U = random.normal(size=(B, H)), random.normal(size=(H, H))
    return random.normal(size=(B, inputs)), state, random.normal(size=(inputs, H)), U, np.ones(H)


def queries(random):
    """Queries, keys and values; no two sizes are the same."""
    T, S, d = random.permutation([2, 3, 4])
    return random.normal(size=(T, d)), random.normal(size=(S, d)), random.normal(size=(S, 5))


def simple_rnn_step(x, h, W, U, b):
    """One time step of a simple recurrent layer: tanh(x W + h U + b).

    x: (B, I), what comes in at this step; h: (B, H), the state before it
    W: (I, H); U: (H, H); b: (H,)
    Returns the new state, (B, H).
    """
    return find("activation", "tanh").value(x @ W + h @ U + b)


@mistake("The state is forgotten", "Without h U every step starts anew: nothing is remembered.")
def simple_rnn_step__state_forgotten(x, h, W, U, b):
    return np.tanh(x @ W + b)


@mistake("The activation is forgotten", "tanh keeps the state between -1 and 1, step after step.")
def simple_rnn_step__no_activation(x, h, W, U, b):
    return x @ W + h @ U + b


@mistake("The old state is added after tanh", "Sum first, then one tanh over all of it.")
def simple_rnn_step__state_outside(x, h, W, U, b):
    return np.tanh(x @ W + b) + h @ U


@mistake("U is transposed", "h is a row, (B, H): the product is h @ U, not h @ U.T.")
def simple_rnn_step__U_transposed(x, h, W, U, b):
    return np.tanh(x @ W + h @ U.T + b)


@mistake("The bias is forgotten", "Without b a step with no input and no state can only give 0.")
def simple_rnn_step__bias_forgotten(x, h, W, U, b):
    return np.tanh(x @ W + h @ U)


@mistake(
    "U is left out: the state is added as it is", "U says how much of each state counts where."
)
def simple_rnn_step__state_unweighted(x, h, W, U, b):
    return np.tanh(x @ W + h + b)


SIMPLE_RNN_STEP = Exercise(
    solution=simple_rnn_step,
    title="a step of a recurrent layer",
    lesson=16,
    mistakes=(
        simple_rnn_step__state_forgotten,
        simple_rnn_step__no_activation,
        simple_rnn_step__state_outside,
        simple_rnn_step__U_transposed,
        simple_rnn_step__bias_forgotten,
        simple_rnn_step__state_unweighted,
    ),
    small=(
        (
            np.array([[1.0]]),
            np.array([[0.5, -0.5]]),
            np.array([[0.2, 0.4]]),
            np.array([[0.1, 0.3], [-0.2, 0.6]]),
            np.array([0.1, -0.1]),
        ),
    ),
    random=sequence_step,
    edge=((np.zeros((1, 2)), np.zeros((1, 1)), np.ones((2, 1)), np.ones((1, 1)), np.ones(1)),),
    outputs=("h",),
)


def attention(q, k, v):
    """Attention: each query takes a weighted mean of the values, by how well its keys fit.

    q: (T, d), queries; k: (S, d), keys; v: (S, e), values
    Returns softmax(q k^T / sqrt(d)) v, (T, e); the softmax runs over the keys.
    """
    return find("activation", "softmax").value(q @ k.T / np.sqrt(q.shape[-1])) @ v


def softmax_of(s, axis=-1):
    """The softmax along an axis, for the programs below."""
    e = np.exp(s - s.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "The scores are not divided by sqrt(d)",
    "A sum of d products grows like sqrt(d); undivided, the softmax soon picks one key alone.",
)
def attention__no_scale(q, k, v):
    return softmax_of(q @ k.T) @ v


@mistake("Divided by d, not by its root", "The deviation of d added products is sqrt(d), not d.")
def attention__divided_by_d(q, k, v):
    return softmax_of(q @ k.T / q.shape[-1]) @ v


@mistake("The softmax runs over the queries", "The weights of one query, a row, must add up to 1.")
def attention__wrong_axis(q, k, v):
    return softmax_of(q @ k.T / np.sqrt(q.shape[-1]), axis=0) @ v


@mistake("Divided by sqrt(d) after the softmax", "Scale the scores: the weights must add up to 1.")
def attention__scaled_too_late(q, k, v):
    return softmax_of(q @ k.T) / np.sqrt(q.shape[-1]) @ v


@mistake("The weights alone are returned", "They say where to look; what is there are the values.")
def attention__values_forgotten(q, k, v):
    return softmax_of(q @ k.T / np.sqrt(q.shape[-1]))


@mistake("The softmax is forgotten", "Raw scores are no weights: they may be negative.")
def attention__no_softmax(q, k, v):
    return q @ k.T / np.sqrt(q.shape[-1]) @ v


@mistake("The root of the number of keys", "d is the length of a query, not the number of keys.")
def attention__number_of_keys(q, k, v):
    return softmax_of(q @ k.T / np.sqrt(len(k))) @ v


ATTENTION = Exercise(
    solution=attention,
    title="attention",
    lesson=16,
    mistakes=(
        attention__no_scale,
        attention__divided_by_d,
        attention__wrong_axis,
        attention__scaled_too_late,
        attention__values_forgotten,
        attention__no_softmax,
        attention__number_of_keys,
    ),
    small=(
        (
            np.array([[1.0, 0.0]]),
            np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]),
            np.array([[10.0], [20.0], [40.0]]),
        ),
    ),
    random=queries,
    edge=((np.array([[1.0, 2.0]]), np.array([[0.5, 0.5]]), np.array([[3.0, 4.0]])),),
    stability=(
        (np.array([[1000.0]]), np.array([[1.0], [2.0]]), np.array([[1.0], [0.0]])),
        (np.array([[1000.0], [1.0]]), np.array([[1.0], [2.0]]), np.array([[1.0], [0.0]])),
    ),
    outputs=("y",),
)


EXERCISES = (SIMPLE_RNN_STEP, ATTENTION)
"""All of this topic, from easy to hard."""
