"""The kernel: one compiled walk for every stack of dense layers; sizes and codes are data.

A row goes through the layers, its blame comes back through them and adds to the gradient; after
the last row of a mini-batch the optimizer moves. No row needs another, so the only memory is the
signal of a single row: the numbers before and after each layer, one behind the other, and beside
it dL/d of each. Flat arrays, plain loops: what costs NumPy 30 calls a step costs nothing here.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused import codes, curves, moves, slopes
from edunn.fused.compiled import STAMP, inlined, kept, njit
from edunn.fused.stack import Rule, Stack, Whole


class Rows(NamedTuple):
    """The rows to walk through, `R` of them, in the order to take them."""

    x: Array
    t: Array
    weights: Array
    order: Whole
    batch_size: int


class Place(NamedTuple):
    """Where the walk is, and its scratch paper; all of it is written to."""

    theta: Array
    memory: Array
    """What the optimizer remembers, `(2, n)`."""
    scores: Array
    """What the loss was measured on, `(R, O)`."""
    g: Array
    signal: Array
    """Of one row: its inputs, then what each layer makes of them."""
    dsignal: Array
    """dL/d of each number in the signal."""


@njit
def dense(x: Array, W: Array, b: Array, y: Array) -> None:
    """y = x W + b; x (I,), W (I O,), b and y (O,)."""
    O = len(y)  # noqa: E741 - the letter of the formula
    for o in range(O):
        y[o] = b[o]
    for i in range(len(x)):
        for o in range(O):
            y[o] += x[i] * W[i * O + o]


@njit
def dense_gradients(x: Array, dy: Array, dW: Array, db: Array) -> None:
    """dW = x^T dy and db = dy of one row, added to those of the rows before it."""
    O = len(dy)  # noqa: E741
    for i in range(len(x)):
        for o in range(O):
            dW[i * O + o] += x[i] * dy[o]
    for o in range(O):
        db[o] += dy[o]


@njit
def dense_pull_back(dy: Array, W: Array, dx: Array) -> None:
    """dx = dy W^T."""
    O = len(dy)  # noqa: E741
    for i in range(len(dx)):
        total = 0.0
        for o in range(O):
            total += dy[o] * W[i * O + o]
        dx[i] = total


@inlined
def forward(stack: Stack, theta: Array, signal: Array) -> None:
    """From the inputs, which are in the signal, to the scores, which then are."""
    for k in range(len(stack.kinds)):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = signal[start:middle], signal[middle:end]
        if stack.kinds[k] == codes.DENSE:
            W = theta[stack.places[k] :]
            dense(x, W, W[len(x) * len(y) :], y)
        elif stack.kinds[k] == codes.SOFTMAX:
            curves.softmax(x, y)
        else:
            for i in range(len(x)):
                y[i] = curves.value(stack.kinds[k], x[i], stack.settings[k])


@inlined
def backward(stack: Stack, theta: Array, signal: Array, dsignal: Array, g: Array) -> None:
    """From dL/d scores, which is in `dsignal`, down to the first layer; adds to `g`."""
    for k in range(len(stack.kinds) - 1, -1, -1):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = signal[start:middle], signal[middle:end]
        dx, dy = dsignal[start:middle], dsignal[middle:end]
        if stack.kinds[k] == codes.DENSE:
            W, dW = theta[stack.places[k] :], g[stack.places[k] :]
            dense_gradients(x, dy, dW, dW[len(x) * len(y) :])
            if k > 0:  # nobody needs the dx of the lowest layer
                dense_pull_back(dy, W, dx)
        elif stack.kinds[k] == codes.SOFTMAX:
            curves.softmax_pull_back(dy, y, dx)
        else:
            for i in range(len(x)):
                dx[i] = dy[i] * curves.slope(stack.kinds[k], x[i], y[i], stack.settings[k])


@inlined
def penalize(stack: Stack, theta: Array, g: Array) -> float:
    """Add the pull of L1 and L2 on every W to `g`; what the weights cost."""
    cost = 0.0
    for k in range(len(stack.kinds)):
        l1, l2, first = stack.l1[k], stack.l2[k], stack.places[k]
        if l1 > 0 or l2 > 0:
            start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
            for i in range(first, first + (middle - start) * (end - middle)):
                g[i] += l1 * slopes.sign(theta[i]) + l2 * theta[i]
                cost += l1 * abs(theta[i]) + 0.5 * l2 * theta[i] * theta[i]
    return cost


@njit
def copy(q: Array, into: Array, factor: float) -> None:
    """So many times `q`, number by number."""
    for i in range(len(q)):
        into[i] = factor * q[i]


@inlined
def is_finite(g: Array) -> bool:
    """Whether no number is infinite or NaN."""
    finite = True
    for i in range(len(g)):
        finite &= math.isfinite(g[i])
    return finite


@inlined
def descend(stack: Stack, place: Place, rows: Rows, batch: Whole, scores: Array) -> None:
    """dL/dtheta of a mini-batch, without penalty, into `place.g`; the scores of its rows."""
    last, end = stack.starts[len(stack.kinds)], stack.starts[len(stack.kinds) + 1]
    y, dy = place.signal[last:end], place.dsignal[last:end]
    for i in range(len(place.g)):
        place.g[i] = 0.0
    for r in range(len(batch)):
        row = batch[r]
        copy(rows.x[row], place.signal, 1.0)
        forward(stack, place.theta, place.signal)
        copy(y, scores[r], 1.0)
        slopes.slope(stack.loss, y, rows.t[row], stack.delta, dy)
        copy(dy, dy, float(rows.weights[row]) / len(batch))
        backward(stack, place.theta, place.signal, place.dsignal, place.g)


def walk_with(stamp: str) -> Callable[..., tuple[int, float]]:
    """The walk; what Numba keeps of it on disk holds for this stamp only."""

    @kept
    def walk(
        stack: Stack, rule: Rule, rows: Rows, place: Place, rates: Array, t: int, penalty: float
    ) -> tuple[int, float]:
        _ = stamp
        for k in range(len(rates)):
            first = k * rows.batch_size
            batch = rows.order[first : first + rows.batch_size]
            descend(stack, place, rows, batch, place.scores[first:])
            cost = penalize(stack, place.theta, place.g)
            if not is_finite(place.g):
                return k, penalty
            penalty += len(batch) * cost
            moves.clip(place.g, rule)
            moves.move(rule, place.theta, place.memory, place.g, rates[k], t + k + 1)
        return len(rates), penalty

    return walk


walk = walk_with(STAMP)
"""Take a step for each of the rates, or as many as lead to finite slopes; then say how many.

Writes into `place`; returns the steps taken, and `penalty` plus that of every row.
"""
