"""The blocked kernel: gradient descent for wide layers, with BLAS, on one thread or two.

A plain loop over rows is quickest for tiny networks. Where layers are wide, BLAS is: it takes a
block of rows as a matrix. A step has three phases, and in each the work is cut into two parts:

    rows        forward, loss and backward for half of the rows      -> dL/d of every layer's output
    gradients   dW = x^T dy for half of the rows of every W, and db
    update      the optimizer's formula for half of theta

Two threads take a part each, and wait for each other between the phases; one thread takes both. The
parts are the same either way, so that no number depends on how many threads there are.
"""

import math

from edunn.arrays import Array
from edunn.fused import formula_kernels
from edunn.fused.barrier import wait
from edunn.fused.blas import AS_IS, ROW_MAJOR, TRANSPOSED, Blas
from edunn.fused.buffers import PARTS, Span, Team, TrainingBuffers, TrainingRows
from edunn.fused.compiled import inlined, kernel, njit
from edunn.fused.formula_kernels import clip, fill, is_clipped, is_finite, update
from edunn.fused.gradient_kernel import (
    Batch,
    copy,
    draws_of,
    drop,
    evaluate_row,
    penalize,
    recount,
    restore,
    save,
    scale,
)
from edunn.fused.scalar import own
from edunn.fused.stack import DENSE, DROPOUT, LOSS, PENALTY, RIGHT, SOFTMAX, Rule, Stack, Whole


@njit
def share(count: int, part: int) -> tuple[int, int]:
    """Where a part of so many things begins and ends."""
    return count * part // PARTS, count * (part + 1) // PARTS


@njit
def block(stack: Stack, k: int, size: int, first: int, last: int) -> tuple[int, int]:
    """Where the rows `first` to `last` of what goes into layer k lie in the signal."""
    width = stack.starts[k + 1] - stack.starts[k]
    start = stack.starts[k] * size
    return start + first * width, start + last * width


@inlined
def forward(
    stack: Stack,
    blas: Blas,
    buffers: TrainingBuffers,
    draws: Array,
    batch: Batch,
    size: int,
    first: int,
    last: int,
) -> None:
    """Forward pass of the rows `first` to `last` of a mini-batch, up to the logits."""
    each, one, rows = buffers.theta.itemsize, own(buffers.theta, 1.0), last - first
    for k in range(len(stack.kinds)):
        x0, x1 = block(stack, k, size, first, last)
        y0, y1 = block(stack, k + 1, size, first, last)
        x, y = buffers.signal[x0:x1], buffers.signal[y0:y1]
        I, O = len(x) // rows, len(y) // rows  # noqa: E741 - the letters of the formula
        if stack.kinds[k] == DENSE:  # y = x W + b
            W = stack.places[k]
            for r in range(rows):
                copy(buffers.theta[W + I * O : W + I * O + O], y[r * O :])
            a, b, c = blas.signal + x0 * each, blas.theta + W * each, blas.signal + y0 * each
            blas.gemm(ROW_MAJOR, AS_IS, AS_IS, rows, O, I, one, a, I, b, O, one, c, O)
        elif stack.kinds[k] == DROPOUT:
            for r in range(rows):
                own_draws = draws[draws_of(stack, k, batch, batch.start + first + r) :]
                drop(x[r * I : r * I + I], own_draws, stack.settings[k, 0], y[r * O :])
        elif stack.kinds[k] == SOFTMAX:
            for r in range(rows):
                formula_kernels.softmax(x[r * I : r * I + I], y[r * O : r * O + O])
        else:
            formula_kernels.value(stack.kinds[k], stack.settings[k], x, y)


