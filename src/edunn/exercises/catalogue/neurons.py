"""Exercises on a single neuron, and on counting what a network has to learn."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def neuron(x, w, b):
    """One neuron: a weighted sum of its inputs, plus a bias, through the sigmoid.

    x: (I,), the inputs
    w: (I,), one weight for each input
    b: one number
    Returns one number, y = sigmoid(w_1 x_1 + ... + w_I x_I + b).
    """
    return find("activation", "sigmoid").value(np.asarray(x @ w + b))


@mistake("The bias is forgotten", "Without b the neuron says 0.5 whenever all inputs are 0.")
def neuron__bias_forgotten(x, w, b):
    return 1 / (1 + np.exp(-(x @ w)))


@mistake(
    "The activation is forgotten", "The weighted sum may be any number; the sigmoid comes last."
)
def neuron__no_activation(x, w, b):
    return x @ w + b


@mistake(
    "The bias is added after the sigmoid",
    "The bias shifts the sum, so it belongs inside: outside it lifts the output above 1.",
)
def neuron__bias_outside(x, w, b):
    return 1 / (1 + np.exp(-(x @ w))) + b


@mistake(
    "The bias is added inside the sum, once for each input",
    "A neuron has one bias, however many inputs it has: add b once, after the sum.",
)
def neuron__bias_for_each_input(x, w, b):
    return 1 / (1 + np.exp(-np.sum(x * w + b)))


@mistake(
    "Each product goes through the sigmoid by itself",
    "First the whole sum, then one sigmoid: a neuron weighs its inputs against each other.",
)
def neuron__sigmoid_of_each(x, w, b):
    return np.sum(1 / (1 + np.exp(-(x * w)))) + b


@mistake(
    "The mean of the products instead of their sum",
    "A weighted sum is not divided by the number of inputs; the weights set the scale.",
)
def neuron__mean_for_sum(x, w, b):
    return 1 / (1 + np.exp(-(np.mean(x * w) + b)))


@mistake(
    "The bias is subtracted",
    "Some books write a threshold that is subtracted; a bias is added, and may be negative.",
)
def neuron__bias_subtracted(x, w, b):
    return 1 / (1 + np.exp(-(x @ w - b)))


NEURON = Exercise(
    solution=neuron,
    title="a single neuron",
    lesson=1,
    mistakes=(
        neuron__bias_forgotten,
        neuron__no_activation,
        neuron__bias_outside,
        neuron__bias_for_each_input,
        neuron__sigmoid_of_each,
        neuron__mean_for_sum,
        neuron__bias_subtracted,
    ),
    small=((np.array([1.0, 2.0]), np.array([0.5, -1.0]), 0.5),),
    random=lambda random: (*random.normal(size=(2, random.integers(3, 6))), random.normal()),
    edge=((np.zeros(2), np.array([1.0, -1.0]), 0.5),),
    outputs=("y",),
)


def count_parameters(sizes):
    """Count the weights and biases of a network of dense layers.

    sizes: a list, the number of inputs, then that of the units of each layer: [4, 8, 3]
    Every unit has a weight for each number that comes in, and one bias.
    Returns a whole number.
    """
    return sum((inputs + 1) * units for inputs, units in zip(sizes[:-1], sizes[1:], strict=True))


@mistake("The biases are forgotten", "Each unit has one number more than inputs: its bias.")
def count_parameters__biases_forgotten(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))


@mistake("The inputs have biases, too", "Inputs are only numbers that come in; units have biases.")
def count_parameters__biases_of_inputs(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)


@mistake(
    "The bias is counted on the wrong side",
    "One bias for each unit of the layer, (I + 1) O, not one for each input, I (O + 1).",
)
def count_parameters__bias_on_the_wrong_side(sizes):
    return sum(a * (b + 1) for a, b in zip(sizes, sizes[1:]))


@mistake(
    "All sizes are multiplied",
    "Weights lie between neighbours only: multiply pair by pair, and add up.",
)
def count_parameters__product_of_all(sizes):
    return int(np.prod(sizes))


@mistake("The last layer is left out", "The units of the last layer have weights and biases, too.")
def count_parameters__last_layer_lost(sizes):
    return sum((a + 1) * b for a, b in zip(sizes[:-2], sizes[1:]))


@mistake("One bias for each layer", "Each unit of a layer has a bias of its own: O, not 1.")
def count_parameters__one_bias_a_layer(sizes):
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))


COUNT_PARAMETERS = Exercise(
    solution=count_parameters,
    title="counting parameters",
    lesson=2,
    mistakes=(
        count_parameters__biases_forgotten,
        count_parameters__biases_of_inputs,
        count_parameters__bias_on_the_wrong_side,
        count_parameters__product_of_all,
        count_parameters__last_layer_lost,
        count_parameters__one_bias_a_layer,
    ),
    small=(([4, 8, 3],),),
    random=lambda random: (random.integers(2, 9, 4).tolist(),),
    edge=(([5, 1],),),
    outputs=("count",),
)


EXERCISES = (NEURON, COUNT_PARAMETERS)
"""All of this topic, from easy to hard."""
