"""Exercises on a whole training, of a straight line and of a single neuron that classifies."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.optimizers import sgd_step
from edunn.exercises.exercise import Exercise, mistake


def line(x, theta):
    """The outputs of a linear model; the last number of theta is the bias."""
    return x @ theta[:-1] + theta[-1]


def through_line(dy, x):
    """The gradient by theta, given that by the outputs."""
    return np.append(dy @ x, dy.sum())


def probability(x, theta):
    """The outputs of a logistic model, as people write it."""
    return 1 / (1 + np.exp(-line(x, theta)))


def linear_gradient(x, t, w, b):
    """The gradient of the mean squared error of a straight line, y = w x + b.

    x: (B,), one input a row
    t: (B,), the targets; the loss is the mean of (y - t)^2
    w, b: one number each
    Returns dw and db, one number each.
    """
    dy = find("loss", "mse").gradient((w * x + b - t)[:, np.newaxis], np.zeros((len(t), 1)))[:, 0]
    return (dy * x).mean(), dy.mean()


@mistake("The factor 2 is lost", "The derivative of a square is twice the base.")
def linear_gradient__two_lost(x, t, w, b):
    error = w * x + b - t
    return np.mean(error * x), np.mean(error)


@mistake("t - y instead of y - t", "The gradient points uphill: it is y minus t.")
def linear_gradient__sign(x, t, w, b):
    error = t - (w * x + b)
    return 2 * np.mean(error * x), 2 * np.mean(error)


@mistake(
    "The sum instead of the mean", "The loss is a mean over the rows, so divide by their number."
)
def linear_gradient__sum(x, t, w, b):
    error = w * x + b - t
    return 2 * np.sum(error * x), 2 * np.sum(error)


@mistake("dw lacks the factor x", "w acts through w x: by the chain rule dw is dy times x.")
def linear_gradient__x_lost(x, t, w, b):
    error = w * x + b - t
    return 2 * np.mean(error), 2 * np.mean(error)


@mistake("db has the factor x", "b is added as it is: its derivative is 1, not x.")
def linear_gradient__x_in_db(x, t, w, b):
    error = w * x + b - t
    return 2 * np.mean(error * x), 2 * np.mean(error * x)


@mistake("A product of two means", "The mean of a product is not the product of the means.")
def linear_gradient__product_of_means(x, t, w, b):
    error = w * x + b - t
    return 2 * np.mean(error) * np.mean(x), 2 * np.mean(error)


@mistake("dw has the factor w", "The derivative of w x by w is x; w is that by x.")
def linear_gradient__w_for_x(x, t, w, b):
    error = w * x + b - t
    return 2 * np.mean(error * w), 2 * np.mean(error)


LINEAR_GRADIENT = Exercise(
    solution=linear_gradient,
    title="the gradient of a straight line",
    lesson=5,
    mistakes=(
        linear_gradient__two_lost,
        linear_gradient__sign,
        linear_gradient__sum,
        linear_gradient__x_lost,
        linear_gradient__x_in_db,
        linear_gradient__product_of_means,
        linear_gradient__w_for_x,
    ),
    small=((np.array([1.0, 3.0]), np.array([2.0, 1.0]), 1.0, 0.5),),
    random=lambda random: (*random.normal(1.0, 2.0, (2, random.integers(3, 7))), 0.7, -0.4),
    edge=((np.array([2.0]), np.array([3.0]), 1.0, 1.0),),
    outputs=("dw", "db"),
)


def train_linear(x, t, theta0, rate, epochs):
    """Train a linear model by gradient descent on the mean squared error, all rows in each step.

    x: (B, I), the rows; t: (B,), the targets
    theta0: (I + 1,), the initial weights, and the bias last; it stays as it is
    rate: the learning rate; epochs: the number of steps
    Each step is theta - rate * g, where g is the gradient of the mean of (y - t)^2.
    Returns theta, (I + 1,), after the last step.
    """
    theta, loss = theta0, find("loss", "mse")
    for _ in range(epochs):
        dy = loss.gradient(line(x, theta)[:, np.newaxis], t[:, np.newaxis])[:, 0] / len(t)
        theta = sgd_step(theta, through_line(dy, x), rate)
    return theta


@mistake("The gradient is added", "The gradient points uphill; subtract it to go down.")
def train_linear__uphill(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta + rate * through_line(2 * (line(x, theta) - t) / len(t), x)
    return theta


@mistake("The sum instead of the mean", "The loss is a mean over the rows: divide by their number.")
def train_linear__sum(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line(2 * (line(x, theta) - t), x)
    return theta


@mistake(
    "The factor 2 is lost", "The loss has no half, so the derivative of the square keeps its 2."
)
def train_linear__two_lost(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line((line(x, theta) - t) / len(t), x)
    return theta


@mistake(
    "The gradient is always taken at theta0",
    "Every step needs the gradient of where it starts: compute it inside the loop, at theta.",
)
def train_linear__gradient_of_the_start(x, t, theta0, rate, epochs):
    g = through_line(2 * (line(x, theta0) - t) / len(t), x)
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * g
    return theta


@mistake("The return stands inside the loop", "One indentation too far: it ends after one step.")
def train_linear__returned_too_early(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line(2 * (line(x, theta) - t) / len(t), x)
        return theta
    return theta


@mistake("One step too few", "range(1, epochs) has epochs - 1 turns; range(epochs) has them all.")
def train_linear__one_step_short(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(1, epochs):
        theta = theta - rate * through_line(2 * (line(x, theta) - t) / len(t), x)
    return theta


@mistake(
    "The bias is not trained", "The bias is a parameter like the weights: it takes its step, too."
)
def train_linear__bias_not_trained(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta[:-1] = theta[:-1] - rate * (2 * (line(x, theta) - t) / len(t)) @ x
    return theta


@mistake(
    "theta0 itself is changed",
    "theta -= ... works in the array that came in; the next run would begin where this one ended.",
)
def train_linear__in_place(x, t, theta0, rate, epochs):
    theta = theta0
    for _ in range(epochs):
        theta -= rate * through_line(2 * (line(x, theta) - t) / len(t), x)
    return theta


@mistake(
    "A step after each row",
    "Asked is one step an epoch, on all rows; a step for each row is stochastic gradient descent.",
)
def train_linear__row_by_row(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        for k in range(len(x)):
            row = x[k : k + 1]
            theta = theta - rate * through_line(2 * (line(row, theta) - t[k]), row)
    return theta


def rows(random):
    """Rows and targets on a plane, with noise, and where to begin."""
    x = random.normal(size=(random.integers(5, 8), 2))
    t = x @ [1.5, -0.5] + 0.7 + 0.1 * random.normal(size=len(x))
    return x, t, 0.1 * random.normal(size=3), 0.1, 7


@mistake(
    "The bias takes its step after the weights",
    "Both gradients belong to the same theta: first compute both, then take the step.",
)
def train_linear__bias_after_weights(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta[:-1] = theta[:-1] - rate * through_line(2 * (line(x, theta) - t) / len(t), x)[:-1]
        theta[-1] = theta[-1] - rate * 2 * np.mean(line(x, theta) - t)
    return theta


TRAIN_LINEAR = Exercise(
    solution=train_linear,
    title="training a straight line",
    lesson=7,
    mistakes=(
        train_linear__uphill,
        train_linear__sum,
        train_linear__two_lost,
        train_linear__gradient_of_the_start,
        train_linear__returned_too_early,
        train_linear__one_step_short,
        train_linear__bias_not_trained,
        train_linear__in_place,
        train_linear__row_by_row,
        train_linear__bias_after_weights,
    ),
    small=((np.array([[1.0], [2.0]]), np.array([2.0, 3.0]), np.array([0.0, 0.0]), 0.1, 2),),
    random=rows,
    edge=((np.array([[1.0], [2.0]]), np.array([2.0, 3.0]), np.array([0.5, 0.5]), 0.1, 0),),
    outputs=("theta",),
)


EXERCISES = (LINEAR_GRADIENT, TRAIN_LINEAR)
"""All of this topic, from easy to hard."""
