"""Exercises on a dense layer: a matrix product forward, and backpropagation through it."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import dense, dense_gradient
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState

STEPS = find("layer", "dense", units=1).trace_steps({})
"""How the library works a dense layer out."""


def dense_forward(x, W, b):
    """A dense layer: every output is a weighted sum of all inputs, plus a bias.

    x: (B, I), the rows
    W: (I, O), the weights
    b: (O,), the biases
    Returns y, (B, O).
    """
    return find("layer", "dense", units=len(b)).forward(x, {"W": W, "b": b}, LayerState())[0]


@mistake("The bias is forgotten", "Without b a row of zeros can only give zeros.")
def dense_forward__bias_forgotten(x, W, b):
    return x @ W


@mistake(
    "The bias is added inside the sum", "One bias for the whole sum, not one for each product."
)
def dense_forward__bias_inside_the_sum(x, W, b):
    return np.array(
        [
            [sum(x[n, i] * W[i, o] + b[o] for i in range(W.shape[0])) for o in range(W.shape[1])]
            for n in range(len(x))
        ]
    )


@mistake("The bias is added to the weights", "b is added to the product x W, not to W.")
def dense_forward__bias_on_weights(x, W, b):
    return x @ (W + b)


@mistake(
    "The bias is added row by row",
    "b belongs to the outputs (columns), not to the examples (rows).",
)
def dense_forward__bias_by_rows(x, W, b):
    return x @ W + b.reshape(-1, 1)


DENSE_FORWARD = Exercise(
    solution=dense_forward,
    title="a dense layer",
    lesson=2,
    mistakes=(
        dense_forward__bias_forgotten,
        dense_forward__bias_inside_the_sum,
        dense_forward__bias_on_weights,
        dense_forward__bias_by_rows,
    ),
    small=(
        (np.array([[1.0, 2.0]]), np.array([[3.0], [0.5]]), np.array([10.0])),
        (
            np.array([[1.0, 2.0], [0.0, -1.0]]),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            np.array([0.1, 10.0]),
        ),
        (
            np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            np.array([0.1, 10.0]),
        ),
    ),
    random=dense,
    outputs=("y",),
    operations={"y": STEPS["y"].operation},
)


def dense_backward(dy, x, W):
    """The backward pass of a dense layer, y = x W + b.

    dy: (B, O), the gradient by the outputs; the mean over the batch is in it already
    x: (B, I), what went in
    W: (I, O), the weights
    Returns dW (I, O), db (O,), dx (B, I).
    """
    layer, p, cache = find("layer", "dense", units=W.shape[1]), {"W": W}, {"x": x}
    dp = {"W": np.zeros_like(W), "b": np.zeros(W.shape[1])}
    layer.parameter_gradients(dy, cache, p, dp)
    return dp["W"], dp["b"], layer.input_gradient(dy, cache, p)


@mistake("dW is transposed", "dW has the shape of W, (I, O): x^T dy. A square W hides the slip.")
def dense_backward__dW_transposed(dy, x, W):
    return dy.T @ x, dy.sum(axis=0), dy @ W.T


@mistake(
    "dW and db are divided by B",
    "The mean over the batch is in dy already; dividing again makes steps B times too short.",
)
def dense_backward__divided_again(dy, x, W):
    return x.T @ dy / len(x), dy.sum(axis=0) / len(x), dy @ W.T


@mistake("db is a mean", "The bias acts on every row, so the gradients of the rows are added.")
def dense_backward__db_mean(dy, x, W):
    return x.T @ dy, dy.mean(axis=0), dy @ W.T


@mistake(
    "db is dy itself",
    "b (O,) was copied to every row on the way there; on the way back the copies are added.",
)
def dense_backward__db_not_summed(dy, x, W):
    return x.T @ dy, dy, dy @ W.T


@mistake(
    "db is summed along the wrong axis", "axis=1 adds up the outputs of a row; the rows are axis 0."
)
def dense_backward__db_wrong_axis(dy, x, W):
    return x.T @ dy, dy.sum(axis=1), dy @ W.T


@mistake("db is the sum of dW", "The bias has no input: its gradient is dy summed, without x.")
def dense_backward__db_from_dW(dy, x, W):
    dW = x.T @ dy
    return dW, dW.sum(axis=0), dy @ W.T


@mistake(
    "dx is multiplied by x",
    "The derivative of x W by x is W alone: dx = dy W^T. The factor x belongs to dW.",
)
def dense_backward__x_in_dx(dy, x, W):
    return x.T @ dy, dy.sum(axis=0), dy @ W.T * x


DENSE_BACKWARD = Exercise(
    solution=dense_backward,
    title="back through a dense layer",
    lesson=6,
    mistakes=(
        dense_backward__dW_transposed,
        dense_backward__divided_again,
        dense_backward__db_mean,
        dense_backward__db_not_summed,
        dense_backward__db_wrong_axis,
        dense_backward__db_from_dW,
        dense_backward__x_in_dx,
    ),
    small=(
        (
            np.array([[1.0, -2.0], [0.5, 3.0]]),
            np.array([[1.0, 2.0], [4.0, -1.0]]),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
        ),
    ),
    random=dense_gradient,
    edge=((np.array([[2.0]]), np.array([[3.0]]), np.array([[0.5]])),),
    outputs=("dW", "db", "dx"),
    operations={letter: STEPS[letter].operation for letter in ("dW", "db", "dx")},
)


EXERCISES = (
    DENSE_FORWARD,
    DENSE_BACKWARD,
)
"""All of this topic, from easy to hard."""
