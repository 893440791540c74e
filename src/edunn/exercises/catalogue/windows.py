"""Exercises on windows over an image: how many there are, and the largest number of each."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.convolution import image
from edunn.exercises.exercise import Exercise, mistake
from edunn.layers import LayerState


def output_size(pixels, kernel, stride, padding):
    """At how many places a kernel fits, along one axis.

    pixels: the length of the axis; kernel: that of the kernel
    stride: how far it moves from place to place; padding: zeros added at *each* end
    Returns a whole number: floor((pixels + 2 padding - kernel) / stride) + 1.
    """
    return (pixels + 2 * padding - kernel) // stride + 1


@mistake("The + 1 is lost", "The first place counts, too: 3 fits into 3 at one place, not at none.")
def output_size__one_lost(pixels, kernel, stride, padding):
    return (pixels + 2 * padding - kernel) // stride


@mistake("The padding is added once", "Zeros are added at both ends: twice the padding.")
def output_size__padding_once(pixels, kernel, stride, padding):
    return (pixels + padding - kernel) // stride + 1


@mistake("Rounded up", "A window that does not fit any more is left out: round down.")
def output_size__rounded_up(pixels, kernel, stride, padding):
    return int(np.ceil((pixels + 2 * padding - kernel) / stride)) + 1


@mistake("The stride is ignored", "With stride 2 only every second place is taken.")
def output_size__stride_ignored(pixels, kernel, stride, padding):
    return pixels + 2 * padding - kernel + 1


@mistake("The 1 is added before the division", "Count the steps first, then add the first place.")
def output_size__bracket(pixels, kernel, stride, padding):
    return (pixels + 2 * padding - kernel + 1) // stride


OUTPUT_SIZE = Exercise(
    solution=output_size,
    title="the size of a feature map",
    lesson=15,
    mistakes=(
        output_size__one_lost,
        output_size__padding_once,
        output_size__rounded_up,
        output_size__stride_ignored,
        output_size__bracket,
    ),
    small=((5, 3, 1, 0), (9, 3, 2, 1), (8, 3, 2, 0)),
    random=lambda random: (int(random.integers(10, 30)), 5, int(random.integers(1, 4)), 2),
    edge=((3, 3, 2, 0),),
    outputs=("size",),
)


def max_pool(x, size):
    """Max pooling of one image, in windows that do not overlap.

    x: (H, V), the image; both are multiples of size
    size: rows and columns of a window
    Returns y, (H / size, V / size): the largest number of each window.
    """
    layer = find("layer", "max_pool", window=size)
    return layer.forward(image(x), {}, LayerState())[0][0, :, :, 0]


def windows_of(x, size):
    """The windows, (rows, columns, size * size), for the programs below."""
    parts = x.reshape(x.shape[0] // size, size, x.shape[1] // size, size)
    return parts.swapaxes(1, 2).reshape(x.shape[0] // size, x.shape[1] // size, -1)


@mistake("The mean of each window", "That is average pooling.")
def max_pool__mean(x, size):
    return windows_of(x, size).mean(axis=-1)


@mistake("The smallest of each window", "The largest one says that the pattern is there.")
def max_pool__minimum(x, size):
    return windows_of(x, size).min(axis=-1)


@mistake("The first pixel of each window", "x[::size, ::size] skips pixels without a look at them.")
def max_pool__first_pixel(x, size):
    return x[::size, ::size]


@mistake("The windows overlap", "Here they move by their own size, not by 1.")
def max_pool__overlapping(x, size):
    rows, columns = x.shape[0] - size + 1, x.shape[1] - size + 1
    return np.array(
        [[x[i : i + size, j : j + size].max() for j in range(columns)] for i in range(rows)]
    )


@mistake(
    "The rows are cut into windows without their neighbours below",
    "A window has several rows: reshape alone takes size * size pixels that stand in one row.",
)
def max_pool__along_rows(x, size):
    return x.reshape(x.shape[0] // size, x.shape[1] // size, -1).max(axis=-1)


@mistake("Windows of 2, whatever the size", "size says how many rows and columns a window has.")
def max_pool__two_hard_coded(x, size):
    return windows_of(x[: len(x) // 2 * 2, : x.shape[1] // 2 * 2], 2).max(axis=-1)


MAX_POOL = Exercise(
    solution=max_pool,
    title="max pooling",
    lesson=15,
    mistakes=(
        max_pool__mean,
        max_pool__minimum,
        max_pool__first_pixel,
        max_pool__overlapping,
        max_pool__along_rows,
        max_pool__two_hard_coded,
    ),
    small=((np.array([[1.0, 2, 5, 0], [3, 4, 6, 7]]), 2),),
    random=lambda random: (random.normal(size=(6, 4)), 2),
    edge=(
        (-np.array([[1.0, 2.0], [3.0, 4.0]]), 1),
        (np.array([[1.0, 2, 3, 0, 4, 1], [5, 1, 0, 2, 2, 2], [0, 0, 9, 1, 7, 3]]), 3),
    ),
    outputs=("y",),
)


EXERCISES = (OUTPUT_SIZE, MAX_POOL)
"""All of this topic, from easy to hard."""
