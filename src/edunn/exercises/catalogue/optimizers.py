"""Exercises on optimizers: plain gradient descent, and two kinds of momentum."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import vectors
from edunn.exercises.exercise import Exercise, mistake


def sgd_step(theta, g, rate):
    """One step of gradient descent.

    theta: (n,), the parameters; the array that comes in stays as it is
    g: (n,), the gradient
    rate: the learning rate
    Returns the next theta, (n,).
    """
    optimizer = find("optimizer", "gradient_descent")
    return optimizer.update(optimizer.start(theta), g, rate).theta


@mistake("The gradient is added", "The gradient points uphill; descent goes against it.")
def sgd_step__uphill(theta, g, rate):
    return theta + rate * g


@mistake("The learning rate is not used", "Without the rate each step is as long as the gradient.")
def sgd_step__rate_ignored(theta, g, rate):
    return theta - g


@mistake("The rate is added, not multiplied", "rate * g: a step in proportion to the gradient.")
def sgd_step__rate_added(theta, g, rate):
    return theta - (rate + g)


@mistake(
    "theta is multiplied by 1 - rate g",
    "The gradient is subtracted from theta; it does not scale it.",
)
def sgd_step__theta_scaled(theta, g, rate):
    return theta * (1 - rate * g)


@mistake(
    "The gradient is brought to length 1",
    "A steep slope asks for a long step, and a gradient near 0 for a short one.",
)
def sgd_step__length_one(theta, g, rate):
    return theta - rate * g / np.linalg.norm(g)


SGD_STEP = Exercise(
    solution=sgd_step,
    title="a step of gradient descent",
    lesson=7,
    mistakes=(
        sgd_step__uphill,
        sgd_step__rate_ignored,
        sgd_step__rate_added,
        sgd_step__theta_scaled,
        sgd_step__length_one,
    ),
    small=((np.array([1.0, -2.0]), np.array([0.5, 4.0]), 0.1),),
    random=lambda random: (*vectors(random, 2), 0.3),
    edge=((np.array([0.0, 1.0]), np.array([1.0, 0.0]), 0.5),),
    outputs=("theta",),
)


def momentum_step(theta, v, g, rate, decay):
    """One step of gradient descent with momentum: v' = decay v - rate g, theta' = theta + v'.

    theta, v, g: (n,), the parameters, the velocity, the gradient
    rate: the learning rate
    decay: how much of the velocity is kept
    Returns theta' and v'.
    """
    optimizer = find("optimizer", "momentum", decay=decay)
    after = optimizer.update(optimizer.start(theta)._replace(v=v), g, rate)
    return after.theta, after.v


@mistake(
    "(1 - decay) in front of the gradient",
    ("That is the averaging form of another book: its steps are ten times shorter at decay 0.9."),
)
def momentum_step__averaged(theta, v, g, rate, decay):
    v = decay * v - (1 - decay) * rate * g
    return theta + v, v


@mistake(
    "The velocity is forgotten at every step",
    "The velocity must come from the step before: without it this is plain gradient descent.",
)
def momentum_step__velocity_reset(theta, v, g, rate, decay):
    v = np.zeros_like(theta)
    v = decay * v - rate * g
    return theta + v, v


@mistake(
    "theta moves with the old velocity", "First the velocity, then the place with the new one."
)
def momentum_step__old_velocity(theta, v, g, rate, decay):
    return theta + v, decay * v - rate * g


@mistake(
    "Nesterov's formula", "theta + decay v' - rate g looks ahead: that is Nesterov's momentum."
)
def momentum_step__nesterov(theta, v, g, rate, decay):
    v = decay * v - rate * g
    return theta + decay * v - rate * g, v


@mistake(
    "The first velocity is the bare gradient",
    "The first velocity is minus rate times the gradient, like all others.",
)
def momentum_step__first_velocity_without_rate(theta, v, g, rate, decay):
    v = decay * v - rate * g if v.any() else -g
    return theta + v, v


@mistake(
    "The velocity is a running mean of gradients",
    "That is the form of another book; here the velocity is a step: decay v - rate g, added.",
)
def momentum_step__running_mean(theta, v, g, rate, decay):
    v = decay * v + (1 - decay) * g
    return theta - rate * v, v


@mistake(
    "The velocity is kept without the rate",
    "PyTorch keeps decay v + g and multiplies by the rate at the end; here v is the step itself.",
)
def momentum_step__rate_outside(theta, v, g, rate, decay):
    v = decay * v + g
    return theta - rate * v, v


@mistake("The gradient is added", "The gradient points uphill: the velocity goes against it.")
def momentum_step__uphill(theta, v, g, rate, decay):
    v = decay * v + rate * g
    return theta + v, v


MOMENTUM_STEP = Exercise(
    solution=momentum_step,
    title="a step with momentum",
    lesson=8,
    mistakes=(
        momentum_step__averaged,
        momentum_step__velocity_reset,
        momentum_step__old_velocity,
        momentum_step__nesterov,
        momentum_step__first_velocity_without_rate,
        momentum_step__running_mean,
        momentum_step__rate_outside,
        momentum_step__uphill,
    ),
    small=((np.array([1.0, -2.0]), np.array([0.2, 0.1]), np.array([0.5, 4.0]), 0.1, 0.9),),
    random=lambda random: (*vectors(random, 3), 0.2, 0.7),
    edge=((np.array([1.0, -2.0]), np.array([0.0, 0.0]), np.array([0.5, 4.0]), 0.1, 0.9),),
    outputs=("theta", "v"),
)


def nesterov_step(theta, v, g, rate, decay):
    """One step with Nesterov's momentum: v' = decay v - rate g, theta' = theta + decay v' - rate g.

    theta, v, g: (n,), the parameters, the velocity, the gradient
    rate: the learning rate
    decay: how much of the velocity is kept
    Returns theta' and v'.
    """
    optimizer = find("optimizer", "nesterov", decay=decay)
    after = optimizer.update(optimizer.start(theta)._replace(v=v), g, rate)
    return after.theta, after.v


@mistake(
    "Plain momentum",
    "Without the look ahead the gradient is used where the ball is, not where it will be.",
)
def nesterov_step__plain_momentum(theta, v, g, rate, decay):
    v = decay * v - rate * g
    return theta + v, v


@mistake(
    "The old velocity is applied twice",
    "The interim step with decay v is a visit only: it is not kept and then made again.",
)
def nesterov_step__momentum_twice(theta, v, g, rate, decay):
    ahead = theta + decay * v
    v = decay * v - rate * g
    return ahead + v, v


@mistake(
    "A bracket is missing: the rate reaches one term only",
    "The rate belongs to the gradient as well.",
)
def nesterov_step__rate_on_one_term(theta, v, g, rate, decay):
    v = decay * v - rate * g
    return theta + decay * v - g, v


@mistake(
    "The look ahead is kept as the velocity",
    "Only theta looks ahead; the velocity that is kept is v'.",
)
def nesterov_step__look_ahead_kept(theta, v, g, rate, decay):
    v = decay * v - rate * g
    v = decay * v - rate * g
    return theta + v, v


@mistake(
    "The velocity is kept without the rate",
    "PyTorch keeps decay v + g and multiplies by the rate at the end; here v is the step itself.",
)
def nesterov_step__rate_outside(theta, v, g, rate, decay):
    v = decay * v + g
    return theta - rate * (g + decay * v), v


@mistake("The gradient is added", "The gradient points uphill: the velocity goes against it.")
def nesterov_step__uphill(theta, v, g, rate, decay):
    v = decay * v + rate * g
    return theta + decay * v + rate * g, v


NESTEROV_STEP = Exercise(
    solution=nesterov_step,
    title="a step with Nesterov's momentum",
    lesson=8,
    mistakes=(
        nesterov_step__plain_momentum,
        nesterov_step__momentum_twice,
        nesterov_step__rate_on_one_term,
        nesterov_step__look_ahead_kept,
        nesterov_step__rate_outside,
        nesterov_step__uphill,
    ),
    small=((np.array([1.0, -2.0]), np.array([0.2, 0.1]), np.array([0.5, 4.0]), 0.1, 0.9),),
    random=lambda random: (*vectors(random, 3), 0.2, 0.7),
    edge=((np.array([1.0, -2.0]), np.array([0.0, 0.0]), np.array([0.5, 4.0]), 0.1, 0.9),),
    outputs=("theta", "v"),
)


EXERCISES = (
    SGD_STEP,
    MOMENTUM_STEP,
    NESTEROV_STEP,
)
"""All of this topic, from easy to hard."""
