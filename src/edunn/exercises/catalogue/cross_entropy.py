"""Exercises on losses of classes: how improbable did the output make the true class?"""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import distribution
from edunn.exercises.exercise import Exercise, mistake
from edunn.losses.from_logits import SoftmaxCrossEntropy


def cross_entropy(p, t):
    """The cross-entropy: the mean over rows of -log p of the true class.

    p: (B, C), probabilities; each is kept at 1e-7 or above, so that log(0) never happens
    t: (B, C), one-hot targets
    Returns one number.
    """
    return find("loss", "cross_entropy").per_example(p, t).mean()


@mistake(
    "log(0)", "A probability can round to 0, and log(0) ends the training: keep p away from 0."
)
def cross_entropy__log_of_zero(p, t):
    return -np.sum(t * np.log(p)) / len(p)


@mistake("Summed over the rows", "Mean: else the loss grows with the batch.")
def cross_entropy__sum(p, t):
    return -np.sum(t * np.log(np.maximum(p, 1e-7)))


@mistake(
    "The mean over all numbers",
    "The mean is over the rows; over all numbers of t it is divided by the classes as well.",
)
def cross_entropy__mean_of_all(p, t):
    return -np.mean(t * np.log(np.maximum(p, 1e-7)))


@mistake(
    "Divided by a fixed batch size", "The last batch is smaller: divide by the rows that are there."
)
def cross_entropy__fixed_batch_size(p, t):
    return -np.sum(t * np.log(np.maximum(p, 1e-7))) / 100


@mistake(
    "The minus is lost", "Logarithms of probabilities are negative; the minus makes a cost of them."
)
def cross_entropy__sign(p, t):
    return np.sum(t * np.log(np.maximum(p, 1e-7))) / len(p)


@mistake(
    "p log t instead of t log p", "The logarithm is taken of the prediction, not of the target."
)
def cross_entropy__arguments_swapped(p, t):
    return -np.sum(p * np.log(np.maximum(t, 1e-7))) / len(p)


@mistake(
    "The largest probability instead of that of the true class",
    "A network that is sure and wrong must pay: t says whose probability counts.",
)
def cross_entropy__predicted_class(p, t):
    return -np.mean(np.log(np.maximum(p.max(axis=1), 1e-7)))


@mistake(
    "The other classes are added as in the binary cross-entropy",
    "Only the true class counts: as a row adds up to 1, the others are in it already.",
)
def cross_entropy__binary_for_each_class(p, t):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / len(p)


@mistake("The logarithm of base 2", "That counts bits; losses take the natural one, np.log.")
def cross_entropy__base_two(p, t):
    return -np.sum(t * np.log2(np.maximum(p, 1e-7))) / len(p)


CROSS_ENTROPY = Exercise(
    solution=cross_entropy,
    title="the cross-entropy",
    lesson=4,
    mistakes=(
        cross_entropy__log_of_zero,
        cross_entropy__sum,
        cross_entropy__mean_of_all,
        cross_entropy__fixed_batch_size,
        cross_entropy__sign,
        cross_entropy__arguments_swapped,
        cross_entropy__predicted_class,
        cross_entropy__binary_for_each_class,
        cross_entropy__base_two,
    ),
    small=(
        (np.array([[0.75, 0.25], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])),
        (
            np.array([[0.7, 0.2, 0.1], [0.25, 0.25, 0.5], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]]),
            np.array([[1.0, 0, 0], [0, 0, 1.0], [0, 0, 1.0], [0, 1.0, 0]]),
        ),
    ),
    random=lambda random: (distribution(random, 3, 4), np.eye(4)[random.integers(0, 4, 3)]),
    stability=((np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[1.0, 0], [0, 1.0]])),),
)


def softmax_cross_entropy_gradient(z, t):
    """The gradient of the mean cross-entropy of softmax(z), by the logits.

    z: (B, C), logits
    t: (B, C), one-hot targets
    Returns dz, (B, C).
    """
    return SoftmaxCrossEntropy().gradient(z, t) / len(z)


@mistake(
    "p - t without the division by B", "The loss is a mean over the batch, so the gradient is too."
)
def softmax_cross_entropy_gradient__not_divided(z, t):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) - t


@mistake(
    "Divided by B twice",
    "The mean is taken once: here or in the layer's backward pass, not in both.",
)
def softmax_cross_entropy_gradient__divided_twice(z, t):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - t) / len(z) / len(z)


@mistake(
    "1 is subtracted from every class", "Subtract 1 at the true class only (that is what - t does)."
)
def softmax_cross_entropy_gradient__one_from_all(z, t):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - 1) / len(z)


@mistake(
    "-t / p: the gradient by the probabilities",
    "Asked is the gradient by the logits; the softmax lies between.",
)
def softmax_cross_entropy_gradient__by_probabilities(z, t):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -t / p / len(z)


@mistake(
    "The largest score is not subtracted",
    "exp(1000) is more than a float can hold: subtract the largest score of the row first, "
    "which changes no probability.",
)
def softmax_cross_entropy_gradient__no_shift(z, t):
    e = np.exp(z)
    return (e / e.sum(axis=1, keepdims=True) - t) / len(z)


@mistake(
    "p - t is multiplied by p (1 - p)",
    "In p - t the derivative of the softmax is in already; once more makes the steps too short.",
)
def softmax_cross_entropy_gradient__derived_twice(z, t):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - t) * p * (1 - p) / len(z)


@mistake(
    "The scores are cut off",
    "Scores of 1000 and 999 become alike; subtract the largest of the row, and differences stay.",
)
def softmax_cross_entropy_gradient__cut_off(z, t):
    e = np.exp(np.clip(z, -500, 500))
    return (e / e.sum(axis=1, keepdims=True) - t) / len(z)


SOFTMAX_CROSS_ENTROPY_GRADIENT = Exercise(
    solution=softmax_cross_entropy_gradient,
    title="softmax and cross-entropy in one",
    lesson=5,
    mistakes=(
        softmax_cross_entropy_gradient__not_divided,
        softmax_cross_entropy_gradient__divided_twice,
        softmax_cross_entropy_gradient__one_from_all,
        softmax_cross_entropy_gradient__by_probabilities,
        softmax_cross_entropy_gradient__no_shift,
        softmax_cross_entropy_gradient__derived_twice,
        softmax_cross_entropy_gradient__cut_off,
    ),
    small=((np.array([[1.0, 2.0, 0.0], [-1.0, 3.0, 3.0]]), np.array([[1.0, 0, 0], [0, 0, 1.0]])),),
    random=lambda random: (random.normal(0.0, 2.0, (3, 4)), np.eye(4)[random.integers(0, 4, 3)]),
    stability=(
        (np.array([[1000.0, 0.0], [0.0, -1000.0]]), np.array([[1.0, 0], [0, 1.0]])),
        (np.array([[1000.0, 999.0], [1.0, 0.0]]), np.array([[1.0, 0], [0, 1.0]])),
    ),
)


EXERCISES = (CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY_GRADIENT)
"""All of this topic, from easy to hard."""
