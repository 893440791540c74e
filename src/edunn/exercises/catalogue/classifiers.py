"""Exercises on a neuron that classifies: its loss from logits, its training, and its answer."""

import numpy as np

from edunn.exercises.catalogue.optimizers import sgd_step
from edunn.exercises.catalogue.regressions import line, probability, through_line
from edunn.exercises.exercise import Exercise, mistake
from edunn.losses.from_logits import SigmoidBinaryCrossEntropy


def binary_cross_entropy_from_logits(z, t):
    """The binary cross-entropy of sigmoid(z), without passing through the probability.

    z: (B, 1), the logits, any finite numbers
    t: (B, 1), 1 for yes and 0 for no
    Returns one number, the mean of log(1 + exp(z)) - t z; for z = 1000, too, without a warning.
    """
    return SigmoidBinaryCrossEntropy().per_example(z, t).mean()


@mistake(
    "log(1 + exp(z)) as it is written",
    "exp(1000) overflows: for a large z use that log(1 + exp(z)) is nearly z, np.logaddexp(0, z).",
)
def binary_cross_entropy_from_logits__overflow(z, t):
    return np.mean(np.log(1 + np.exp(z)) - t * z)


@mistake(
    "By way of the probability",
    "sigmoid(z) rounds to 0 or 1 and log(0) is infinite: stay with the logits.",
)
def binary_cross_entropy_from_logits__by_probability(z, t):
    p = np.where(
        z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
    )
    return -np.mean(np.where(t == 1, np.log(p), np.log(1 - p)))


@mistake("The sum instead of the mean", "Mean: otherwise the loss grows with the batch.")
def binary_cross_entropy_from_logits__sum(z, t):
    return np.sum(np.logaddexp(0, z) - t * z)


@mistake(
    "The logit is taken for the opposite answer", "A large z speaks for yes: the term is - t z."
)
def binary_cross_entropy_from_logits__sign(z, t):
    return np.mean(np.logaddexp(0, z) - (1 - t) * z)


@mistake("Only the rows with answer yes count", "A no with a large z must cost as well.")
def binary_cross_entropy_from_logits__only_yes_rows(z, t):
    return np.mean(t * np.logaddexp(0, -z))


