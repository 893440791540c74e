"""Exercises on the loss of yes and no."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import chances
from edunn.exercises.exercise import Exercise, mistake


def binary_cross_entropy(p, t):
    """The binary cross-entropy: the mean of -(t log p + (1 - t) log(1 - p)).

    p: (B, 1), the probability of yes, kept within [1e-7, 1 - 1e-7]
    t: (B, 1), 1 for yes and 0 for no
    Returns one number.
    """
    return find("loss", "binary_cross_entropy").per_example(p, t).mean()


@mistake(
    "Only the rows with answer yes count",
    "A no that was given a high probability must cost as well: (1 - t) log(1 - p).",
)
def binary_cross_entropy__only_yes_rows(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p))


@mistake("A minus between the two halves", "Both halves are costs and are added.")
def binary_cross_entropy__inner_sign(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) - (1 - t) * np.log(1 - p))


@mistake("log p in both halves", "For a no the probability of no counts: 1 - p.")
def binary_cross_entropy__complement_lost(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(p))


@mistake("The sum instead of the mean", "Mean: otherwise the loss grows with the batch.")
def binary_cross_entropy__sum(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p))


@mistake("The logarithm of base 2", "That counts bits; losses take the natural one, np.log.")
def binary_cross_entropy__base_two(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log2(p) + (1 - t) * np.log2(1 - p))


BINARY_CROSS_ENTROPY = Exercise(
    solution=binary_cross_entropy,
    title="the binary cross-entropy",
    lesson=4,
    mistakes=(
        binary_cross_entropy__only_yes_rows,
        binary_cross_entropy__inner_sign,
        binary_cross_entropy__complement_lost,
        binary_cross_entropy__sum,
        binary_cross_entropy__base_two,
    ),
    small=(
        (np.array([[0.75], [0.5]]), np.array([[1.0], [0.0]])),
        (np.array([[0.9], [0.2], [0.6]]), np.array([[1.0], [0.0], [0.0]])),
    ),
    random=chances,
    stability=((np.array([[0.0], [1.0], [0.5]]), np.array([[1.0], [0.0], [1.0]])),),
)


def binary_cross_entropy_gradient(p, t):
    """The gradient of the mean binary cross-entropy by the probability, not by the logit.

    p: (B, 1), the probability of yes, above 0 and below 1
    t: (B, 1), 1 for yes and 0 for no
    Returns dp, (B, 1).
    """
    return find("loss", "binary_cross_entropy").gradient(p, t) / len(p)


@mistake(
    "p - t: the gradient by the score",
    "p - t is the gradient before the sigmoid; by p itself it is divided by p (1 - p).",
)
def binary_cross_entropy_gradient__by_scores(p, t):
    return (p - t) / len(p)


@mistake(
    "The second term has the wrong sign",
    "The derivative of log(1 - p) brings a minus: -t / p + (1 - t) / (1 - p).",
)
def binary_cross_entropy_gradient__inner_sign(p, t):
    return (-t / p - (1 - t) / (1 - p)) / len(p)


@mistake("t - p", "The gradient points uphill: it has the sign of p - t.")
def binary_cross_entropy_gradient__sign(p, t):
    return (t - p) / (p * (1 - p)) / len(p)


@mistake(
    "The division by B is forgotten", "The loss is a mean over the batch, so the gradient is too."
)
def binary_cross_entropy_gradient__not_divided(p, t):
    return (p - t) / (p * (1 - p))


@mistake(
    "Only the rows with answer yes count",
    "The derivative of -(1 - t) log(1 - p) is (1 - t) / (1 - p): a no has a gradient as well.",
)
def binary_cross_entropy_gradient__only_yes_rows(p, t):
    return -t / p / len(p)


BINARY_CROSS_ENTROPY_GRADIENT = Exercise(
    solution=binary_cross_entropy_gradient,
    title="the gradient of the binary cross-entropy",
    lesson=5,
    mistakes=(
        binary_cross_entropy_gradient__by_scores,
        binary_cross_entropy_gradient__inner_sign,
        binary_cross_entropy_gradient__sign,
        binary_cross_entropy_gradient__not_divided,
        binary_cross_entropy_gradient__only_yes_rows,
    ),
    small=(
        (np.array([[0.75], [0.5]]), np.array([[1.0], [0.0]])),
        (np.array([[0.9], [0.2], [0.6]]), np.array([[1.0], [0.0], [0.0]])),
    ),
    random=chances,
)


EXERCISES = (BINARY_CROSS_ENTROPY, BINARY_CROSS_ENTROPY_GRADIENT)
"""All of this topic, from easy to hard."""
