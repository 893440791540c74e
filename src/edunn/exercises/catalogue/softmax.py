"""Exercises on softmax: scores as probabilities."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import probabilities
from edunn.exercises.exercise import Exercise, mistake


def softmax(z):
    """Turn each row of scores into probabilities: p_i = exp(z_i) / (sum of exp(z_j)).

    z: (B, C), the logits, any finite numbers
    Returns p, (B, C); each row adds up to 1.
    """
    return find("activation", "softmax").value(z)


@mistake(
    "Divided by the sum of the whole batch",
    "Each row is an example of its own and must add up to 1.",
)
def softmax__whole_batch(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@mistake("Summed down the columns", "axis=0 runs over the examples; the classes are axis 1.")
def softmax__axis_0(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@mistake(
    "Shifted by max(0, largest)",
    (
        "If all scores are very negative nothing is shifted: every exp is 0, and 0 / 0 is "
        "not a number."
    ),
)
def softmax__shift_by_at_least_0(z):
    e = np.exp(z - np.maximum(z.max(axis=1, keepdims=True), 0))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "z / sum of z", "Without exp negative scores give negative probabilities, and a zero sum none."
)
def softmax__no_exponential(z):
    return z / z.sum(axis=1, keepdims=True)


@mistake("The largest score is added", "Subtract it: adding it makes the overflow come sooner.")
def softmax__max_added(z):
    e = np.exp(z + z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "The largest score is not subtracted",
    "exp(1000) is more than a float can hold: subtract the largest score of the row first, "
    "which changes no probability.",
)
def softmax__no_shift(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "The largest score of the whole batch is subtracted",
    "In a row far below it every exp is 0, and 0 / 0 is not a number: each row has its own "
    "largest score, z.max(axis=1, keepdims=True).",
)
def softmax__shift_of_the_batch(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "The scores are cut off",
    "Scores of 1000 and 999 become alike; subtract the largest of the row, and differences stay.",
)
def softmax__cut_off(z):
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


SOFTMAX = Exercise(
    solution=softmax,
    title="softmax",
    lesson=3,
    mistakes=(
        softmax__whole_batch,
        softmax__axis_0,
        softmax__shift_by_at_least_0,
        softmax__no_exponential,
        softmax__max_added,
        softmax__no_shift,
        softmax__shift_of_the_batch,
        softmax__cut_off,
    ),
    small=((np.array([[1.0, 2.0, 0.0], [-1.0, 3.0, 3.0]]),),),
    random=lambda random: (
        random.normal(0.0, 2.0, (random.integers(2, 5), random.integers(2, 6))),
    ),
    edge=((np.array([[0.0, 0.0, 0.0, 0.0]]),),),
    stability=(
        (np.array([[-1000.0, -1001.0, -2000.0]]),),
        (np.array([[400.0, 1.0, 0.0]]),),
        (np.array([[1000.0, 1.0, 0.0]]),),
        (np.array([[1000.0, 999.0], [1.0, 0.0]]),),
    ),
)


def softmax_backward(dy, y):
    """The backward pass of softmax, for a loss that is known by its gradient.

    dy: (B, C), the gradient by the probabilities
    y: (B, C), the probabilities, as softmax gave them
    Returns dz, (B, C), the gradient by the logits.
    """
    return find("activation", "softmax").backward(dy, y, y)


@mistake(
    "Only the diagonal, y (1 - y)",
    "Raising one score lowers all other probabilities: the derivative is a matrix, not a row.",
)
def softmax_backward__diagonal_only(dy, y):
    return dy * y * (1 - y)


@mistake(
    "dy is handed on unchanged",
    "Leaving the derivative out is right only if the loss has it in already (p - t).",
)
def softmax_backward__passed_through(dy, y):
    return dy


@mistake(
    "The sum runs over the whole batch",
    "Each example has its own Jacobian; rows must not see each other.",
)
def softmax_backward__batch_sum(dy, y):
    return y * (dy - (dy * y).sum())


@mistake(
    "The two terms are in the wrong order",
    "y_i ([i = j] - y_j): the own score pulls up, the others pull down.",
)
def softmax_backward__sign(dy, y):
    return y * ((dy * y).sum(axis=1, keepdims=True) - dy)


SOFTMAX_BACKWARD = Exercise(
    solution=softmax_backward,
    title="back through softmax",
    lesson=6,
    mistakes=(
        softmax_backward__diagonal_only,
        softmax_backward__passed_through,
        softmax_backward__batch_sum,
        softmax_backward__sign,
    ),
    small=(
        (np.array([[1.0, -2.0]]), np.array([[0.25, 0.75]])),
        (
            np.array([[1.0, -2.0, 0.5], [0.3, 0.1, -1.0]]),
            np.array([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]]),
        ),
    ),
    random=probabilities,
)


EXERCISES = (
    SOFTMAX,
    SOFTMAX_BACKWARD,
)
"""All of this topic, from easy to hard."""
