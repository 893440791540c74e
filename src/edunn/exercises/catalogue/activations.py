"""Exercises on activations of one number: the sigmoid and tanh, and their derivatives."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import shape
from edunn.exercises.catalogue.working import worked_out
from edunn.exercises.exercise import Exercise, mistake


def sigmoid(x):
    """Squash every number into (0, 1): y = 1 / (1 + exp(-x)).

    x: an array of any shape
    Returns y, of the same shape; for x = -1000 and x = 1000, too, without a warning.
    """
    return find("activation", "sigmoid").value(x)


@mistake(
    "The minus in the exponent is lost",
    "exp(-x), not exp(x): a large input must give a number near 1.",
)
def sigmoid__exponent_sign(x):
    return 1.0 / (1.0 + np.exp(x))


@mistake(
    "1 / 1 + exp(-x): the reciprocal is lost",
    "Without brackets the division comes first, so you add 1 to exp(-x) and never divide.",
)
def sigmoid__reciprocal_lost(x):
    return 1.0 / 1.0 + np.exp(-x)


@mistake(
    "Both branches of np.where are computed",
    (
        "np.where chooses between two finished arrays: the branch that you do not want has "
        "overflowed already."
    ),
)
def sigmoid__both_branches(x):
    return np.where(x < 0, np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))


@mistake(
    "(1 + tanh x) / 2 without halving x",
    "sigmoid(x) = (1 + tanh(x / 2)) / 2: the two curves differ by a stretch of two.",
)
def sigmoid__tanh_unhalved(x):
    return (1.0 + np.tanh(x)) / 2.0


@mistake(
    "exp(-x) overflows where x is very negative",
    "The numbers are right, but exp(1000) is more than a float can hold, and NumPy warns: "
    "take exp(-|x|), which is never above 1.",
)
def sigmoid__overflow(x):
    return 1.0 / (1.0 + np.exp(-x))


SIGMOID = Exercise(
    solution=sigmoid,
    title="the sigmoid",
    lesson=3,
    mistakes=(
        sigmoid__exponent_sign,
        sigmoid__reciprocal_lost,
        sigmoid__both_branches,
        sigmoid__tanh_unhalved,
        sigmoid__overflow,
    ),
    small=(
        (np.array([-1.0, 2.0]),),
        (np.array([-2.0, 0.0, 1.0, 3.0]),),
    ),
    random=lambda random: (random.normal(0.0, 3.0, shape(random)),),
    edge=((np.array([0.0]),),),
    stability=(
        (np.array([1000.0, 2.0]),),
        (np.array([-1000.0, 2.0]),),
    ),
    outputs=("y",),
    operations=worked_out("sigmoid"),
)


def sigmoid_derivative(x):
    """The derivative of the sigmoid: dy/dx at x, where y = 1 / (1 + exp(-x)).

    x: what goes into the sigmoid, an array of any shape
    Returns dy/dx, of the same shape.
    """
    activation = find("activation", "sigmoid")
    return activation.derivative(x, activation.value(x))


@mistake(
    "x (1 - x) with the input",
    "y (1 - y) is meant with the output y = sigmoid(x); put x itself in and it is a parabola.",
)
def sigmoid_derivative__input_for_output(x):
    return x * (1.0 - x)


@mistake("1 - y: the factor y is lost", "Two factors: the output, and what is missing to 1.")
def sigmoid_derivative__factor_lost(x):
    y = 1.0 / (1.0 + np.exp(-x))
    return 1.0 - y


@mistake(
    "The minus of the inner derivative is kept once too often",
    (
        "The quotient rule's minus and the minus of -x cancel: a rising curve has a positive "
        "derivative."
    ),
)
def sigmoid_derivative__sign(x):
    y = 1.0 / (1.0 + np.exp(-x))
    return -y * (1.0 - y)


SIGMOID_DERIVATIVE = Exercise(
    solution=sigmoid_derivative,
    title="the derivative of the sigmoid",
    lesson=3,
    mistakes=(
        sigmoid_derivative__input_for_output,
        sigmoid_derivative__factor_lost,
        sigmoid_derivative__sign,
    ),
    small=(
        (np.array([0.5, 2.0]),),
        (np.array([-2.0, 0.0, 0.5, 3.0]),),
    ),
    random=lambda random: (random.normal(0.0, 2.0, shape(random)),),
    edge=((np.array([0.0]),),),
)


def tanh_derivative(x):
    """The derivative of tanh: dy/dx at x, where y = tanh(x).

    x: what goes into tanh, an array of any shape
    Returns dy/dx, of the same shape.
    """
    activation = find("activation", "tanh")
    return activation.derivative(x, activation.value(x))


@mistake("1 - x^2 with the input", "1 - y^2 is meant with the output y = tanh(x).")
def tanh_derivative__input_for_output(x):
    return 1.0 - x**2


@mistake("1 + y^2: the derivative of tan", "tan' = 1 + tan^2, but tanh' = 1 - tanh^2.")
def tanh_derivative__plus(x):
    return 1.0 + np.tanh(x) ** 2


@mistake("-y^2: the 1 is lost", "At 0 the curve is steepest, with slope 1; yours is flat there.")
def tanh_derivative__one_lost(x):
    return -(np.tanh(x) ** 2)


@mistake(
    "1 / (1 + x^2): the derivative of arctan",
    "tanh is the hyperbolic tangent, not the inverse tangent.",
)
def tanh_derivative__arctan(x):
    return 1.0 / (1.0 + x**2)


@mistake(
    "1 - y without the square",
    "The square makes the derivative the same on both sides; yours is near 2 on the left.",
)
def tanh_derivative__square_lost(x):
    return 1.0 - np.tanh(x)


@mistake("y (1 - y): the rule of the sigmoid", "For tanh it is 1 - y^2, that is (1 - y) (1 + y).")
def tanh_derivative__rule_of_the_sigmoid(x):
    y = np.tanh(x)
    return y * (1 - y)


TANH_DERIVATIVE = Exercise(
    solution=tanh_derivative,
    title="the derivative of tanh",
    lesson=3,
    mistakes=(
        tanh_derivative__input_for_output,
        tanh_derivative__plus,
        tanh_derivative__one_lost,
        tanh_derivative__arctan,
        tanh_derivative__square_lost,
        tanh_derivative__rule_of_the_sigmoid,
    ),
    small=(
        (np.array([0.5, 1.0]),),
        (np.array([-2.0, -0.5, 0.0, 1.0]),),
    ),
    random=lambda random: (random.normal(0.0, 1.0, shape(random)),),
    edge=((np.array([0.0]),),),
)


EXERCISES = (
    SIGMOID,
    SIGMOID_DERIVATIVE,
    TANH_DERIVATIVE,
)
"""All of this topic, from easy to hard."""
