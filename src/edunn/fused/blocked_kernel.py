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
from edunn.fused.blas import AS_IS, ROW_MAJOR, TRANSPOSED
from edunn.fused.blocks import Block, address, place_of, share, width_of
from edunn.fused.buffers import PARTS, Job, Span, Team
from edunn.fused.compiled import inlined, kernel, njit
from edunn.fused.formula_kernels import clip, copy, fill, is_clipped, is_finite, update
from edunn.fused.gradient_kernel import (
    Batch,
    draws_of,
    drop,
    evaluate_row,
    penalize,
    recount,
    restore,
    save,
    scale,
)
from edunn.fused.image_kernel import (
    add_shares,
    images_backward,
    images_forward,
    is_of_images,
    no_gradients,
)
from edunn.fused.scalar import own
from edunn.fused.stack import CONV, DENSE, DROPOUT, LOSS, PENALTY, RIGHT, SOFTMAX, Whole


@inlined
def dense(job: Job, k: int, x: int, y: int, rows: int) -> None:
    """y = x W + b for so many rows; x and y are places in the signal."""
    I, O, W = width_of(job, k), width_of(job, k + 1), job.stack.places[k]  # noqa: E741
    theta, signal, one = job.buffers.theta, job.buffers.signal, own(job.buffers.theta, 1.0)
    for r in range(rows):
        copy(theta[W + I * O : W + I * O + O], signal[y + r * O :])
    a, b = address(job.blas.signal, x, theta), address(job.blas.theta, W, theta)
    c = address(job.blas.signal, y, theta)
    job.blas.gemm(ROW_MAJOR, AS_IS, AS_IS, rows, O, I, one, a, I, b, O, one, c, O)


@inlined
def dense_backward(job: Job, k: int, x: int, y: int, rows: int) -> None:
    """dx = dy W^T for so many rows."""
    I, O, W = width_of(job, k), width_of(job, k + 1), job.stack.places[k]  # noqa: E741
    theta, one, none = job.buffers.theta, own(job.buffers.theta, 1.0), own(job.buffers.theta, 0.0)
    a, b = address(job.blas.dsignal, y, theta), address(job.blas.theta, W, theta)
    c = address(job.blas.dsignal, x, theta)
    job.blas.gemm(ROW_MAJOR, AS_IS, TRANSPOSED, rows, I, O, one, a, O, b, O, none, c, I)


@inlined
def drop_rows(job: Job, k: int, block: Block, x: Array, y: Array) -> None:
    """Drop numbers of every row, forward or backward; x and y (rows * width,)."""
    width, rate = width_of(job, k), job.stack.settings[k, 0]
    for r in range(block.first, block.last):
        here = slice((r - block.first) * width, (r - block.first + 1) * width)
        drawn = draws_of(job.stack, k, block.batch, block.batch.start + r)
        drop(x[here], job.rows.draws[drawn:], rate, y[here])


@inlined
def forward(job: Job, block: Block, part: int) -> None:
    """Forward pass, up to the logits."""
    stack, signal = job.stack, job.buffers.signal
    for k in range(len(stack.kinds)):
        x0, x1 = place_of(job, k, block.first), place_of(job, k, block.last)
        y0, y1 = place_of(job, k + 1, block.first), place_of(job, k + 1, block.last)
        x, y = signal[x0:x1], signal[y0:y1]
        if stack.kinds[k] == DENSE:
            dense(job, k, x0, y0, block.last - block.first)
        elif stack.kinds[k] == DROPOUT:
            drop_rows(job, k, block, x, y)
        elif is_of_images(stack.kinds[k]):
            images_forward(job, k, block, part, x, y)
        elif stack.kinds[k] == SOFTMAX:
            O = width_of(job, k)  # noqa: E741
            for r in range(0, len(x), O):
                formula_kernels.softmax(x[r : r + O], y[r : r + O])
        else:
            formula_kernels.value(stack.kinds[k], stack.settings[k], x, y)


