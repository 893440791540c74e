"""Exercises on initial weights: random, half of them negative, and of the right size."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def weights_summary(W, arguments):
    """Shape, mean in deviations, deviation for one input, share of far numbers."""
    W = np.asarray(W, float)
    deviation = float(W.std())
    return {
        "shape": W.shape,
        "mean / deviation": float(W.mean() / max(deviation, 1e-12)),
        "deviation * sqrt(inputs)": deviation * arguments[0] ** 0.5,
        "share beyond 1.8 deviations": float(
            np.mean(np.abs(W) > 1.8 * deviation) * (deviation > 0)
        ),
    }


def he_normal(inputs, outputs, random):
    """Initial weights after He: drawn from a normal distribution, mean 0, variance 2 / inputs.

    inputs, outputs: the size of the layer
    random: a NumPy generator, as in random.normal(...)
    Returns W, (inputs, outputs).
    """
    # The library cuts the bell off at two deviations, and widens it to the same variance.
    return random.normal(0.0, np.sqrt(2.0 / inputs), (inputs, outputs))


@mistake(
    "1 / inputs: the factor 2 is lost",
    (
        "relu stops half of the signal; the 2 makes that good (1 / inputs suits units that pass "
        "both signs)."
    ),
)
def he_normal__two_lost(inputs, outputs, random):
    return random.normal(0.0, np.sqrt(1.0 / inputs), (inputs, outputs))


@mistake(
    "The variance is taken for the standard deviation",
    "random.normal takes the standard deviation: the root of 2 / inputs.",
)
def he_normal__variance(inputs, outputs, random):
    return random.normal(0.0, 2.0 / inputs, (inputs, outputs))


@mistake("outputs instead of inputs", "A unit adds up its inputs: their number decides.")
def he_normal__fan_out(inputs, outputs, random):
    return random.normal(0.0, np.sqrt(2.0 / outputs), (inputs, outputs))


@mistake("Numbers from 0 to 1", "Weights must be able to say no: half of them negative, mean 0.")
def he_normal__only_positive(inputs, outputs, random):
    return random.random((inputs, outputs)) * np.sqrt(2.0 / inputs)


@mistake("All zeros", "Units that start alike stay alike: nothing tells them apart.")
def he_normal__zeros(inputs, outputs, random):
    return np.zeros((inputs, outputs))


HE_NORMAL = Exercise(
    solution=he_normal,
    title="initial weights for relu",
    lesson=9,
    mistakes=(
        he_normal__two_lost,
        he_normal__variance,
        he_normal__fan_out,
        he_normal__only_positive,
        he_normal__zeros,
    ),
    small=((400, 100, np.random.default_rng(1)),),
    random=lambda random: (200, 300, random),
    outputs=("W",),
    summary=weights_summary,
)


def glorot_uniform(inputs, outputs, random):
    """Initial weights after Glorot: uniform in [-a, a] with a = sqrt(6 / (inputs + outputs)).

    inputs, outputs: the size of the layer
    random: a NumPy generator, as in random.uniform(...)
    Returns W, (inputs, outputs).
    """
    return find("initializer", "glorot_uniform").draw((inputs, outputs), random)


@mistake(
    "6 / inputs + outputs: a bracket is missing",
    "Division comes before addition: write 6 / (inputs + outputs).",
)
def glorot_uniform__bracket(inputs, outputs, random):
    a = np.sqrt(6.0 / inputs + outputs)
    return random.uniform(-a, a, (inputs, outputs))


@mistake(
    "The normal form's deviation is used as the bound",
    "A uniform interval has deviation a / sqrt(3): the bound needs a 6, not a 2.",
)
def glorot_uniform__deviation_as_bound(inputs, outputs, random):
    a = np.sqrt(2.0 / (inputs + outputs))
    return random.uniform(-a, a, (inputs, outputs))


@mistake(
    "Normal numbers with the bound as deviation",
    "Drawn from a bell the deviation is sqrt(2 / (inputs + outputs)).",
)
def glorot_uniform__bound_as_deviation(inputs, outputs, random):
    return random.normal(0.0, np.sqrt(6.0 / (inputs + outputs)), (inputs, outputs))


@mistake(
    "sqrt(3 / inputs): the outputs do not count", "Glorot's compromise counts inputs and outputs."
)
def glorot_uniform__fan_in_only(inputs, outputs, random):
    a = np.sqrt(3.0 / inputs)
    return random.uniform(-a, a, (inputs, outputs))


@mistake("From 0 to a", "The interval is -a to a: half of the weights negative.")
def glorot_uniform__only_positive(inputs, outputs, random):
    return random.uniform(0.0, np.sqrt(6.0 / (inputs + outputs)), (inputs, outputs))


GLOROT_UNIFORM = Exercise(
    solution=glorot_uniform,
    title="initial weights for tanh",
    lesson=9,
    mistakes=(
        glorot_uniform__bracket,
        glorot_uniform__deviation_as_bound,
        glorot_uniform__bound_as_deviation,
        glorot_uniform__fan_in_only,
        glorot_uniform__only_positive,
    ),
    small=((400, 100, np.random.default_rng(1)),),
    random=lambda random: (200, 300, random),
    outputs=("W",),
    summary=weights_summary,
)


EXERCISES = (
    HE_NORMAL,
    GLOROT_UNIFORM,
)
"""All of this topic, from easy to hard."""
