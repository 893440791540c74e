"""Passes: a row goes through the layers, and its blame comes back through them.

No row needs another, so the only memory is the signal of a single row: the numbers before and after
each layer, one behind the other, and beside it dL/d of each.
"""

from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused import activation_kernels
from edunn.fused.compiled import inlined, njit
from edunn.fused.rows import Place
from edunn.fused.scalar import own
from edunn.fused.stack import DENSE, DROPOUT, SOFTMAX, Stack

NARROW = 8
"""So many outputs are done one by one; more fill the registers that hold several numbers."""


class Batch(NamedTuple):
    """The mini-batch that is walked through now."""

    start: int
    """Its first row, counted in this epoch's order."""
    end: int
    """Behind its last row."""
    drawn: int
    """Draws used up by those before it."""


@inlined
def dense(x: Array, W: Array, b: Array, y: Array) -> None:
    """y = x W + b; x (I,), W (I O,), b and y (O,).

    Few sums are taken one by one, and stay in registers; many side by side. The order is the same.
    """
    O = len(y)  # noqa: E741 - the letter of the formula
    if O < NARROW:
        for o in range(O):
            total = b[o]
            for i in range(len(x)):
                total += x[i] * W[i * O + o]
            y[o] = total
        return
    for o in range(O):
        y[o] = b[o]
    for i in range(len(x)):
        for o in range(O):
            y[o] += x[i] * W[i * O + o]


@inlined
def dense_gradients(x: Array, dy: Array, dW: Array, db: Array) -> None:
    """dW = x^T dy and db = dy of one row, added to those of the rows before it."""
    O = len(dy)  # noqa: E741
    for i in range(len(x)):
        for o in range(O):
            dW[i * O + o] += x[i] * dy[o]
    for o in range(O):
        db[o] += dy[o]


@inlined
def dense_backward(dy: Array, W: Array, dx: Array) -> None:
    """dx = dy W^T."""
    O = len(dy)  # noqa: E741
    for i in range(len(dx)):
        total = own(dy, 0.0)
        for o in range(O):
            total += dy[o] * W[i * O + o]
        dx[i] = total


@inlined
def drop(x: Array, draws: Array, rate: float, y: Array) -> None:
    """0 where the number drawn is below the rate; what stays is scaled up."""
    for i in range(len(x)):
        y[i] = x[i] / (1.0 - rate) if draws[i] >= rate else 0.0 * x[i]


@njit
def draws_of(stack: Stack, k: int, batch: Batch, r: int) -> int:
    """Where the draws of layer k for row r begin: a mini-batch draws layer by layer."""
    width = stack.draws[k + 1] - stack.draws[k]
    before = (batch.end - batch.start) * stack.draws[k] + (r - batch.start) * width
    return batch.drawn + int(before)


@inlined
def forward(stack: Stack, place: Place, draws: Array, batch: Batch, r: int) -> None:
    """From the inputs, which are in the signal, to the scores, which then are."""
    for k in range(len(stack.kinds)):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = place.signal[start:middle], place.signal[middle:end]
        if stack.kinds[k] == DENSE:
            W = place.theta[stack.places[k] :]
            dense(x, W, W[len(x) * len(y) :], y)
        elif stack.kinds[k] == DROPOUT:
            drop(x, draws[draws_of(stack, k, batch, r) :], stack.settings[k, 0], y)
        elif stack.kinds[k] == SOFTMAX:
            activation_kernels.softmax(x, y)
        else:
            activation_kernels.value(stack.kinds[k], stack.settings[k], x, y)


@inlined
def backward(stack: Stack, place: Place, draws: Array, batch: Batch, r: int, into: Array) -> None:
    """From dL/d scores, which is in `dsignal`, down to the first layer; adds to `into`."""
    for k in range(len(stack.kinds) - 1, stack.lowest - 1, -1):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = place.signal[start:middle], place.signal[middle:end]
        dx, dy = place.dsignal[start:middle], place.dsignal[middle:end]
        if stack.kinds[k] == DENSE:
            W, dW = place.theta[stack.places[k] :], into[stack.places[k] :]
            if k > stack.lowest:  # nobody needs the dx of the lowest layer
                dense_backward(dy, W, dx)
            dense_gradients(x, dy, dW, dW[len(x) * len(y) :])
        elif stack.kinds[k] == DROPOUT:
            drop(dy, draws[draws_of(stack, k, batch, r) :], stack.settings[k, 0], dx)
        elif stack.kinds[k] == SOFTMAX:
            activation_kernels.softmax_backward(dy, y, dx)
        else:
            activation_kernels.backward(stack.kinds[k], stack.settings[k], dy, x, y, dx)
