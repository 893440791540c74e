"""Activation kernels: loops around the methods of the readable classes.

For gradients there is one row at a time: `value` and `backward` of a whole layer. For populations
rows lie side by side: `value_of_block` takes one neuron's inputs of a block of rows. Only softmax,
which works on a whole row, has its formula here again.
"""

import math
from types import ModuleType

from edunn.activations import Elementwise
from edunn.arrays import Array
from edunn.fused.compiled import inlined, njit
from edunn.fused.elementary import exp
from edunn.fused.scalar import EXACT, VECTORIZED, Compiled, choice, compiled, selves
from edunn.fused.stack import ELEMENTWISE


def value_loop(kind: type[Elementwise], numpy: ModuleType) -> Compiled:
    """y = value(x), number by number."""
    value, make = compiled(kind.value, numpy), selves(kind)

    @inlined
    def loop(settings: Array, x: Array, y: Array) -> None:
        itself = make(settings)
        for i in range(len(x)):
            y[i] = value(itself, x[i])

    return loop


def backward_loop(kind: type[Elementwise]) -> Compiled:
    """dx = dy * derivative(x, y), number by number."""
    derivative, make = compiled(kind.derivative, EXACT), selves(kind)

    @inlined
    def loop(settings: Array, dy: Array, x: Array, y: Array, dx: Array) -> None:
        itself = make(settings)
        for i in range(len(x)):
            dx[i] = dy[i] * derivative(itself, x[i], y[i])

    return loop


value = choice([value_loop(kind, EXACT) for kind in ELEMENTWISE], "settings, x, y")
"""y of a layer, for one row: `value(code, settings, x, y)`."""

backward = choice([backward_loop(kind) for kind in ELEMENTWISE], "settings, dy, x, y, dx")
"""dx of a layer, for one row: `backward(code, settings, dy, x, y, dx)`."""

value_of_block = choice([value_loop(kind, VECTORIZED) for kind in ELEMENTWISE], "settings, x, y")
"""y of one neuron, for a block of rows `(B,)`: `value_of_block(code, settings, x, y)`."""


@njit
def fill(q: Array, number: float) -> None:
    """The same number everywhere."""
    for i in range(len(q)):
        q[i] = number


@njit
def largest_of(x: Array) -> float:
    """The largest number of a row."""
    largest: float = x[0]
    for i in range(1, len(x)):
        largest = x[i] if x[i] > largest else largest
    return largest


@njit
def softmax(x: Array, y: Array) -> None:
    """y_i = exp(x_i) / sum_j exp(x_j), for one row `(C,)`."""
    largest, total = largest_of(x), 0.0
    for i in range(len(x)):
        y[i] = math.exp(x[i] - largest)
        total += y[i]
    for i in range(len(x)):
        y[i] /= total


@njit
def softmax_backward(dy: Array, y: Array, dx: Array) -> None:
    """dx_i = y_i (dy_i - sum_j dy_j y_j)."""
    mean = 0.0
    for j in range(len(y)):
        mean += dy[j] * y[j]
    for i in range(len(y)):
        dx[i] = y[i] * (dy[i] - mean)


@njit
def largest_of_block(x: Array, largest: Array) -> None:
    """The largest number of each row; x (C, B), largest (B,)."""
    fill(largest, -math.inf)
    for i in range(len(x)):
        for r in range(len(largest)):
            largest[r] = x[i, r] if x[i, r] > largest[r] else largest[r]


@njit
def softmax_of_block(x: Array, y: Array, largest: Array, total: Array) -> None:
    """The softmax of each row of a block; x and y (C, B), largest and total (B,)."""
    largest_of_block(x, largest)
    fill(total, 0.0)
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] = exp(x[i, r] - largest[r])
            total[r] += y[i, r]
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] /= total[r]
