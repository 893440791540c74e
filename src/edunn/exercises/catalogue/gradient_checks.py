"""Exercises on checking gradients: central differences, and how to compare with them."""

import numpy as np

from edunn.exercises.exercise import Exercise, mistake


def cubic(x):
    """A function of two numbers with a gradient that is easily found by hand."""
    return float(x[0] ** 3 + 2 * x[0] * x[1])


def waves(x):
    """A function of any number of numbers."""
    return float(np.sum(np.sin(x) * x) + x[0] * x[-1] ** 2)


def numerical_gradient(f, x, h):
    """The gradient of a function by central differences: (f(x + h) - f(x - h)) / (2 h).

    f: a function of x that gives one number
    x: (n,), where the gradient is taken; it comes back unchanged
    h: the step up and down one number of x at a time
    Returns g, (n,).
    """
    x = x.astype(float)
    g = np.zeros_like(x)
    for k in range(x.size):
        step = np.zeros_like(x)
        step[k] = h
        g[k] = (f(x + step) - f(x - step)) / (2 * h)
    return g


@mistake(
    "Only a step forward",
    "(f(x + h) - f(x)) / h errs in proportion to h, the central difference to h^2.",
)
def numerical_gradient__forward_difference(f, x, h):
    x = x.astype(float)
    return np.array([(f(x + h * e) - f(x)) / h for e in np.eye(x.size)])


@mistake("Divided by h, not by 2h", "From x - h to x + h the way is 2h.")
def numerical_gradient__divided_by_h(f, x, h):
    x = x.astype(float)
    return np.array([(f(x + h * e) - f(x - h * e)) / h for e in np.eye(x.size)])


@mistake(
    "All numbers are moved at once", "A partial derivative moves one number and holds the others."
)
def numerical_gradient__all_at_once(f, x, h):
    x = x.astype(float)
    return np.full(x.size, (f(x + h) - f(x - h)) / (2 * h))


@mistake(
    "x is not put back",
    ("After each difference x[k] must have its old value, or all later ones are taken elsewhere."),
)
def numerical_gradient__not_put_back(f, x, h):
    g = np.zeros(x.size)
    for k in range(x.size):
        x[k] += h
        up = f(x)
        x[k] -= 2 * h
        g[k] = (up - f(x)) / (2 * h)
    return g


NUMERICAL_GRADIENT = Exercise(
    solution=numerical_gradient,
    title="the numerical gradient",
    lesson=5,
    mistakes=(
        numerical_gradient__forward_difference,
        numerical_gradient__divided_by_h,
        numerical_gradient__all_at_once,
        numerical_gradient__not_put_back,
    ),
    small=((cubic, np.array([2.0, 1.0]), 1e-3),),
    random=lambda random: (waves, random.normal(size=random.integers(2, 5)), 1e-3),
    outputs=("g",),
    tolerance=1e-8,
)


def relative_error(a, n):
    """How far two gradients are apart: the largest |a - n| / max(|a|, |n|, 1e-8).

    a: (k,), by backpropagation
    n: (k,), by differences
    Returns one number; two zeros agree.
    """
    return np.max(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))


@mistake(
    "The absolute difference",
    (
        "0.001 off is a lot for a gradient of 0.001 and nothing for one of 1000: divide by "
        "their size."
    ),
)
def relative_error__absolute(a, n):
    return np.max(np.abs(a - n))


@mistake("The sign of the difference is kept", "A large negative difference would pass as small.")
def relative_error__no_absolute_value(a, n):
    return np.max((a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))


@mistake("0 / 0 where both are zero", "Two zeros agree: the floor keeps the division from failing.")
def relative_error__no_floor(a, n):
    return np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n)))


@mistake("The ratio instead of the difference", "Equal gradients must give 0, not 1.")
def relative_error__ratio(a, n):
    return np.max(np.abs(a) / np.maximum(np.abs(n), 1e-8))


@mistake("Divided by the sum of both", "Here the larger one of both is the measure.")
def relative_error__by_the_sum(a, n):
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


@mistake("The mean instead of the largest", "One wrong number in a thousand must be seen: max.")
def relative_error__mean(a, n):
    return np.mean(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))


RELATIVE_ERROR = Exercise(
    solution=relative_error,
    title="the relative error of a gradient",
    lesson=5,
    mistakes=(
        relative_error__absolute,
        relative_error__no_absolute_value,
        relative_error__no_floor,
        relative_error__ratio,
        relative_error__by_the_sum,
        relative_error__mean,
    ),
    small=(
        (np.array([2.0, -1.0]), np.array([2.5, -1.0])),
        (np.array([1000.0, 1e-3, -2.0]), np.array([1001.0, 2e-3, -1.0])),
    ),
    random=lambda random: tuple(random.normal(size=(2, 4))),
    edge=((np.array([0.0, 1.0]), np.array([0.0, 1.1])),),
)


EXERCISES = (
    NUMERICAL_GRADIENT,
    RELATIVE_ERROR,
)
"""All of this topic, from easy to hard."""
