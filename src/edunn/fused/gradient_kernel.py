"""The gradient kernel: one compiled loop for every stack of dense layers; sizes and codes are data.

Each row is propagated forward and backward, and adds to the gradient; after the last row of a
mini-batch the optimizer takes its step; after the last mini-batch of an epoch the next begins. Flat
arrays and plain loops: what costs NumPy 30 calls a step costs nothing here.

No row depends on another, so the only cache is the signal of a single row: the numbers before and
after each layer, one behind the other, and beside it dL/d of each.
"""

import math
from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused import formula_kernels
from edunn.fused.buffers import Span, TrainingBuffers, TrainingRows
from edunn.fused.compiled import inlined, kernel, njit
from edunn.fused.formula_kernels import (
    clip,
    copy,
    fill,
    is_finite,
    loss_of_row,
    penalty_of,
    sigmoid,
    softmax_cross_entropy,
    update,
)
from edunn.fused.scalar import own, sign
from edunn.fused.stack import (
    DENSE,
    DROPOUT,
    LOSS,
    PENALTY,
    RIGHT,
    SIGMOID_CROSS_ENTROPY,
    SOFTMAX,
    SOFTMAX_CROSS_ENTROPY,
    Rule,
    Stack,
    Whole,
)

NARROW = 8
"""So many outputs are done one by one; more fill the registers that hold several numbers."""


class Batch(NamedTuple):
    """The current mini-batch."""

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
def forward(stack: Stack, buffers: TrainingBuffers, draws: Array, batch: Batch, r: int) -> None:
    """Forward pass: from the inputs to the logits, all in the signal."""
    for k in range(len(stack.kinds)):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = buffers.signal[start:middle], buffers.signal[middle:end]
        if stack.kinds[k] == DENSE:
            W = buffers.theta[stack.places[k] :]
            dense(x, W, W[len(x) * len(y) :], y)
        elif stack.kinds[k] == DROPOUT:
            drop(x, draws[draws_of(stack, k, batch, r) :], stack.settings[k, 0], y)
        elif stack.kinds[k] == SOFTMAX:
            formula_kernels.softmax(x, y)
        else:
            formula_kernels.value(stack.kinds[k], stack.settings[k], x, y)


@inlined
def backward(
    stack: Stack, buffers: TrainingBuffers, draws: Array, batch: Batch, r: int, into: Array
) -> None:
    """Backward pass: from dL/dz, at the end of `dsignal`, to the first layer; adds to `into`."""
    for k in range(len(stack.kinds) - 1, stack.lowest - 1, -1):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = buffers.signal[start:middle], buffers.signal[middle:end]
        dx, dy = buffers.dsignal[start:middle], buffers.dsignal[middle:end]
        if stack.kinds[k] == DENSE:
            W, dW = buffers.theta[stack.places[k] :], into[stack.places[k] :]
            if k > stack.lowest:  # the dx of the lowest layer has no use
                dense_backward(dy, W, dx)
            dense_gradients(x, dy, dW, dW[len(x) * len(y) :])
        elif stack.kinds[k] == DROPOUT:
            drop(dy, draws[draws_of(stack, k, batch, r) :], stack.settings[k, 0], dx)
        elif stack.kinds[k] == SOFTMAX:
            formula_kernels.softmax_backward(dy, y, dx)
        else:
            formula_kernels.backward(stack.kinds[k], stack.settings[k], dy, x, y, dx)


@inlined
def penalize(stack: Stack, theta: Array, g: Array) -> float:
    """Add the gradient of L1 and L2 on every W to `g`; the penalty of the weights."""
    cost = 0.0
    for k in range(len(stack.kinds)):
        l1, l2, first = stack.l1[k], stack.l2[k], stack.places[k]
        if l1 > 0 or l2 > 0:
            for i in range(first, first + stack.weights[k]):
                g[i] += l1 * sign(theta[i]) + l2 * theta[i]
                cost += penalty_of(theta[i], l1, l2)
    return cost


@njit
def scale(q: Array, factor: float) -> None:
    """Multiply every number by a factor."""
    for i in range(len(q)):
        q[i] *= factor


@inlined
def evaluate_row(
    stack: Stack, rows: TrainingRows, row: int, y: Array, dy: Array, counts: Array
) -> None:
    """Count the loss of a row and whether it is classified right; dL/dz into `dy`."""
    if stack.loss == SOFTMAX_CROSS_ENTROPY:
        loss = softmax_cross_entropy(y, rows.t[row], dy)
    else:
        loss = loss_of_row(stack.loss, stack.loss_settings, y, rows.t[row], dy)
    counts[LOSS] += rows.weights[row] * loss
    counts[RIGHT] += class_of(stack, y) == rows.answers[row]