@inlined
def backward(job: Job, block: Block, part: int) -> None:
    """Backward pass: from dL/dz to dL/d of what every layer gave."""
    stack, signal, dsignal = job.stack, job.buffers.signal, job.buffers.dsignal
    for k in range(len(stack.kinds) - 1, stack.lowest - 1, -1):
        x0, x1 = place_of(job, k, block.first), place_of(job, k, block.last)
        y0, y1 = place_of(job, k + 1, block.first), place_of(job, k + 1, block.last)
        x, y, dx, dy = signal[x0:x1], signal[y0:y1], dsignal[x0:x1], dsignal[y0:y1]
        if stack.kinds[k] == DENSE:
            if k > stack.lowest:  # the dx of the lowest layer has no use
                dense_backward(job, k, x0, y0, block.last - block.first)
        elif stack.kinds[k] == DROPOUT:
            drop_rows(job, k, block, dy, dx)
        elif is_of_images(stack.kinds[k]):
            images_backward(job, k, block, part, x, y, dx, dy)
        elif stack.kinds[k] == SOFTMAX:
            O = width_of(job, k)  # noqa: E741
            for r in range(0, len(x), O):
                formula_kernels.softmax_backward(dy[r : r + O], y[r : r + O], dx[r : r + O])
        else:
            formula_kernels.backward(stack.kinds[k], stack.settings[k], dy, x, y, dx)


@njit
def learn_rows(job: Job, order: Whole, batch: Batch, part: int) -> None:
    """The first phase: one part of the rows of a mini-batch, forward and backward."""
    rows, buffers, K = job.rows, job.buffers, len(job.stack.kinds)
    count = batch.end - batch.start
    first, last = share(count, part)
    no_gradients(job, part)
    if first == last:
        return
    for r in range(first, last):
        copy(rows.x[order[batch.start + r]], buffers.signal[place_of(job, 0, r) :])
    forward(job, Block(batch, first, last), part)
    for r in range(first, last):
        row, here, there = order[batch.start + r], place_of(job, K, r), place_of(job, K, r + 1)
        z, dz = buffers.signal[here:there], buffers.dsignal[here:there]
        copy(z, buffers.z[batch.start + r])
        evaluate_row(job.stack, rows, row, z, dz, buffers.tallies[part])
        scale(dz, own(dz, rows.weights[row] / count))
    backward(job, Block(batch, first, last), part)


@inlined
def bias_gradient(job: Job, k: int, db: Array, first: int, count: int, alpha: float) -> None:
    """db += alpha dy, summed over the rows, for the units from `first` on."""
    for r in range(count):
        dy = job.buffers.dsignal[place_of(job, k + 1, r) + first :]
        for o in range(len(db)):
            db[o] += alpha * dy[o]


@njit
def add_gradients(job: Job, count: int, part: int, at_once: bool, rate: float) -> None:
    """The second phase: one part of dL/dtheta over all rows of the mini-batch.

    With `at_once` theta takes the step in the same product: theta - rate * x^T dy.
    """
    into, start = job.buffers.theta, job.blas.theta
    if not at_once:
        into, start = job.buffers.g, job.blas.g
    alpha, beta = own(into, -rate if at_once else 1.0), own(into, 1.0 if at_once else 0.0)
    for k in range(job.stack.lowest, len(job.stack.kinds)):
        if job.stack.kinds[k] == DENSE:
            I, O, W = width_of(job, k), width_of(job, k + 1), job.stack.places[k]  # noqa: E741
            i0, i1 = share(I, part)
            a = address(job.blas.signal, place_of(job, k, 0) + i0, into)
            b = address(job.blas.dsignal, place_of(job, k + 1, 0), into)
            c, m = address(start, W + i0 * O, into), i1 - i0
            job.blas.gemm(ROW_MAJOR, TRANSPOSED, AS_IS, m, O, count, alpha, a, I, b, O, beta, c, O)
            o0, o1 = share(O, part)
            db = into[W + I * O + o0 : W + I * O + o1]
            if not at_once:
                fill(db, 0.0)
            bias_gradient(job, k, db, o0, count, alpha)
        elif job.stack.kinds[k] == CONV:
            add_shares(job, k, part, into, alpha, beta)


