"""Loss kernels: loops around `cost` and `derivative` of the readable classes.

For gradients there is one row at a time, for populations a block of rows side by side. Only softmax
with cross-entropy, whose cost depends on the whole row, has its formula here again. Targets are
smoothed before they come here.
"""

import math

from edunn.activations.sigmoid import sigmoid as readable_sigmoid
from edunn.arrays import Array
from edunn.fused.activation_kernels import fill, largest_of, largest_of_block
from edunn.fused.compiled import inlined, njit
from edunn.fused.elementary import exp, log
from edunn.fused.scalar import EXACT, VECTORIZED, Compiled, choice, compiled, own, selves
from edunn.fused.stack import PER_OUTPUT
from edunn.losses import PerOutputLoss

sigmoid = compiled(readable_sigmoid, EXACT)


def row_loop(kind: type[PerOutputLoss]) -> Compiled:
    """The loss of one row; its gradient is written into `dy`."""
    cost, derivative = compiled(kind.cost, EXACT), compiled(kind.derivative, EXACT)
    make, is_mean = selves(kind), kind.is_mean

    @inlined
    def loop(settings: Array, y: Array, t: Array, dy: Array) -> float:
        itself, total, share = make(settings), 0.0, len(y) if is_mean else 1
        for o in range(len(y)):
            total += cost(itself, y[o], t[o])
            dy[o] = derivative(itself, y[o], t[o]) / share
        return total / share

    return loop


def block_loop(kind: type[PerOutputLoss]) -> Compiled:
    """The loss of each row of a block is added to `sums`, `(B,)`; y and t are (O, B)."""
    cost, make, is_mean = compiled(kind.cost, VECTORIZED), selves(kind), kind.is_mean

    @inlined
    def loop(settings: Array, y: Array, t: Array, sums: Array) -> None:
        itself = make(settings)
        for o in range(len(y)):
            for r in range(len(sums)):
                sums[r] += cost(itself, y[o, r], t[o, r])
        if is_mean:
            for r in range(len(sums)):
                sums[r] /= len(y)

    return loop


loss_of_row = choice([row_loop(kind) for kind in PER_OUTPUT], "settings, y, t, dy")
"""The loss of a row, and its gradient: `loss_of_row(code, settings, y, t, dy)`."""

losses_of_block = choice([block_loop(kind) for kind in PER_OUTPUT], "settings, y, t, sums")
"""The losses of a block of rows: `losses_of_block(code, settings, y, t, sums)`."""


@njit
def softmax_cross_entropy(z: Array, t: Array, dz: Array) -> float:
    """-sum_o t_o log_softmax(z)_o of one row, and its gradient, probability minus target."""
    largest, none = largest_of(z), own(z, 0.0)
    whole, total, hit = none, none, none
    for o in range(len(z)):
        below = z[o] - largest
        dz[o] = math.exp(below)
        total += dz[o]
        whole += t[o]
        hit += t[o] * below
    for o in range(len(z)):
        dz[o] = dz[o] * (whole / total) - t[o]
    loss: float = whole * math.log(total) - hit
    return loss


@njit
def softmax_cross_entropies(z: Array, t: Array, sums: Array, largest: Array, total: Array) -> None:
    """-sum_o t_o log_softmax(z)_o of each row of a block, `(B,)`; z and t (O, B)."""
    largest_of_block(z, largest)
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