@mistake(
    "The probability is clipped",
    "Clipped at 1e-7 no answer costs more than 16; from logits the cost is exact, however large.",
)
def binary_cross_entropy_from_logits__clipped(z, t):
    p = np.clip(0.5 * (1 + np.tanh(z / 2)), 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


BINARY_CROSS_ENTROPY_FROM_LOGITS = Exercise(
    solution=binary_cross_entropy_from_logits,
    title="the binary cross-entropy from logits",
    lesson=4,
    mistakes=(
        binary_cross_entropy_from_logits__overflow,
        binary_cross_entropy_from_logits__by_probability,
        binary_cross_entropy_from_logits__sum,
        binary_cross_entropy_from_logits__sign,
        binary_cross_entropy_from_logits__only_yes_rows,
        binary_cross_entropy_from_logits__clipped,
    ),
    small=((np.array([[2.0], [-1.0]]), np.array([[1.0], [1.0]])),),
    random=lambda random: (random.normal(size=(5, 1)), np.array([[0.0], [1], [1], [0], [1]])),
    edge=((np.array([[0.0]]), np.array([[0.0]])),),
    stability=(
        (np.array([[40.0]]), np.array([[0.0]])),
        (np.array([[1000.0], [-1000.0]]), np.array([[0.0], [1.0]])),
    ),
)


def train_logistic(x, t, theta0, rate, epochs):
    """Train a logistic regression by gradient descent on the binary cross-entropy, all rows a step.

    x: (B, I), the rows; t: (B,), 1 for yes and 0 for no
    theta0: (I + 1,), the initial weights, and the bias last; it stays as it is
    rate: the learning rate; epochs: the number of steps
    The probability of yes is p = sigmoid(x w + b); by z = x w + b the gradient is (p - t) / B.
    Returns theta, (I + 1,), after the last step.
    """
    theta, loss = theta0, SigmoidBinaryCrossEntropy()
    for _ in range(epochs):
        dz = loss.gradient(line(x, theta)[:, np.newaxis], t[:, np.newaxis])[:, 0] / len(t)
        theta = sgd_step(theta, through_line(dz, x), rate)
    return theta


@mistake("The sigmoid is forgotten", "The sum is any number; compare a probability with t.")
def train_logistic__no_sigmoid(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line((line(x, theta) - t) / len(t), x)
    return theta


@mistake(
    "The derivative of the sigmoid is multiplied in",
    "In p - t it has cancelled already; p (1 - p) once more is the gradient of the squared error.",
)
def train_logistic__squared_error(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        p = probability(x, theta)
        theta = theta - rate * through_line((p - t) * p * (1 - p) / len(t), x)
    return theta


@mistake("The gradient is added", "p - t points uphill; subtract it to go down.")
def train_logistic__uphill(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta + rate * through_line((probability(x, theta) - t) / len(t), x)
    return theta


@mistake("The sum instead of the mean", "The loss is a mean over the rows: divide by their number.")
def train_logistic__sum(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line(probability(x, theta) - t, x)
    return theta


@mistake(
    "The answer is rounded before the gradient",
    "Rounded to 0 or 1 that is the perceptron: a probability says also how sure it is.",
)
def train_logistic__rounded(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line(((line(x, theta) > 0) - t) / len(t), x)
    return theta


def yes_and_no(random):
    """Rows on both sides of a line, and where to begin."""
    x = random.normal(size=(random.integers(5, 8), 2))
    return x, (x[:, 0] > x[:, 1]).astype(float), 0.3 * random.normal(size=3), 0.5, 6


@mistake(
    "The bias takes its step after the weights",
    "Both gradients belong to the same theta: first compute both, then take the step.",
)
def train_logistic__bias_after_weights(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        step = rate * through_line((probability(x, theta) - t) / len(t), x)
        theta[:-1] = theta[:-1] - step[:-1]
        theta[-1] = theta[-1] - rate * np.mean(probability(x, theta) - t)
    return theta


@mistake(
    "The bias is not trained", "The bias is a parameter like the weights: it takes its step, too."
)
def train_logistic__bias_not_trained(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta[:-1] = theta[:-1] - rate * (probability(x, theta) - t) @ x / len(t)
    return theta


@mistake("A factor 2", "That is of the squared error; the gradient of this loss is p - t alone.")
def train_logistic__two(x, t, theta0, rate, epochs):
    theta = theta0.copy()
    for _ in range(epochs):
        theta = theta - rate * through_line(2 * (probability(x, theta) - t) / len(t), x)
    return theta


TRAIN_LOGISTIC = Exercise(
    solution=train_logistic,
    title="training a logistic regression",
    lesson=7,
    mistakes=(
        train_logistic__no_sigmoid,
        train_logistic__squared_error,
        train_logistic__uphill,
        train_logistic__sum,
        train_logistic__rounded,
        train_logistic__bias_after_weights,
        train_logistic__bias_not_trained,
        train_logistic__two,
    ),
    small=((np.array([[1.0], [-2.0]]), np.array([1.0, 0.0]), np.array([0.0, 0.0]), 0.5, 2),),
    random=yes_and_no,
    edge=((np.array([[1.0], [2.0]]), np.array([1.0, 0.0]), np.array([0.5, 0.5]), 0.1, 0),),
    outputs=("theta",),
)


def classify(p):
    """The class that each row of probabilities speaks for.

    p: (B, C), a probability for each class
    Returns the numbers of the classes, (B,), counted from 0; of equals the first.
    """
    return p.argmax(axis=1)


@mistake("argmax down the columns", "axis=0 finds the best row for each class; classes are axis 1.")
def classify__wrong_axis(p):
    return p.argmax(axis=0)


@mistake("The largest probability, not its place", "np.max gives the value; np.argmax says where.")
def classify__value_for_place(p):
    return p.max(axis=1)


@mistake("Classes are counted from 1", "Positions in Python count from 0.")
def classify__counted_from_one(p):
    return p.argmax(axis=1) + 1


@mistake("One place in the whole table", "Without axis=1 argmax counts through all rows at once.")
def classify__whole_table(p):
    return p.argmax()


@mistake("One-hot rows instead of numbers", "Asked is one whole number for each row.")
def classify__one_hot(p):
    return np.eye(p.shape[1])[p.argmax(axis=1)]


@mistake(
    "A threshold of 0.5 for the second class",
    "That is for two classes; with more, the largest probability decides, and may be below 0.5.",
)
def classify__threshold(p):
    return (p[:, 1] > 0.5).astype(int)


@mistake("The last of equals wins", "Of equals the first: > keeps it, >= takes each next one.")
def classify__last_of_equals(p):
    return p.shape[1] - 1 - p[:, ::-1].argmax(axis=1)


CLASSIFY = Exercise(
    solution=classify,
    title="from probabilities to classes",
    lesson=14,
    mistakes=(
        classify__wrong_axis,
        classify__value_for_place,
        classify__counted_from_one,
        classify__whole_table,
        classify__one_hot,
        classify__threshold,
        classify__last_of_equals,
    ),
    small=((np.array([[0.2, 0.3, 0.5], [0.4, 0.3, 0.3]]),),),
    random=lambda random: (random.dirichlet(np.ones(4), 5),),
    edge=((np.array([[0.5, 0.5]]),),),
    outputs=("classes",),
)


EXERCISES = (BINARY_CROSS_ENTROPY_FROM_LOGITS, TRAIN_LOGISTIC, CLASSIFY)
"""All of this topic, from easy to hard."""
