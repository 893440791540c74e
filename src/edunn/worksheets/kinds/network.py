"""Worksheets of a small network: the forward pass, and a whole step of training.

The network is 2-2-1 with relu in the middle and a linear output, its loss the squared error of one
row. Letters are those of `model.trace`.
"""

from collections.abc import Iterator

import numpy as np

from edunn.arrays import Array
from edunn.worksheets.drawing import drawn_from
from edunn.worksheets.expressions import Numbers
from edunn.worksheets.sheet import Line, Sheet, Slip

UNITS = range(2)
PARAMETERS = {"W1": "0,0 0,1 1,0 1,1", "b1": "0 1", "W2": "0,0 1,0", "b2": "0"}
WEIGHTS = (-2, -1, -0.5, 0.5, 1, 1.5, 2)
BIASES = (-1, -0.5, 0.5, 1)

FORWARD = ("z1 = x W1 + b1", "a1 = max(z1, 0)", "z2 = a1 W2 + b2")
BACKWARD = (
    *FORWARD,
    "loss = (z2 - t)^2",
    "dz2 = 2 (z2 - t)",
    "dW = (input of the layer)^T dz,  db = dz",
    "da1 = dz2 W2^T",
    "dz1 = da1 where z1 > 0, else 0",
    "new = old - rate * gradient",
)

NO_BIAS = "The bias is missing: every unit adds its own b at the end."
TRANSPOSED = "Row and column of W1 are exchanged: W1[i,j] leads from input i to unit j."
NO_RELU = "relu gives 0 where z is below 0."
ABSOLUTE = "relu does not turn the sign round: below 0 it gives 0."
BEFORE_RELU = "The next layer gets what comes out of relu, a1, and not z1."
NO_TWO = "The derivative of a square has a factor 2."
TURNED = "Output minus target, and not the other way round: the sign decides which way to step."
NO_MASK = "No gradient comes through relu where z1 was not above 0."
WRONG_WEIGHT = "The gradient goes back through the weight by which the number came."
FROM_Z = "The gradient of a weight has the number that it was multiplied with: a1, and not z1."
OTHER_UNIT = "dW1[i,j] is the input i times the gradient of unit j."
UPHILL = "Plus instead of minus: the step goes against the gradient, or the loss would grow."
NO_RATE = "The gradient is multiplied by the learning rate before it is subtracted."


def forward(random: np.random.Generator) -> Sheet:
    """The forward pass.

    Example:
        >>> list(forward(np.random.default_rng(0)).key)
        ['z1[0]', 'z1[1]', 'a1[0]', 'a1[1]', 'z2[0]']
    """
    words = "Compute the output of the network for the input x. The hidden units have relu."
    lines = tuple(_forward_lines())
    return Sheet(
        "forward", "Forward pass", words, FORWARD, _weights(random), lines, one_unit_is_active
    )


def backward(random: np.random.Generator) -> Sheet:
    """Forward pass, loss, backward pass and update.

    Example:
        >>> len(backward(np.random.default_rng(0)).key)
        29
    """
    words = (
        "One step of gradient descent for one row: the forward pass (the hidden units have relu), "
        "the loss (z2 - t)^2, the backward pass, and the new weights."
    )
    given = _weights(random) | {
        "t": drawn_from(random, range(-3, 4), 1),
        "rate": np.array(random.choice((0.1, 0.5))),
    }
    lines = *_forward_lines(), *_backward_lines(), *_update_lines()
    title = "Backward pass and update"
    return Sheet("backward", title, words, BACKWARD, given, lines, one_unit_is_active)


def one_unit_is_active(numbers: Numbers) -> bool:
    """Whether relu lets one of the two hidden units through, and not the other.

    Example:
        >>> one_unit_is_active({"z1[0]": 2.0, "z1[1]": -1.0})
        True
    """
    return (numbers["z1[0]"] > 0) != (numbers["z1[1]"] > 0)


