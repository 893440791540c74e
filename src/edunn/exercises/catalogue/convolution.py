"""Exercises on convolution, forward and backward, for one image and one filter."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState


def image(x):
    """A batch of one image with one channel."""
    return x[np.newaxis, :, :, np.newaxis]


def filtered(K, stride):
    """The layer of one filter, and its weights."""
    return find("layer", "conv", filters=1, kernel=K.shape, stride=stride), K.reshape(-1, 1)


def conv2d(x, K, b, stride):
    """A convolution of one image with one kernel, without padding; the kernel is not flipped.

    x: (H, V), the image; K: (h, v), the kernel; b: one number
    stride: how far the kernel moves from place to place, down and to the right
    Returns y: y[i, j] is the sum of K times the window of x that begins at
    (i * stride, j * stride), plus b.
    """
    layer, W = filtered(K, stride)
    return layer.forward(image(x), {"W": W, "b": np.array([b])}, LayerState())[0][0, :, :, 0]


@mistake(
    "The kernel is flipped",
    "Deep learning's convolution is a correlation: the kernel is laid on as it is.",
)
def conv2d__kernel_flipped(x, K, b, stride):
    h, v = K.shape
    rows, columns = (x.shape[0] - h) // stride + 1, (x.shape[1] - v) // stride + 1
    windows = [
        [x[i * stride : i * stride + h, j * stride : j * stride + v] for j in range(columns)]
        for i in range(rows)
    ]
    return np.array([[np.sum(window * K[::-1, ::-1]) + b for window in row] for row in windows])


@mistake(
    "The + 1 of the output size is lost",
    "A window of width 3 fits into 9 pixels at 7 places: 9 - 3 + 1.",
)
def conv2d__one_place_lost(x, K, b, stride):
    h, v = K.shape
    rows, columns = (x.shape[0] - h) // stride, (x.shape[1] - v) // stride
    windows = [
        [x[i * stride : i * stride + h, j * stride : j * stride + v] for j in range(columns)]
        for i in range(rows)
    ]
    return np.array([[np.sum(window * K) + b for window in row] for row in windows])


@mistake(
    "The bias is added inside the sum",
    "One bias for the whole window, not one for each of its pixels.",
)
def conv2d__bias_inside_the_sum(x, K, b, stride):
    h, v = K.shape
    rows, columns = (x.shape[0] - h) // stride + 1, (x.shape[1] - v) // stride + 1
    return np.array(
        [
            [
                np.sum(x[i * stride : i * stride + h, j * stride : j * stride + v] * K + b)
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


@mistake("The bias is forgotten", "Each output adds b once.")
def conv2d__bias_forgotten(x, K, b, stride):
    h, v = K.shape
    rows, columns = (x.shape[0] - h) // stride + 1, (x.shape[1] - v) // stride + 1
    return np.array(
        [
            [
                np.sum(x[i * stride : i * stride + h, j * stride : j * stride + v] * K)
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


CONV2D = Exercise(
    solution=conv2d,
    title="a convolution",
    lesson=15,
    mistakes=(
        conv2d__kernel_flipped,
        conv2d__one_place_lost,
        conv2d__bias_inside_the_sum,
        conv2d__bias_forgotten,
    ),
    small=(
        (np.arange(9.0).reshape(3, 3), np.array([[1.0, -1.0], [0.0, 2.0]]), 0.5, 1),
        (np.arange(54.0).reshape(6, 9) % 5, np.array([[1.0, -2.0, 0.5], [0.0, 3.0, 1.0]]), 0.5, 2),
    ),
    random=lambda random: (
        random.normal(size=(6, 7)),
        random.normal(size=(3, 2)),
        0.7,
        int(random.integers(1, 3)),
    ),
    outputs=("y",),
)


def conv2d_backward(dy, x, K, stride):
    """The backward pass of a convolution of one image with one kernel.

    dy: (rows, columns), the gradient by the outputs; x: (H, V), the image; K: (h, v), the kernel
    stride: as in the forward pass
    Returns dK (h, v), db (one number), dx (H, V).
    """
    layer, W = filtered(K, stride)
    p, cache, d = {"W": W}, {"x": image(x)}, image(dy)
    dp = {"W": np.zeros_like(W), "b": np.zeros(1)}
    layer.parameter_gradients(d, cache, p, dp)
    dx = layer.input_gradient(d, cache, p)[0, :, :, 0]
    return dp["W"].reshape(K.shape), dp["b"][0], dx


@mistake(
    "dx is overwritten where windows overlap",
    "A pixel counts in several windows: its gradients are added.",
)
def conv2d_backward__overwritten(dy, x, K, stride):
    h, v = K.shape
    dK, dx = np.zeros_like(K), np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = slice(i * stride, i * stride + h), slice(j * stride, j * stride + v)
            dK += dy[i, j] * x[window]
            dx[window] = dy[i, j] * K
    return dK, dy.sum(), dx


@mistake("dK is transposed", "dK has the shape and the places of K.")
def conv2d_backward__dK_transposed(dy, x, K, stride):
    h, v = K.shape
    dK, dx = np.zeros_like(K), np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = slice(i * stride, i * stride + h), slice(j * stride, j * stride + v)
            dK += dy[i, j] * x[window].T
            dx[window] += dy[i, j] * K
    return dK, dy.sum(), dx


@mistake(
    "dK is overwritten instead of added up",
    "The same kernel is used at every place: all places add to its gradient.",
)
def conv2d_backward__dK_last_place_only(dy, x, K, stride):
    h, v = K.shape
    dK, dx = np.zeros_like(K), np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = slice(i * stride, i * stride + h), slice(j * stride, j * stride + v)
            dK = dy[i, j] * x[window]
            dx[window] += dy[i, j] * K
    return dK, dy.sum(), dx


@mistake(
    "The stride is forgotten on the way back",
    "The windows are those of the forward pass, stride included.",
)
def conv2d_backward__stride_forgotten(dy, x, K, stride):
    h, v = K.shape
    dK, dx = np.zeros_like(K), np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = slice(i, i + h), slice(j, j + v)
            dK += dy[i, j] * x[window]
            dx[window] += dy[i, j] * K
    return dK, dy.sum(), dx


CONV2D_BACKWARD = Exercise(
    solution=conv2d_backward,
    title="back through a convolution",
    lesson=15,
    mistakes=(
        conv2d_backward__overwritten,
        conv2d_backward__dK_transposed,
        conv2d_backward__dK_last_place_only,
        conv2d_backward__stride_forgotten,
    ),
    small=(
        (
            np.array([[1.0, -1.0, 2.0], [0.5, 3.0, -2.0]]),
            np.arange(20.0).reshape(4, 5) % 7,
            np.array([[1.0, -2.0, 0.5], [0.0, 3.0, 1.0], [2.0, -1.0, 4.0]]),
            1,
        ),
    ),
    random=lambda random: (
        random.normal(size=(3, 2)),
        random.normal(size=(5, 4)),
        random.normal(size=(3, 3)),
        1,
    ),
    edge=(
        (
            np.array([[1.0, -1.0]]),
            np.arange(20.0).reshape(4, 5) % 7,
            np.array([[1.0, -2.0, 0.5], [0.0, 3.0, 1.0], [2.0, -1.0, 4.0]]),
            2,
        ),
    ),
    outputs=("dK", "db", "dx"),
)


EXERCISES = (
    CONV2D,
    CONV2D_BACKWARD,
)
"""All of this topic, from easy to hard."""
