"""Activations and losses for a block of rows at once: the numbers of one neuron side by side.

`curves` and `slopes` know one number or one row. Here a slice of memory, `(B,)`, holds what one
neuron says to each of B rows, and `(O, B)` what a layer does: loops run along the rows, as LLVM
likes them, and take four or eight at a time where the formula has no branch. The usual curves have
such loops of their own; the others take the formulas of `curves`, number by number.
"""

import math

from edunn.arrays import Array
from edunn.fused import codes, curves, slopes
from edunn.fused.compiled import njit
from edunn.fused.elementary import exp, log
from edunn.losses.classification import TINY

FROM_DECAY = (codes.SIGMOID, codes.SILU, codes.MISH, codes.ELU, codes.SELU)
"""The curves that `from_decay` knows."""


@njit
def bend(code: int, x: Array, y: Array, a: float) -> None:  # noqa: C901 - one loop a kind
    """y = the curve of that code, at each x; both `(B,)`."""
    if code == codes.RELU:
        for r in range(len(x)):
            y[r] = 0.0 if x[r] <= 0.0 else x[r]
    elif code == codes.SOFTPLUS:
        for r in range(len(x)):
            y[r] = (0.0 if x[r] <= 0.0 else x[r]) + log(1.0 + exp(-abs(x[r])))
    elif code == codes.TANH:
        for r in range(len(x)):
            e = exp(-2.0 * abs(x[r]))
            y[r] = math.copysign((1.0 - e) / (1.0 + e), x[r])
    elif code in FROM_DECAY:
        for r in range(len(x)):
            y[r] = exp(-abs(x[r]))
        for r in range(len(x)):
            y[r] = from_decay(code, x[r], y[r], a)
    else:
        for r in range(len(x)):
            y[r] = curves.value(code, x[r], a)


@njit
def from_decay(code: int, x: float, e: float, a: float) -> float:
    """A curve that is plain arithmetic once e = exp(-|x|) is known."""
    if code == codes.SIGMOID:
        return (1.0 if x >= 0.0 else e) / (1.0 + e)
    if code == codes.SILU:
        return x * (1.0 if x >= 0.0 else e) / (1.0 + e)
    if code == codes.MISH:
        gate = 1.0 + 2.0 * e if x >= 0.0 else e * (e + 2.0)
        return x * gate / (gate + 2.0 * (e * e if x >= 0.0 else 1.0))
    if code == codes.ELU:
        return x if x > 0.0 else a * (e - 1.0)
    return curves.SCALE * (x if x > 0.0 else curves.ALPHA * (e - 1.0))  # SELU


@njit
def fill(q: Array, number: float) -> None:
    """Write the same number everywhere."""
    for r in range(len(q)):
        q[r] = number


@njit
def largest_of(x: Array, largest: Array) -> None:
    """The largest number of each row; x (C, B), largest (B,)."""
    fill(largest, -math.inf)
    for i in range(len(x)):
        for r in range(len(largest)):
            largest[r] = x[i, r] if x[i, r] > largest[r] else largest[r]


@njit
def softmax(x: Array, y: Array, largest: Array, total: Array) -> None:
    """y_i = exp(x_i) / sum_j exp(x_j), row by row; x and y (C, B)."""
    largest_of(x, largest)
    fill(total, 0.0)
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] = exp(x[i, r] - largest[r])
            total[r] += y[i, r]
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] /= total[r]


@njit
def two_surprises(z: float, t: float) -> float:
    """t softplus(-z) + (1 - t) softplus(z): what yes and no cost at a score."""
    corner = log(1.0 + exp(-abs(z)))
    return t * ((0.0 if z >= 0.0 else -z) + corner) + (1.0 - t) * (
        (0.0 if z <= 0.0 else z) + corner
    )


@njit
def surprise(y: float, t: float) -> float:
    """-t log p, with p = y, but at least TINY."""
    return -t * math.log(max(y, TINY))


@njit
def divergence(y: float, t: float) -> float:
    """t log(t / p), with 0 log 0 = 0."""
    return t * math.log(t / max(y, TINY)) if t > 0.0 else 0.0 * y


@njit
def costs(code: int, y: Array, t: Array, delta: float, sums: Array) -> None:  # noqa: C901
    """The loss of each row, `(B,)`; y and t (O, B)."""
    fill(sums, 0.0)
    for o in range(len(y)):
        if code == codes.SQUARED:
            for r in range(len(sums)):
                sums[r] += (y[o, r] - t[o, r]) * (y[o, r] - t[o, r])
        elif code == codes.SIGMOID_SURPRISES:
            for r in range(len(sums)):
                sums[r] += two_surprises(y[o, r], t[o, r])
        elif code == codes.SURPRISE:
            for r in range(len(sums)):
                sums[r] += surprise(y[o, r], t[o, r])
        elif code == codes.DIVERGENCE:
            for r in range(len(sums)):
                sums[r] += divergence(y[o, r], t[o, r])
        else:
            for r in range(len(sums)):
                sums[r] += slopes.cost(code, y[o, r], t[o, r], delta)
    if code not in (codes.SURPRISE, codes.DIVERGENCE):  # which are sums, not means
        for r in range(len(sums)):
            sums[r] /= len(y)


@njit
def softmax_costs(z: Array, t: Array, sums: Array, largest: Array, total: Array) -> None:
    """-sum_o t_o log_softmax(z)_o of each row, `(B,)`; z and t (O, B)."""
    largest_of(z, largest)
    fill(total, 0.0)
    for o in range(len(z)):
        for r in range(len(total)):
            total[r] += exp(z[o, r] - largest[r])
    fill(sums, 0.0)
    for r in range(len(total)):
        total[r] = log(total[r])
    for o in range(len(z)):
        for r in range(len(total)):
            sums[r] += t[o, r] * (total[r] - (z[o, r] - largest[r]))
