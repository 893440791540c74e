"""Exercises on adaptive optimizers: a learning rate for each parameter."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import vectors
from edunn.exercises.exercise import Exercise, mistake


def rmsprop_step(theta, s, g, rate, rho, epsilon):
    """One step of RMSprop, gradient descent with a rate for each parameter.

    s' = rho s + (1 - rho) g^2 and theta' = theta - rate g / (sqrt(s') + epsilon)
    theta, s, g: (n,), the parameters, the running mean of squares, the gradient
    rate: the learning rate
    rho: how much of the old mean is kept
    epsilon: keeps the division from failing
    Returns theta' and s'.
    """
    optimizer = find("optimizer", "rmsprop", rho=rho, epsilon=epsilon)
    after = optimizer.update(optimizer.start(theta)._replace(v=s), g, rate)
    return after.theta, after.v


@mistake(
    "1 - rho is lost", "A running mean: what is forgotten of the old is what the new one gets."
)
def rmsprop_step__one_minus_rho_lost(theta, s, g, rate, rho, epsilon):
    s = rho * s + g**2
    return theta - rate * g / (np.sqrt(s) + epsilon), s


@mistake(
    "The root is forgotten",
    "Divide by the root of the mean square: the step must not depend on the unit of g.",
)
def rmsprop_step__no_root(theta, s, g, rate, rho, epsilon):
    s = rho * s + (1 - rho) * g**2
    return theta - rate * g / (s + epsilon), s


@mistake(
    "rho and 1 - rho are swapped",
    "Most of the old is kept (rho = 0.9); yours forgets nearly all of it.",
)
def rmsprop_step__rho_swapped(theta, s, g, rate, rho, epsilon):
    s = (1 - rho) * s + rho * g**2
    return theta - rate * g / (np.sqrt(s) + epsilon), s


@mistake(
    "Nothing is forgotten: AdaGrad", "A sum only grows, so the steps only shrink; RMSprop forgets."
)
def rmsprop_step__adagrad(theta, s, g, rate, rho, epsilon):
    s = s + g**2
    return theta - rate * g / (np.sqrt(s) + epsilon), s


@mistake("The gradient is added", "The gradient points uphill; descent goes against it.")
def rmsprop_step__uphill(theta, s, g, rate, rho, epsilon):
    s = rho * s + (1 - rho) * g**2
    return theta + rate * g / (np.sqrt(s) + epsilon), s


@mistake(
    "Divided by the root of the old mean",
    "First the mean with the new gradient in it, then the step: at the start the old one is 0.",
)
def rmsprop_step__old_mean(theta, s, g, rate, rho, epsilon):
    return theta - rate * g / (np.sqrt(s) + epsilon), rho * s + (1 - rho) * g**2


@mistake(
    "epsilon stands under the root",
    "Some books have it there; here it is added to the root, and weighs less.",
)
def rmsprop_step__epsilon_under_the_root(theta, s, g, rate, rho, epsilon):
    s = rho * s + (1 - rho) * g**2
    return theta - rate * g / np.sqrt(s + epsilon), s


RMSPROP_STEP = Exercise(
    solution=rmsprop_step,
    title="a step of RMSprop",
    lesson=8,
    mistakes=(
        rmsprop_step__one_minus_rho_lost,
        rmsprop_step__no_root,
        rmsprop_step__rho_swapped,
        rmsprop_step__adagrad,
        rmsprop_step__uphill,
        rmsprop_step__old_mean,
        rmsprop_step__epsilon_under_the_root,
    ),
    small=((np.array([1.0, -2.0]), np.array([4.0, 0.01]), np.array([0.5, -3.0]), 0.1, 0.9, 1e-7),),
    random=lambda random: (
        vectors(random, 1)[0][:3],
        random.random(3),
        random.normal(size=3),
        0.2,
        0.7,
        0.05,
    ),
    edge=((np.array([1.0]), np.array([0.0]), np.array([0.0]), 0.1, 0.9, 1e-7),),
    outputs=("theta", "s"),
)


def adam_step(theta, m, v, t, g, rate, beta1, beta2):
    """One step of Adam, with the correction of the early means.

    theta, m, v: (n,), the parameters and the running means of g and of g^2
    t: the number of steps taken before this one, 0 at first
    g: (n,), the gradient; rate, beta1, beta2: the settings
    m' = beta1 m + (1 - beta1) g and v' = beta2 v + (1 - beta2) g^2; both are divided by
    1 - beta^(t + 1) before they are used: theta' = theta - rate m / (sqrt(v) + 1e-8).
    Returns theta', and m' and v' before the division.
    """
    optimizer = find("optimizer", "adam", beta1=beta1, beta2=beta2, epsilon=1e-9)
    after = optimizer.update(optimizer.start(theta)._replace(m=m, v=v, t=t), g, rate)
    return after.theta, after.m, after.v


@mistake(
    "Multiplied by 1 - beta^t, not divided",
    "The early means are too small: dividing by a number below 1 makes them larger.",
)
def adam_step__multiplied(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m * (1 - beta1 ** (t + 1)), v * (1 - beta2 ** (t + 1))
    return theta - rate * mean / (np.sqrt(square) + 1e-8), m, v


@mistake("1 - beta without the power t", "The correction fades with time: 1 - beta^t goes to 1.")
def adam_step__no_power(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m / (1 - beta1), v / (1 - beta2)
    return theta - rate * mean / (np.sqrt(square) + 1e-8), m, v


@mistake("The power is t, which starts at 0", "In the first step 1 - beta^0 is 0: count from 1.")
def adam_step__t_from_zero(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m / (1 - beta1**t), v / (1 - beta2**t)
    return theta - rate * mean / (np.sqrt(square) + 1e-8), m, v


@mistake("The power is one too high", "The first step has t = 1, not 2.")
def adam_step__t_too_late(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m / (1 - beta1 ** (t + 2)), v / (1 - beta2 ** (t + 2))
    return theta - rate * mean / (np.sqrt(square) + 1e-8), m, v


@mistake("The means start at zero in every step", "m and v must be handed from step to step.")
def adam_step__moments_reset(theta, m, v, t, g, rate, beta1, beta2):
    m = (1 - beta1) * g
    v = (1 - beta2) * g**2
    mean, square = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))
    return theta - rate * mean / (np.sqrt(square) + 1e-8), m, v


@mistake(
    "The root is forgotten", "Divide by the root of v: otherwise the step depends on the unit of g."
)
def adam_step__no_root(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))
    return theta - rate * mean / (square + 1e-8), m, v


@mistake(
    "The corrected means are returned",
    "Kept are m and v as they are: else the next step corrects them once more.",
)
def adam_step__corrected_kept(theta, m, v, t, g, rate, beta1, beta2):
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1 ** (t + 1))
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2 ** (t + 1))
    return theta - rate * m / (np.sqrt(v) + 1e-8), m, v


@mistake(
    "Only m is corrected",
    "v starts at 0 as well, and is forgotten more slowly: uncorrected, the first steps are far "
    "too long.",
)
def adam_step__v_not_corrected(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return theta - rate * m / (1 - beta1 ** (t + 1)) / (np.sqrt(v) + 1e-8), m, v


@mistake(
    "The correction is forgotten",
    "m and v start at 0, so the early means are too small: divide them by 1 - beta^(t + 1).",
)
def adam_step__not_corrected(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return theta - rate * m / (np.sqrt(v) + 1e-8), m, v


@mistake("The gradient is added", "The gradient points uphill; descent goes against it.")
def adam_step__uphill(theta, m, v, t, g, rate, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, square = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))
    return theta + rate * mean / (np.sqrt(square) + 1e-8), m, v


ADAM_STEP = Exercise(
    solution=adam_step,
    title="a step of Adam",
    lesson=8,
    mistakes=(
        adam_step__multiplied,
        adam_step__no_power,
        adam_step__t_from_zero,
        adam_step__t_too_late,
        adam_step__moments_reset,
        adam_step__no_root,
        adam_step__corrected_kept,
        adam_step__v_not_corrected,
        adam_step__not_corrected,
        adam_step__uphill,
    ),
    small=(
        (
            np.array([1.0, -2.0]),
            np.array([0.05, 0.1]),
            np.array([0.02, 0.3]),
            2,
            np.array([0.5, -3.0]),
            0.01,
            0.9,
            0.999,
        ),
    ),
    random=lambda random: (
        random.normal(size=3),
        random.normal(size=3),
        random.random(3),
        4,
        random.normal(size=3),
        0.1,
        0.8,
        0.95,
    ),
    edge=(
        (np.array([1.0]), np.array([0.0]), np.array([0.0]), 0, np.array([0.5]), 0.01, 0.9, 0.999),
    ),
    outputs=("theta", "m", "v"),
    tolerance=1e-5,
)


EXERCISES = (
    RMSPROP_STEP,
    ADAM_STEP,
)
"""All of this topic, from easy to hard."""
