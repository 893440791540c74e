"""Fitness is the height that evolution climbs: one number an individual, and bigger is better.

The functions here see plain arrays, the outputs of a whole population at once: `y`, `(P, B, O)`.
Axes are counted from the end, so one network's outputs, `(B, O)`, do as well. An individual whose
outputs are not numbers gets NaN, and whatever is not a finite number counts as the worst.
"""

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.errors import ShapeError


def accuracy(y: Array, t: Array) -> Array:
    """The share of rows whose largest output is the right one; this is the article's fitness.

    With one output there is no largest: a row is right where `y` and `t` are on the same side
    of 0.5.

    Shapes:
        y: (..., B, O);  t: (B, O) one-hot, or (B, 1) of zeros and ones;  result: (...)

    Example:
        >>> y = np.array([[[0.9, 0.1], [0.8, 0.2]], [[0.4, 0.6], [0.3, 0.7]]])
        >>> accuracy(y, t=np.array([[1.0, 0.0], [1.0, 0.0]]))
        array([1., 0.])
    """
    right = decided(y) == decided(t)  # (..., B)
    return np.where(np.isnan(y).any(axis=(-2, -1)), np.nan, right.mean(axis=-1))


def decided(y: Array) -> npt.NDArray[np.intp]:
    """The class that each row of outputs stands for, `(..., B, O)` -> `(..., B)`.

    Example:
        >>> decided(np.array([[0.2, 0.7, 0.1]])), decided(np.array([[0.7]]))
        (array([1]), array([1]))
    """
    return y.argmax(axis=-1) if y.shape[-1] > 1 else (y[..., 0] > 0.5).astype(np.intp)


def from_loss(loss: Array) -> Array:
    """Minus the loss: the same landscape turned upside down, so that its valleys become peaks.

    It is below zero, which a wheel of fortune cannot use as it is: see `selection.Roulette`.

    Shapes:
        loss, result: (P,)

    Example:
        >>> from_loss(np.array([0.25, 1.0]))
        array([-0.25, -1.  ])
    """
    return -loss


def finite_or_worst(fitness: Array) -> Array:
    """The fitness with minus infinity in place of NaN and of either infinity.

    Example:
        >>> finite_or_worst(np.array([0.5, np.nan, np.inf]))
        array([ 0.5, -inf, -inf])
    """
    return np.where(np.isfinite(fitness), fitness, -np.inf)


def require_scores(fitness: Array, population: Array) -> None:
    """Refuse anything but one number an individual."""
    if fitness.shape != population.shape[:1]:
        raise ShapeError(
            f"fitness is {fitness.shape} but the population is {population.shape}: expected one "
            f"number an individual, {population.shape[:1]}."
        )
