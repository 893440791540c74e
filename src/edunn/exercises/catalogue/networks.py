"""Exercises on networks of two layers: forward, and backpropagation."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.catalogue.drawing import two_layers, two_layers_with_targets
from edunn.exercises.catalogue.layers import dense_backward, dense_forward
from edunn.exercises.exercise import Exercise, mistake


def two_layer_forward(x, W1, b1, W2, b2):
    """A network of two dense layers, with relu between them and nothing at the end.

    x: (B, I); W1: (I, H); b1: (H,); W2: (H, O); b2: (O,)
    Returns y, (B, O).
    """
    h = find("activation", "relu").value(dense_forward(x, W1, b1))
    return dense_forward(h, W2, b2)


@mistake("No activation between the layers", "Two linear layers in a row are one linear layer.")
def two_layer_forward__no_activation(x, W1, b1, W2, b2):
    return (x @ W1 + b1) @ W2 + b2


@mistake(
    "relu on the input",
    "The activation belongs after the weights: on the input it throws half of the data away.",
)
def two_layer_forward__relu_on_the_input(x, W1, b1, W2, b2):
    return (np.maximum(x, 0) @ W1 + b1) @ W2 + b2


@mistake(
    "The hidden bias comes after relu",
    "The bias moves the corner of relu; added afterwards it only moves the result.",
)
def two_layer_forward__bias_after_relu(x, W1, b1, W2, b2):
    return (np.maximum(x @ W1, 0) + b1) @ W2 + b2


@mistake("The last bias is forgotten", "Without b2 the output is 0 whenever all hidden units rest.")
def two_layer_forward__output_bias_forgotten(x, W1, b1, W2, b2):
    return np.maximum(x @ W1 + b1, 0) @ W2


@mistake("relu at the end, too", "A regression must reach negative numbers: nothing after W2.")
def two_layer_forward__relu_at_the_end(x, W1, b1, W2, b2):
    return np.maximum(np.maximum(x @ W1 + b1, 0) @ W2 + b2, 0)


@mistake("The sigmoid between the layers", "Asked is relu: max(z, 0), not a number from 0 to 1.")
def two_layer_forward__sigmoid(x, W1, b1, W2, b2):
    return 1 / (1 + np.exp(-(x @ W1 + b1))) @ W2 + b2


TWO_LAYER_FORWARD = Exercise(
    solution=two_layer_forward,
    title="a network of two layers",
    lesson=2,
    mistakes=(
        two_layer_forward__no_activation,
        two_layer_forward__relu_on_the_input,
        two_layer_forward__bias_after_relu,
        two_layer_forward__output_bias_forgotten,
        two_layer_forward__relu_at_the_end,
        two_layer_forward__sigmoid,
    ),
    small=(
        (
            np.array([[1.0, -2.0]]),
            np.array([[1.0, -1.0], [0.5, 1.0]]),
            np.array([0.3, -0.2]),
            np.array([[2.0], [-1.0]]),
            np.array([-0.4]),
        ),
        (
            np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 1.0]]),
            np.array([[1.0, -1.0], [0.5, 1.0]]),
            np.array([0.3, -0.2]),
            np.array([[2.0], [-1.0]]),
            np.array([-0.4]),
        ),
    ),
    random=two_layers,
    outputs=("y",),
)


def two_layer_backward(x, t, W1, b1, W2, b2):
    """All gradients of a network of two layers: y = relu(x W1 + b1) W2 + b2.

    x: (B, I); t: (B, 1); W1: (I, H); b1: (H,); W2: (H, 1); b2: (1,)
    The loss is the mean of (y - t)^2.
    Returns dW1, db1, dW2, db2, each of the shape of its parameter.
    """
    relu, z = find("activation", "relu"), dense_forward(x, W1, b1)
    h = relu.value(z)
    dy = find("loss", "mse").gradient(dense_forward(h, W2, b2), t) / len(t)
    dW2, db2, dh = dense_backward(dy, h, W2)
    dW1, db1, _ = dense_backward(relu.backward(dh, z, h), x, W1)
    return dW1, db1, dW2, db2


@mistake(
    "The derivative of relu is forgotten",
    "Units that were off pass nothing back: multiply by (z > 0).",
)
def two_layer_backward__relu_mask_forgotten(x, t, W1, b1, W2, b2):
    h = np.maximum(x @ W1 + b1, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dz = dy @ W2.T
    return x.T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)


@mistake(
    "The error goes back through weights that were updated already",
    "All gradients belong to the same weights: first all of them, then the step.",
)
def two_layer_backward__updated_weights(x, t, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dW2 = h.T @ dy
    dz = dy @ (W2 - 0.1 * dW2).T * (z > 0)
    return x.T @ dz, dz.sum(axis=0), dW2, dy.sum(axis=0)


@mistake(
    "dW2 in the place of W2",
    "The error travels back through the weights, not through their gradient.",
)
def two_layer_backward__gradient_for_weight(x, t, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dW2 = h.T @ dy
    dz = dy @ dW2.T * (z > 0)
    return x.T @ dz, dz.sum(axis=0), dW2, dy.sum(axis=0)


@mistake(
    "dW2 from the sums before relu",
    "A weight's gradient is what came in times dy, and h came in, not z.",
)
def two_layer_backward__sum_before_relu(x, t, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dz = dy @ W2.T * (z > 0)
    return x.T @ dz, dz.sum(axis=0), z.T @ dy, dy.sum(axis=0)


@mistake(
    "relu is applied to the gradient",
    "Gradients may be negative: cut them off where z was not above 0, whatever their own sign.",
)
def two_layer_backward__relu_of_the_gradient(x, t, W1, b1, W2, b2):
    h = np.maximum(x @ W1 + b1, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dz = np.maximum(dy @ W2.T, 0)
    return x.T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)


@mistake(
    "The derivative of the sigmoid in a layer of relu",
    "h (1 - h) belongs to the sigmoid; the derivative of relu is 1 where z > 0, else 0.",
)
def two_layer_backward__sigmoid_derivative(x, t, W1, b1, W2, b2):
    h = np.maximum(x @ W1 + b1, 0)
    dy = 2 * (h @ W2 + b2 - t) / len(x)
    dz = dy @ W2.T * h * (1 - h)
    return x.T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)


TWO_LAYER_BACKWARD = Exercise(
    solution=two_layer_backward,
    title="backpropagation through two layers",
    lesson=6,
    mistakes=(
        two_layer_backward__relu_mask_forgotten,
        two_layer_backward__updated_weights,
        two_layer_backward__gradient_for_weight,
        two_layer_backward__sum_before_relu,
        two_layer_backward__relu_of_the_gradient,
        two_layer_backward__sigmoid_derivative,
    ),
    small=(
        (
            np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 1.0]]),
            np.array([[1.0], [-2.0], [0.5]]),
            np.array([[1.0, -1.0], [0.5, 1.0]]),
            np.array([0.3, -0.2]),
            np.array([[2.0], [-1.0]]),
            np.array([-0.4]),
        ),
    ),
    random=two_layers_with_targets,
    outputs=("dW1", "db1", "dW2", "db2"),
)


EXERCISES = (
    TWO_LAYER_FORWARD,
    TWO_LAYER_BACKWARD,
)
"""All of this topic, from easy to hard."""
