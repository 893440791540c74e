"""Exercises on two curves: tanh and relu."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import shape
from edunn.exercises.catalogue.working import worked_out
from edunn.exercises.exercise import Exercise, mistake


def tanh(x):
    """Squash every number into (-1, 1): y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)).

    x: an array of any shape
    Returns y, of the same shape; for x = -1000 and x = 1000, too, without a warning.
    """
    return find("activation", "tanh").value(x)


@mistake(
    "The quotient of exponentials overflows",
    "exp(1000) is more than a float can hold: np.tanh knows that far out the curve is flat.",
)
def tanh__quotient(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@mistake(
    "2 sigmoid(x) - 1 without doubling x",
    "tanh(x) = 2 sigmoid(2 x) - 1: the two curves differ by a stretch of two.",
)
def tanh__sigmoid_undoubled(x):
    return 2 / (1 + np.exp(-x)) - 1


@mistake("The tangent of a circle", "np.tan has poles; the hyperbolic tangent is np.tanh.")
def tanh__tan(x):
    return np.tan(x)


@mistake("The inverse tangent", "np.arctan goes to pi / 2 slowly; tanh goes to 1 quickly.")
def tanh__arctan(x):
    return np.arctan(x)


@mistake("The signs of the numerator are swapped", "A large x must give a number near 1, not -1.")
def tanh__sign(x):
    return -np.tanh(x)


TANH = Exercise(
    solution=tanh,
    title="tanh",
    lesson=3,
    mistakes=(tanh__quotient, tanh__sigmoid_undoubled, tanh__tan, tanh__arctan, tanh__sign),
    small=((np.array([-1.0, 0.5]),),),
    random=lambda random: (random.normal(0.0, 2.0, shape(random)),),
    edge=((np.array([0.0]),),),
    stability=((np.array([1000.0, -1000.0, 2.0]),),),
    outputs=("y",),
    operations=worked_out("tanh"),
)


def relu(x):
    """The rectifier: y = x where x is above 0, else 0.

    x: an array of any shape; it stays as it is
    Returns y, of the same shape.
    """
    return find("activation", "relu").value(x)


@mistake("The smaller one instead of the larger", "max(x, 0): what is above 0 passes.")
def relu__minimum(x):
    return np.minimum(x, 0)


@mistake("The absolute value", "Negative numbers become 0; they are not turned round.")
def relu__absolute_value(x):
    return np.abs(x)


@mistake(
    "The derivative of relu", "1 or 0 is the slope; relu itself hands x on where it is above 0."
)
def relu__derivative(x):
    return (x > 0) * 1.0


@mistake(
    "The zeros are written into x itself",
    "x still has negative numbers for whoever handed it over, such as the backward pass: "
    "make a new array, np.maximum(x, 0).",
)
def relu__in_place(x):
    x[x < 0] = 0
    return x


@mistake("Cut off above 1 as well", "relu has no upper bound: that is what keeps its slope at 1.")
def relu__bounded(x):
    return np.clip(x, 0, 1)


RELU = Exercise(
    solution=relu,
    title="relu",
    lesson=3,
    mistakes=(relu__minimum, relu__absolute_value, relu__derivative, relu__in_place, relu__bounded),
    small=((np.array([-1.0, 2.0]),),),
    random=lambda random: (random.normal(0.0, 2.0, shape(random)),),
    edge=((np.array([0.0, -3.0]),),),
    outputs=("y",),
    operations=worked_out("relu"),
)


EXERCISES = (TANH, RELU)
"""All of this topic, from easy to hard."""
