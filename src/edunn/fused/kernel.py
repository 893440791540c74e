"""The kernel: one compiled walk for every stack of dense layers; sizes and codes are data.

Each row adds to the gradient; after the last row of a mini-batch the optimizer moves; after the
last mini-batch of an epoch the next begins. Flat arrays, plain loops: what costs NumPy 30 calls a
step costs nothing here.
"""

import math

from edunn.arrays import Array
from edunn.fused.activation_kernels import fill
from edunn.fused.compiled import inlined, njit
from edunn.fused.loss_kernels import loss_of_row, sigmoid, softmax_cross_entropy
from edunn.fused.optimizer_kernels import clip, is_finite, update
from edunn.fused.passes import Batch, backward, forward
from edunn.fused.rows import Place, Rows, Span
from edunn.fused.scalar import own, sign
from edunn.fused.stack import (
    LOSS,
    PENALTY,
    RIGHT,
    SIGMOID_CROSS_ENTROPY,
    SOFTMAX_CROSS_ENTROPY,
    Rule,
    Stack,
    Whole,
)


@inlined
def penalize(stack: Stack, theta: Array, g: Array) -> float:
    """Add the pull of L1 and L2 on every W to `g`; what the weights cost."""
    cost = 0.0
    for k in range(len(stack.kinds)):
        l1, l2, first = stack.l1[k], stack.l2[k], stack.places[k]
        if l1 > 0 or l2 > 0:
            start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
            for i in range(first, first + (middle - start) * (end - middle)):
                g[i] += l1 * sign(theta[i]) + l2 * theta[i]
                cost += l1 * abs(theta[i]) + 0.5 * l2 * theta[i] * theta[i]
    return cost


@njit
def copy(q: Array, into: Array) -> None:
    """The same numbers in another place."""
    for i in range(len(q)):
        into[i] = q[i]


@njit
def scale(q: Array, factor: float) -> None:
    """So many times every number."""
    for i in range(len(q)):
        q[i] *= factor


@inlined
def judge(stack: Stack, rows: Rows, row: int, y: Array, dy: Array, counts: Array) -> None:
    """Count what the scores of a row cost, and whether they are right; dL/dy into `dy`."""
    if stack.loss == SOFTMAX_CROSS_ENTROPY:
        loss = softmax_cross_entropy(y, rows.t[row], dy)
    else:
        loss = loss_of_row(stack.loss, stack.loss_settings, y, rows.t[row], dy)
    counts[LOSS] += rows.weights[row] * loss
    counts[RIGHT] += class_of(stack, y) == rows.answers[row]


@njit
def class_of(stack: Stack, y: Array) -> int:
    """The class that the outputs name: the largest, or the side of the middle of a single one."""
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
    place: Place,
    rows: Rows,
    order: Whole,
    batch: Batch,
    into: Array,
    factor: float,
    counts: Array,
) -> None:
    """Add so many times dL/dtheta of each row of a mini-batch; its penalty is not in it."""
    last, end = stack.starts[len(stack.kinds)], stack.starts[len(stack.kinds) + 1]
    y, dy = place.signal[last:end], place.dsignal[last:end]
    for r in range(batch.start, batch.end):
        row = order[r]
        copy(rows.x[row], place.signal)
        forward(stack, place, rows.draws, batch, r)
        copy(y, place.scores[r])
        judge(stack, rows, row, y, dy, counts)
        scale(dy, own(dy, factor * rows.weights[row]))
        backward(stack, place, rows.draws, batch, r, into)


@njit
def keep(place: Place) -> None:
    """Remember where the epoch begins."""
    copy(place.theta, place.kept[0])
    copy(place.memory[0], place.kept[1])
    copy(place.memory[1], place.kept[2])


@njit
def go_back(place: Place) -> None:
    """Be where the epoch began."""
    copy(place.kept[0], place.theta)
    copy(place.kept[1], place.memory[0])
    copy(place.kept[2], place.memory[1])


@inlined
def recount(stack: Stack, place: Place, rows: Rows, order: Whole, counts: Array) -> None:
    """Count the rows of this order, whose scores are known."""
    dy = place.dsignal[stack.starts[len(stack.kinds)] :]
    for r in range(len(order)):
        judge(stack, rows, order[r], place.scores[r], dy, counts)


@inlined
def step(
    stack: Stack,
    rule: Rule,
    rows: Rows,
    place: Place,
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
    into, factor = (place.theta, -rate) if at_once else (place.g, 1.0 / count)
    if not at_once:
        fill(place.g, 0.0)
    descend(stack, place, rows, order, batch, into, factor, counts)
    if not at_once:
        if stack.is_penalized:
            counts[PENALTY] += count * penalize(stack, place.theta, place.g)
        clip(place.g, rule)
        update(rule, place.theta, place.memory, place.g, rate, t)


def walk(stack: Stack, rule: Rule, rows: Rows, place: Place, span: Span, rates: Array) -> int:
    """Walk through every epoch, or as many as lead to finite numbers; then say how many.

    Writes into `place`, which then is where the last of these epochs ended.
    """
    steps, drawn = 0, 0
    for epoch in range(len(rows.orders)):
        order, counts = rows.orders[epoch], place.counts[epoch]
        keep(place)
        if span.last == len(order):
            recount(stack, place, rows, order[: span.first], counts)
        for start in range(span.first, span.last, rows.batch_size):
            batch = Batch(start, min(start + rows.batch_size, span.last), drawn)
            step(stack, rule, rows, place, order, batch, rates[steps], span.t + steps, counts)
            steps += 1
            drawn += (batch.end - start) * stack.draws[len(stack.kinds)]
        if not (is_finite(place.theta) and math.isfinite(counts[LOSS])):
            go_back(place)
            return epoch
    return len(rows.orders)