@inlined
def backward(
    stack: Stack,
    blas: Blas,
    buffers: TrainingBuffers,
    draws: Array,
    batch: Batch,
    size: int,
    first: int,
    last: int,
) -> None:
    """Backward pass of the same rows: dL/d of what each layer gave, from dL/dz."""
    each, one, rows = buffers.theta.itemsize, own(buffers.theta, 1.0), last - first
    for k in range(len(stack.kinds) - 1, stack.lowest, -1):
        x0, x1 = block(stack, k, size, first, last)
        y0, y1 = block(stack, k + 1, size, first, last)
        x, y = buffers.signal[x0:x1], buffers.signal[y0:y1]
        dx, dy = buffers.dsignal[x0:x1], buffers.dsignal[y0:y1]
        I, O = len(x) // rows, len(y) // rows  # noqa: E741
        if stack.kinds[k] == DENSE:  # dx = dy W^T
            a, b = blas.dsignal + y0 * each, blas.theta + stack.places[k] * each
            c, zero = blas.dsignal + x0 * each, own(buffers.theta, 0.0)
            blas.gemm(ROW_MAJOR, AS_IS, TRANSPOSED, rows, I, O, one, a, O, b, O, zero, c, I)
        elif stack.kinds[k] == DROPOUT:
            for r in range(rows):
                own_draws = draws[draws_of(stack, k, batch, batch.start + first + r) :]
                drop(dy[r * O : r * O + O], own_draws, stack.settings[k, 0], dx[r * I :])
        elif stack.kinds[k] == SOFTMAX:
            for r in range(rows):
                here, there = slice(r * O, r * O + O), slice(r * I, r * I + I)
                formula_kernels.softmax_backward(dy[here], y[here], dx[there])
        else:
            formula_kernels.backward(stack.kinds[k], stack.settings[k], dy, x, y, dx)


@njit
def learn_rows(
    stack: Stack,
    blas: Blas,
    rows: TrainingRows,
    buffers: TrainingBuffers,
    order: Whole,
    batch: Batch,
    part: int,
) -> None:
    """The first phase: one part of the rows of a mini-batch, forward and backward."""
    count, size = batch.end - batch.start, rows.batch_size
    first, last = share(count, part)
    if first == last:
        return
    counts, K = buffers.tallies[part], len(stack.kinds)
    start, _ = block(stack, 0, size, first, last)
    for r in range(first, last):
        x = rows.x[order[batch.start + r]]
        copy(x, buffers.signal[start + (r - first) * len(x) :])
    forward(stack, blas, buffers, rows.draws, batch, size, first, last)
    O = stack.starts[K + 1] - stack.starts[K]  # noqa: E741
    for r in range(first, last):
        row, z0 = order[batch.start + r], stack.starts[K] * size + r * O
        z, dz = buffers.signal[z0 : z0 + O], buffers.dsignal[z0 : z0 + O]
        copy(z, buffers.z[batch.start + r])
        evaluate_row(stack, rows, row, z, dz, counts)
        scale(dz, own(dz, rows.weights[row] / count))
    backward(stack, blas, buffers, rows.draws, batch, size, first, last)


@njit
def add_gradients(
    stack: Stack,
    blas: Blas,
    buffers: TrainingBuffers,
    count: int,
    size: int,
    part: int,
    at_once: bool,
    rate: float,
) -> None:
    """The second phase: one part of dL/dtheta over all rows of the mini-batch.

    With `at_once` theta takes the step in the same product: theta - rate * x^T dy.
    """
    each, into = buffers.theta.itemsize, buffers.theta if at_once else buffers.g
    target = blas.theta if at_once else blas.g
    alpha, beta = own(into, -rate if at_once else 1.0), own(into, 1.0 if at_once else 0.0)
    for k in range(stack.lowest, len(stack.kinds)):
        if stack.kinds[k] == DENSE:
            x, y = stack.starts[k] * size, stack.starts[k + 1] * size
            I, O = stack.starts[k + 1] - stack.starts[k], stack.starts[k + 2] - stack.starts[k + 1]  # noqa: E741
            i0, i1 = share(I, part)
            a, b = blas.signal + (x + i0) * each, blas.dsignal + y * each
            c = target + (stack.places[k] + i0 * O) * each
            blas.gemm(
                ROW_MAJOR, TRANSPOSED, AS_IS, i1 - i0, O, count, alpha, a, I, b, O, beta, c, O
            )
            o0, o1 = share(O, part)
            b0 = stack.places[k] + I * O
            db = into[b0 + o0 : b0 + o1]
            if not at_once:
                fill(db, 0.0)
            for r in range(count):
                dy = buffers.dsignal[y + r * O + o0 : y + r * O + o1]
                for o in range(len(db)):
                    db[o] += alpha * dy[o]