@njit
def class_of(stack: Stack, y: Array) -> int:
    """The class that the outputs name: the largest, or the side of the middle of a single one."""
    if len(y) == 1 and stack.loss == SOFTMAX_CROSS_ENTROPY:
        return int(stack.middle < 1.0)  # the softmax of one number is 1
    if len(y) == 1:
        z = y[0]
        return int((sigmoid(z) if stack.loss == SIGMOID_CROSS_ENTROPY else z) > stack.middle)
    best, largest = 0, y[0]
    for o in range(1, len(y)):
        best, largest = (o, y[o]) if y[o] > largest else (best, largest)
    return best


@inlined
def descend(
    stack: Stack,
    buffers: TrainingBuffers,
    rows: TrainingRows,
    order: Whole,
    batch: Batch,
    into: Array,
    factor: float,
    counts: Array,
) -> None:
    """Add so many times dL/dtheta of each row of a mini-batch; its penalty is not in it."""
    last, end = stack.starts[len(stack.kinds)], stack.starts[len(stack.kinds) + 1]
    y, dy = buffers.signal[last:end], buffers.dsignal[last:end]
    for r in range(batch.start, batch.end):
        row = order[r]
        copy(rows.x[row], buffers.signal)
        forward(stack, buffers, rows.draws, batch, r)
        copy(y, buffers.z[r])
        evaluate_row(stack, rows, row, y, dy, counts)
        scale(dy, own(dy, factor * rows.weights[row]))
        backward(stack, buffers, rows.draws, batch, r, into)


@njit
def save(buffers: TrainingBuffers) -> None:
    """Save where the epoch begins."""
    copy(buffers.theta, buffers.backup[0])
    copy(buffers.memory[0], buffers.backup[1])
    copy(buffers.memory[1], buffers.backup[2])


@njit
def restore(buffers: TrainingBuffers) -> None:
    """Go back to where the epoch began."""
    copy(buffers.backup[0], buffers.theta)
    copy(buffers.backup[1], buffers.memory[0])
    copy(buffers.backup[2], buffers.memory[1])


@inlined
def recount(
    stack: Stack, buffers: TrainingBuffers, rows: TrainingRows, order: Whole, counts: Array
) -> None:
    """Count the rows of this order, for which `z` is known."""
    dy = buffers.dsignal[stack.starts[len(stack.kinds)] :]
    for r in range(len(order)):
        evaluate_row(stack, rows, order[r], buffers.z[r], dy, counts)


@inlined
def step(
    stack: Stack,
    rule: Rule,
    rows: TrainingRows,
    buffers: TrainingBuffers,
    order: Whole,
    batch: Batch,
    rate: float,
    t: int,
    counts: Array,
) -> None:
    """Learn from a mini-batch, after `t` steps.

    With one row, and nothing done to its gradient, that is added to theta at once.
    """
    count = batch.end - batch.start
    at_once = rows.batch_size == 1 and rule.is_plain and not stack.is_penalized
    into, factor = (buffers.theta, -rate) if at_once else (buffers.g, 1.0 / count)
    if not at_once:
        fill(buffers.g, 0.0)
    descend(stack, buffers, rows, order, batch, into, factor, counts)
    if not at_once:
        if stack.is_penalized:
            counts[PENALTY] += count * penalize(stack, buffers.theta, buffers.g)
        clip(buffers.g, rule)
        m, v = buffers.memory[0], buffers.memory[1]
        update(rule, buffers.theta, m, v, buffers.g, rate, t)


@kernel
def run_epochs(
    stack: Stack, rule: Rule, rows: TrainingRows, buffers: TrainingBuffers, span: Span, rates: Array
) -> int:
    """Run all epochs, or as many as lead to finite numbers; how many that were.

    Writes into `buffers`, which then is where the last of these epochs ended.
    """
    steps, drawn = 0, 0
    for epoch in range(len(rows.orders)):
        order, counts = rows.orders[epoch], buffers.counts[epoch]
        save(buffers)
        if span.last == len(order):
            recount(stack, buffers, rows, order[: span.uncounted], counts)
        for start in range(span.first, span.last, rows.batch_size):
            batch = Batch(start, min(start + rows.batch_size, span.last), drawn)
            step(stack, rule, rows, buffers, order, batch, rates[steps], span.t + steps, counts)
            steps += 1
            drawn += (batch.end - start) * stack.draws[len(stack.kinds)]
        if not (is_finite(buffers.theta) and math.isfinite(counts[LOSS])):
            restore(buffers)
            return epoch
    return len(rows.orders)