@njit
def update_part(job: Job, rate: float, t: int, part: int) -> None:
    """The third phase: the optimizer's step for one part of theta."""
    buffers = job.buffers
    first, last = share(len(buffers.theta), part)
    m, v = buffers.memory[0][first:last], buffers.memory[1][first:last]
    update(job.rule, buffers.theta[first:last], m, v, buffers.g[first:last], rate, t)


@njit
def meet(job: Job, team: Team, arrivals: int) -> int:
    """Wait for the other thread; the number of arrivals by then."""
    arrivals += team.threads
    wait(team.counter, arrivals, job.blas.offer_core)
    return arrivals


@njit
def step(job: Job, team: Team, order: Whole, batch: Batch, rate: float, t: int, counts: Array,
         arrivals: int) -> int:  # fmt: skip
    """Learn from a mini-batch, after `t` steps; the arrivals at barriers by then."""
    stack, rule, buffers, count = job.stack, job.rule, job.buffers, batch.end - batch.start
    at_once = rule.is_plain == 1 and stack.is_penalized == 0
    for part in range(team.first, team.last):
        learn_rows(job, order, batch, part)
    arrivals = meet(job, team, arrivals)
    for part in range(team.first, team.last):
        add_gradients(job, count, part, at_once, rate)
    arrivals = meet(job, team, arrivals)
    if at_once:
        return arrivals
    if stack.is_penalized or is_clipped(rule):
        if team.first == 0:  # these look at the whole gradient
            counts[PENALTY] += count * penalize(stack, buffers.theta, buffers.g)
            clip(buffers.g, rule)
        arrivals = meet(job, team, arrivals)
    for part in range(team.first, team.last):
        update_part(job, rate, t, part)
    return meet(job, team, arrivals)


@njit
def collect(job: Job, counts: Array) -> None:
    """Add what was counted in both parts of the rows, and begin anew."""
    for part in range(PARTS):
        counts[LOSS] += job.buffers.tallies[part, LOSS]
        counts[RIGHT] += job.buffers.tallies[part, RIGHT]
        fill(job.buffers.tallies[part], 0.0)


@kernel
def run_epochs(job: Job, team: Team, span: Span, rates: Array) -> int:
    """Run all epochs, or as many as lead to finite numbers; how many that were.

    Called by each thread of the team, with the parts that are its own. Writes into the buffers,
    which then are where the last of these epochs ended.
    """
    rows, buffers, leads = job.rows, job.buffers, team.first == 0
    steps, drawn, arrivals = 0, 0, 0
    for epoch in range(len(rows.orders)):
        order, counts = rows.orders[epoch], buffers.counts[epoch]
        if leads:
            save(buffers)
            if span.last == len(order):
                recount(job.stack, buffers, rows, order[: span.uncounted], counts)
        arrivals = meet(job, team, arrivals)
        for start in range(span.first, span.last, rows.batch_size):
            batch = Batch(start, min(start + rows.batch_size, span.last), drawn)
            rate, t = rates[steps], span.t + steps
            arrivals = step(job, team, order, batch, rate, t, counts, arrivals)
            steps += 1
            drawn += (batch.end - start) * job.stack.draws[len(job.stack.kinds)]
        if leads:
            collect(job, counts)
        is_good = is_finite(buffers.theta)
        arrivals = meet(job, team, arrivals)
        if not (is_good and math.isfinite(counts[LOSS])):
            if leads:
                restore(buffers)
            return epoch
    return len(rows.orders)
