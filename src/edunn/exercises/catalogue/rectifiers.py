"""Exercises on rectifiers: relu and leaky relu."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import pair
from edunn.exercises.exercise import Exercise, mistake


def relu_backward(dy, x):
    """The backward pass of relu, y = max(x, 0): how the loss changes with each x.

    dy: (B, O), the gradient by the outputs, as it comes from above
    x: (B, O), what went into relu
    Returns dx, (B, O); where x is exactly 0 the derivative of relu is taken as 0.
    """
    relu = find("activation", "relu")
    return relu.backward(dy, x, relu.value(x))


@mistake(
    "x >= 0: the corner lets through",
    (
        "At 0 the unit is off; we take the derivative 0 there (a convention, but half of all "
        "zeros depend on it)."
    ),
)
def relu_backward__at_zero(dy, x):
    return dy * (x >= 0)


@mistake(
    "The mask is y >= 0 with the output",
    "The output of relu is never negative, so y >= 0 is always true: nothing is ever blocked.",
)
def relu_backward__output_ge_zero(dy, x):
    y = np.maximum(x, 0)
    return dy * (y >= 0)


@mistake(
    "Multiplied by relu(x), not by its derivative",
    "The derivative of relu is 1 or 0; you multiply by the value itself.",
)
def relu_backward__value_for_derivative(dy, x):
    return dy * np.maximum(x, 0)


@mistake(
    "Blocked only where x == 0",
    (
        "x == 0 would do for the output of relu, where all negatives have become 0; before "
        "relu it blocks next to nothing."
    ),
)
def relu_backward__only_exact_zero(dy, x):
    dx = dy.copy()
    dx[x == 0] = 0
    return dx


@mistake(
    "relu is applied to the gradient",
    "Gradients may be negative: cut them off where x was not above 0, whatever their own sign.",
)
def relu_backward__relu_of_the_gradient(dy, x):
    return np.maximum(dy, 0)


@mistake(
    "The derivative alone, without dy",
    "By the chain rule what comes from above is multiplied by the derivative.",
)
def relu_backward__without_dy(dy, x):
    return (x > 0) * 1.0


RELU_BACKWARD = Exercise(
    solution=relu_backward,
    title="back through relu",
    lesson=6,
    mistakes=(
        relu_backward__at_zero,
        relu_backward__output_ge_zero,
        relu_backward__value_for_derivative,
        relu_backward__only_exact_zero,
        relu_backward__relu_of_the_gradient,
        relu_backward__without_dy,
    ),
    small=(
        (np.array([[1.0, 2.0]]), np.array([[3.0, -0.5]])),
        (
            np.array([[0.5, -2.0, 3.0], [-1.0, 4.0, 0.25]]),
            np.array([[1.0, -1.0, 0.0], [2.0, 3.0, -0.5]]),
        ),
    ),
    random=pair,
    edge=((np.array([[2.0, -1.0]]), np.array([[0.0, 0.0]])),),
)


def leaky_relu_backward(dy, x, slope_below):
    """The backward pass of leaky relu: y = x where x > 0, else y = slope_below * x.

    dy: (B, O), the gradient by the outputs
    x: (B, O), what went in
    slope_below: the slope on the left, also at x = 0; it may be 0
    Returns dx, (B, O).
    """
    leaky = find("activation", "leaky_relu", slope_below=slope_below)
    return leaky.backward(dy, x, leaky.value(x))


@mistake(
    "The derivative of plain relu",
    "On the left the leaky unit still passes a little: slope, not 0.",
)
def leaky_relu_backward__plain_relu(dy, x, slope_below):
    return dy * (x > 0)


@mistake("slope * x instead of slope", "The derivative of slope * x is slope; x is gone.")
def leaky_relu_backward__value_for_derivative(dy, x, slope_below):
    return np.where(x > 0, dy, dy * slope_below * x)


@mistake(
    "The mask is y >= 0 with the output",
    "With slope 0 every output on the left is 0, and >= lets them all through.",
)
def leaky_relu_backward__mask_of_output(dy, x, slope_below):
    y = np.where(x > 0, x, slope_below * x)
    return np.where(y >= 0, dy, slope_below * dy)


@mistake(
    "Leaky relu is applied to the gradient",
    "Gradients may be negative: the slope depends on whether x was above 0, not on the sign of dy.",
)
def leaky_relu_backward__leaky_of_the_gradient(dy, x, slope_below):
    return np.where(dy > 0, dy, slope_below * dy)


@mistake(
    "Multiplied by the output, not by its derivative",
    "The derivative of leaky relu is 1 or slope; you multiply by the value itself.",
)
def leaky_relu_backward__times_the_output(dy, x, slope_below):
    return dy * np.where(x > 0, x, slope_below * x)


@mistake("x >= 0: the corner has slope 1", "At 0 the slope is that on the left (a convention).")
def leaky_relu_backward__at_zero(dy, x, slope_below):
    return np.where(x >= 0, dy, slope_below * dy)


LEAKY_RELU_BACKWARD = Exercise(
    solution=leaky_relu_backward,
    title="back through leaky relu",
    lesson=6,
    mistakes=(
        leaky_relu_backward__plain_relu,
        leaky_relu_backward__value_for_derivative,
        leaky_relu_backward__mask_of_output,
        leaky_relu_backward__leaky_of_the_gradient,
        leaky_relu_backward__times_the_output,
        leaky_relu_backward__at_zero,
    ),
    small=(
        (np.array([[1.0, 2.0]]), np.array([[3.0, -0.5]]), 0.1),
        (
            np.array([[0.5, -2.0, 3.0], [-1.0, 4.0, 0.25]]),
            np.array([[1.0, -1.0, -3.0], [2.0, 3.0, -0.5]]),
            0.1,
        ),
    ),
    random=lambda random: (*pair(random), 0.2),
    edge=(
        (np.array([[0.5, -2.0, 3.0]]), np.array([[1.0, -1.0, -3.0]]), 0.0),
        (np.array([[2.0, -1.0]]), np.array([[0.0, 0.0]]), 0.1),
    ),
)


EXERCISES = (
    RELU_BACKWARD,
    LEAKY_RELU_BACKWARD,
)
"""All of this topic, from easy to hard."""
