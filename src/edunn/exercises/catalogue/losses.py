"""Exercises on losses of numbers: squares and absolute values."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import pair
from edunn.exercises.exercise import Exercise, mistake


def mse(y, t):
    """The mean squared error: the mean of (y - t)^2 over rows and outputs, without a half.

    y: (B, O), the outputs
    t: (B, O), the targets
    Returns one number.
    """
    return find("loss", "mse").per_example(y, t).mean()


@mistake(
    "The sum instead of the mean", "Mean: otherwise the loss grows with the number of examples."
)
def mse__sum(y, t):
    return np.sum((y - t) ** 2)


@mistake(
    "The root is taken", "That is the root mean squared error: good to read, but another loss."
)
def mse__root(y, t):
    return np.sqrt(np.mean((y - t) ** 2))


@mistake(
    "The mean is squared, not the differences", "Square first: else misses up and down cancel."
)
def mse__mean_then_square(y, t):
    return np.mean(y - t) ** 2


@mistake("The absolute value instead of the square", "That is the mean absolute error.")
def mse__absolute(y, t):
    return np.mean(np.abs(y - t))


@mistake("Divided by the rows only", "Here the mean runs over the outputs too.")
def mse__rows_only(y, t):
    return np.sum((y - t) ** 2) / len(y)


MSE = Exercise(
    solution=mse,
    title="the mean squared error",
    lesson=4,
    mistakes=(
        mse__sum,
        mse__root,
        mse__mean_then_square,
        mse__absolute,
        mse__rows_only,
    ),
    small=(
        (np.array([[3.0], [1.0]]), np.array([[1.0], [0.0]])),
        (
            np.array([[1.0, 3.0], [0.5, -1.0], [2.0, 2.0]]),
            np.array([[0.0, 1.0], [0.5, 1.0], [4.0, 2.5]]),
        ),
    ),
    random=pair,
    edge=((np.array([[1.0, 2.0]]), np.array([[1.0, 2.0]])),),
)


def mse_gradient(y, t):
    """The gradient of the mean squared error by the outputs.

    y: (B, O), the outputs
    t: (B, O), the targets; the loss is the mean of (y - t)^2 over rows and outputs
    Returns dy, (B, O).
    """
    return find("loss", "mse").gradient(y, t) / len(y)


@mistake("The factor 2 is lost", "The derivative of a square is twice the base.")
def mse_gradient__two_lost(y, t):
    return (y - t) / y.size


@mistake(
    "t - y instead of y - t",
    "The gradient points uphill: where the output is too large it is positive.",
)
def mse_gradient__sign(y, t):
    return 2 * (t - y) / y.size


@mistake(
    "The division of the mean is forgotten",
    "The loss is a mean, so each number's share of the gradient is 1 / (B O).",
)
def mse_gradient__not_divided(y, t):
    return 2 * (y - t)


@mistake("Divided by the rows only", "The mean runs over rows and outputs.")
def mse_gradient__rows_only(y, t):
    return 2 * (y - t) / len(y)


@mistake(
    "The mean of the gradient in every place",
    "The loss is one number, but each output has a derivative of its own: no mean is taken here.",
)
def mse_gradient__mean_of_all(y, t):
    return np.full(y.shape, 2 * np.mean(y - t))


MSE_GRADIENT = Exercise(
    solution=mse_gradient,
    title="the gradient of the mean squared error",
    lesson=5,
    mistakes=(
        mse_gradient__two_lost,
        mse_gradient__sign,
        mse_gradient__not_divided,
        mse_gradient__rows_only,
        mse_gradient__mean_of_all,
    ),
    small=(
        (np.array([[3.0, 1.0]]), np.array([[1.0, 1.0]])),
        (
            np.array([[1.0, 3.0], [0.5, -1.0], [2.0, 2.0]]),
            np.array([[0.0, 1.0], [0.5, 1.0], [4.0, 2.5]]),
        ),
    ),
    random=pair,
)


def mae_gradient(y, t):
    """The gradient of the mean absolute error by the outputs.

    y: (B, O), the outputs
    t: (B, O), the targets; the loss is the mean of |y - t| over rows and outputs
    Returns dy, (B, O); 0 where y equals t.
    """
    return find("loss", "mae").gradient(y, t) / len(y)


@mistake(
    "The sign is lost: the same push for all",
    "Too large and too small must push in opposite directions.",
)
def mae_gradient__sign_lost(y, t):
    return np.ones_like(y) / y.size


@mistake("sign(t - y)", "The gradient points uphill: it is the sign of y - t.")
def mae_gradient__sign(y, t):
    return np.sign(t - y) / y.size


@mistake("The gradient of the square", "The absolute value pulls equally hard from any distance.")
def mae_gradient__square_gradient(y, t):
    return 2 * (y - t) / y.size


@mistake(
    "The division of the mean is forgotten",
    "The loss is a mean, so each number's share of the gradient is 1 / (B O).",
)
def mae_gradient__not_divided(y, t):
    return np.sign(y - t)


@mistake("Divided by the rows only", "The mean runs over rows and outputs.")
def mae_gradient__rows_only(y, t):
    return np.sign(y - t) / len(y)


@mistake(
    "A push where output and target are equal",
    "There the loss is as small as it can be: 0, as np.sign has it.",
)
def mae_gradient__push_at_zero(y, t):
    return np.where(y >= t, 1, -1) / y.size


MAE_GRADIENT = Exercise(
    solution=mae_gradient,
    title="the gradient of the mean absolute error",
    lesson=5,
    mistakes=(
        mae_gradient__sign_lost,
        mae_gradient__sign,
        mae_gradient__square_gradient,
        mae_gradient__not_divided,
        mae_gradient__rows_only,
        mae_gradient__push_at_zero,
    ),
    small=(
        (np.array([[3.0, 1.0]]), np.array([[1.0, 1.5]])),
        (
            np.array([[1.0, 3.0], [0.5, -1.0], [2.0, 2.0]]),
            np.array([[0.0, 1.0], [0.5, 1.0], [4.0, 2.5]]),
        ),
    ),
    random=pair,
    edge=((np.array([[2.0, 2.0]]), np.array([[2.0, 1.0]])),),
)


EXERCISES = (
    MSE,
    MSE_GRADIENT,
    MAE_GRADIENT,
)
"""All of this topic, from easy to hard."""