@njit
def update_part(rule: Rule, buffers: TrainingBuffers, rate: float, t: int, part: int) -> None:
    """The third phase: the optimizer's step for one part of theta."""
    here, there = share(len(buffers.theta), part)
    theta, g = buffers.theta[here:there], buffers.g[here:there]
    m, v = buffers.memory[0][here:there], buffers.memory[1][here:there]
    update(rule, theta, m, v, g, rate, t)


@njit
def meet(blas: Blas, team: Team, arrivals: int) -> int:
    """Wait for the other thread; the number of arrivals by then."""
    arrivals += team.threads
    wait(team.counter, arrivals, blas.offer_core)
    return arrivals


@njit
def step(
    stack: Stack,
    rule: Rule,
    blas: Blas,
    team: Team,
    rows: TrainingRows,
    buffers: TrainingBuffers,
    order: Whole,
    batch: Batch,
    rate: float,
    t: int,
    counts: Array,
    arrivals: int,
) -> int:
    """Learn from a mini-batch, after `t` steps; the arrivals at barriers by then."""
    count = batch.end - batch.start
    at_once = rule.is_plain == 1 and stack.is_penalized == 0
    for part in range(team.first, team.last):
        learn_rows(stack, blas, rows, buffers, order, batch, part)
    arrivals = meet(blas, team, arrivals)
    for part in range(team.first, team.last):
        add_gradients(stack, blas, buffers, count, rows.batch_size, part, at_once, rate)
    arrivals = meet(blas, team, arrivals)
    if at_once:
        return arrivals
    if stack.is_penalized or is_clipped(rule):
        if team.first == 0:  # these look at the whole gradient
            counts[PENALTY] += count * penalize(stack, buffers.theta, buffers.g)
            clip(buffers.g, rule)
        arrivals = meet(blas, team, arrivals)
    for part in range(team.first, team.last):
        update_part(rule, buffers, rate, t, part)
    return meet(blas, team, arrivals)


@njit
def collect(buffers: TrainingBuffers, counts: Array) -> None:
    """Add what was counted in both parts of the rows, and begin anew."""
    for part in range(PARTS):
        counts[LOSS] += buffers.tallies[part, LOSS]
        counts[RIGHT] += buffers.tallies[part, RIGHT]
        fill(buffers.tallies[part], 0.0)


@kernel
def run_epochs(
    stack: Stack,
    rule: Rule,
    rows: TrainingRows,
    buffers: TrainingBuffers,
    span: Span,
    rates: Array,
    blas: Blas,
    team: Team,
) -> int:
    """Run all epochs, or as many as lead to finite numbers; how many that were.

    Called by each thread of the team, with the parts that are its own. Writes into `buffers`, which
    then is where the last of these epochs ended.
    """
    steps, drawn, arrivals, leads = 0, 0, 0, team.first == 0
    for epoch in range(len(rows.orders)):
        order, counts = rows.orders[epoch], buffers.counts[epoch]
        if leads:
            save(buffers)
            if span.last == len(order):
                recount(stack, buffers, rows, order[: span.first], counts)
        arrivals = meet(blas, team, arrivals)
        for start in range(span.first, span.last, rows.batch_size):
            batch = Batch(start, min(start + rows.batch_size, span.last), drawn)
            rate, t = rates[steps], span.t + steps
            arrivals = step(
                stack, rule, blas, team, rows, buffers, order, batch, rate, t, counts, arrivals
            )
            steps += 1
            drawn += (batch.end - start) * stack.draws[len(stack.kinds)]
        if leads:
            collect(buffers, counts)
        is_good = is_finite(buffers.theta)
        arrivals = meet(blas, team, arrivals)
        if not (is_good and math.isfinite(counts[LOSS])):
            if leads:
                restore(buffers)
            return epoch
    return len(rows.orders)
