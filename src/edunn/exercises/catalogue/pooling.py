"""Exercises on pooling, for one image."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.convolution import image
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState


def max_pool_backward(dy, x, size, stride):
    """The backward pass of max pooling: each number of dy goes to the largest pixel of its window.

    dy: (rows, columns), the gradient by the outputs; x: (H, V), the image
    size: rows and columns of a window; stride: how far it moves
    Returns dx, (H, V); of several largest pixels in a window the first one gets it.
    """
    layer = find("layer", "max_pool", window=size, stride=stride)
    _, cache = layer.forward(image(x), {}, LayerState())
    return layer.input_gradient(image(dy), cache, {})[0, :, :, 0]


@mistake(
    "Overwritten where windows overlap",
    "A pixel that is the largest of several windows gets all their gradients: +=.",
)
def max_pool_backward__overwritten(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            dx[i * stride + a, j * stride + b] = dy[i, j]
    return dx


@mistake(
    "Spread evenly over the window",
    "That is the gradient of average pooling: only the largest pixel mattered.",
)
def max_pool_backward__spread_evenly(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * stride : i * stride + size, j * stride : j * stride + size] += dy[i, j] / size**2
    return dx


@mistake(
    "The return stands inside the loop",
    "One indentation too far: only the first row of windows is done.",
)
def max_pool_backward__returned_too_early(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            dx[i * stride + a, j * stride + b] += dy[i, j]
        return dx


@mistake(
    "Multiplied by the largest pixel", "The derivative of the maximum by its largest pixel is 1."
)
def max_pool_backward__multiplied_by_the_value(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            dx[i * stride + a, j * stride + b] += dy[i, j] * window.max()
    return dx


@mistake(
    "The place in the window is taken for the place in the image",
    "Add where the window begins: i stride + a.",
)
def max_pool_backward__place_in_the_window(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            dx[a, b] += dy[i, j]
    return dx


@mistake(
    "All largest pixels of a window get the gradient",
    "window == window.max() is true in several places: the gradient would be counted several "
    "times.",
)
def max_pool_backward__every_largest(dy, x, size, stride):
    dx = np.zeros_like(x)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            rows = slice(i * stride, i * stride + size)
            columns = slice(j * stride, j * stride + size)
            dx[rows, columns] += dy[i, j] * (x[rows, columns] == x[rows, columns].max())
    return dx


MAX_POOL_BACKWARD = Exercise(
    solution=max_pool_backward,
    title="back through max pooling",
    lesson=15,
    mistakes=(
        max_pool_backward__overwritten,
        max_pool_backward__spread_evenly,
        max_pool_backward__returned_too_early,
        max_pool_backward__multiplied_by_the_value,
        max_pool_backward__place_in_the_window,
        max_pool_backward__every_largest,
    ),
    small=(
        (np.array([[1.0, 2.0]]), np.array([[1.0, 2, 0, 1], [3, 9, 4, 2]]), 2, 2),
        (
            np.array([[1.0, -1.0, 2.0], [0.5, 3.0, -2.0], [4.0, 1.0, 2.5]]),
            np.array([[1.0, 2, 0, 1], [3, 9, 4, 2], [0, 5, 6, 1], [2, 2, 7, 8]]),
            2,
            1,
        ),
    ),
    random=lambda random: (
        random.normal(size=(3, 4)),
        random.permutation(20.0 + np.arange(20)).reshape(4, 5),
        2,
        1,
    ),
    edge=((np.array([[3.0, 1.0]]), np.array([[2.0, 2, 0, 1], [1, 2, 1, 1]]), 2, 2),),
    outputs=("dx",),
)


EXERCISES = (MAX_POOL_BACKWARD,)
"""All of this topic, from easy to hard."""