def _weights(random: np.random.Generator) -> dict[str, Array]:
    return {
        "x": drawn_from(random, (-2, -1, 1, 2, 3), 2),
        "W1": drawn_from(random, WEIGHTS, 2, 2),
        "b1": drawn_from(random, BIASES, 2),
        "W2": drawn_from(random, WEIGHTS, 2, 1),
        "b2": drawn_from(random, BIASES, 1),
    }


def _forward_lines() -> Iterator[Line]:
    for j in UNITS:
        weighted = f"x[0]*W1[0,{j}] + x[1]*W1[1,{j}]"
        turned = f"x[0]*W1[{j},0] + x[1]*W1[{j},1] + b1[{j}]"
        slips = (
            Slip("bias_forgotten", weighted, NO_BIAS),
            Slip("weights_transposed", turned, TRANSPOSED),
        )
        yield Line(f"z1[{j}]", f"{weighted} + b1[{j}]", slips)
    for j in UNITS:
        slips = (
            Slip("relu_forgotten", f"z1[{j}]", NO_RELU),
            Slip("absolute_value", f"abs(z1[{j}])", ABSOLUTE),
        )
        yield Line(f"a1[{j}]", f"max(z1[{j}], 0)", slips)
    weighted = "a1[0]*W2[0,0] + a1[1]*W2[1,0]"
    slips = (
        Slip("bias_forgotten", weighted, NO_BIAS),
        Slip("before_activation", "z1[0]*W2[0,0] + z1[1]*W2[1,0] + b2[0]", BEFORE_RELU),
    )
    yield Line("z2[0]", f"{weighted} + b2[0]", slips)


def _backward_lines() -> Iterator[Line]:
    yield from _output_gradients()
    yield from _hidden_gradients()


def _output_gradients() -> Iterator[Line]:
    doubled = Slip("square_forgotten", "z2[0] - t[0]", "The loss is the square of the difference.")
    yield Line("loss", "(z2[0] - t[0])**2", (doubled,))
    slips = (
        Slip("two_forgotten", "z2[0] - t[0]", NO_TWO),
        Slip("sign", "2*(t[0] - z2[0])", TURNED),
    )
    yield Line("dz2[0]", "2*(z2[0] - t[0])", slips)
    for i in UNITS:
        before = Slip("before_activation", f"z1[{i}]*dz2[0]", FROM_Z)
        yield Line(f"dW2[{i},0]", f"a1[{i}]*dz2[0]", (before,))
    yield Line("db2[0]", "dz2[0]")


def _hidden_gradients() -> Iterator[Line]:
    for i in UNITS:
        other = Slip("other_weight", f"W2[{1 - i},0]*dz2[0]", WRONG_WEIGHT)
        yield Line(f"da1[{i}]", f"W2[{i},0]*dz2[0]", (other,))
    for j in UNITS:
        unmasked = Slip("relu_derivative_forgotten", f"da1[{j}]", NO_MASK)
        yield Line(f"dz1[{j}]", f"da1[{j}]*positive(z1[{j}])", (unmasked,))
    for i in UNITS:
        for j in UNITS:
            turned = Slip("weights_transposed", f"x[{j}]*dz1[{i}]", OTHER_UNIT)
            yield Line(f"dW1[{i},{j}]", f"x[{i}]*dz1[{j}]", (turned,) if i != j else ())
    for j in UNITS:
        yield Line(f"db1[{j}]", f"dz1[{j}]")


def _update_lines() -> Iterator[Line]:
    for name, indices in PARAMETERS.items():
        for at in indices.split():
            old, g = f"{name}[{at}]", f"d{name}[{at}]"
            slips = (
                Slip("uphill", f"{old} + rate*{g}", UPHILL),
                Slip("rate_forgotten", f"{old} - {g}", NO_RATE),
            )
            yield Line(f"{name}_new[{at}]", f"{old} - rate*{g}", slips)
