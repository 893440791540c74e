"""The population kernel: loss and accuracy of every individual of a population on the same rows.

Evolution needs nothing else, and needs it often: 20 tiny networks on 150 rows are a few thousand
multiplications, for which NumPy needs fifty calls. Here the rows are divided into blocks that fit
the fastest cache, where they lie side by side, and each block goes through all individuals. No
individual depends on another, so each gets the same bits in any population.
"""

from typing import NamedTuple

from edunn.arrays import Array
from edunn.fused.buffers import BLOCK, Rows, Wanted
from edunn.fused.compiled import inlined, njit
from edunn.fused.formula_kernels import (
    fill,
    losses_of_block,
    penalty_of,
    sigmoid,
    softmax_cross_entropies,
    softmax_of_block,
    value_of_block,
)
from edunn.fused.stack import (
    DENSE,
    SIGMOID_CROSS_ENTROPY,
    SOFTMAX,
    SOFTMAX_CROSS_ENTROPY,
    Stack,
    Whole,
)


class Workspace(NamedTuple):
    """Scratch memory for a block of rows: its lines are as long as the block."""

    signal: Array
    """The inputs, and what each layer makes of them, one number of a row below the other."""
    t: Array
    labels: Array
    weights: Array
    credits: Array
    sums: Array
    largest: Array
    total: Array


@njit
def workspace_in(scratch: Array, width: int, outputs: int, count: int) -> Workspace:
    """The lines of scratch memory, `(width + outputs + LINES, BLOCK)`, as long as the block."""
    last = width + outputs
    return Workspace(
        scratch[:width],
        scratch[width:last],
        scratch[last, :count],
        scratch[last + 1, :count],
        scratch[last + 2, :count],
        scratch[last + 3, :count],
        scratch[last + 4, :count],
        scratch[last + 5, :count],
    )


@njit
def lay_out_targets(rows: Rows, order: Whole, workspace: Workspace) -> None:
    """Write the targets and weights of a block of rows."""
    for r in range(len(order)):
        row = order[r]
        for o in range(rows.t.shape[1]):
            workspace.t[o, r] = rows.t[row, o]
        workspace.labels[r] = rows.labels[row]
        workspace.weights[r] = rows.weights[row]
        workspace.credits[r] = rows.credits[row]


@njit
def lay_out(rows: Rows, order: Whole, workspace: Workspace) -> None:
    """Write a block of rows into the workspace, side by side."""
    for r in range(len(order)):
        row = order[r]
        for i in range(rows.x.shape[1]):
            workspace.signal[i, r] = rows.x[row, i]
    lay_out_targets(rows, order, workspace)


@njit
def fold(q: Array, other: Array) -> None:
    """q + other, into q; both `(B,)`."""
    for r in range(len(q)):
        q[r] += other[r]


@njit
def add(q: Array, w: float, x: Array) -> None:
    """q + w x, into q; all `(B,)` but w."""
    for r in range(len(q)):
        q[r] += w * x[r]


@njit
def add_four(q: Array, x: Array, first: int, W: Array, place: int, step: int) -> None:
    """The same for four inputs at once: q is fetched and put back only once."""
    a, b = x[first][: len(q)], x[first + 1][: len(q)]
    c, d = x[first + 2][: len(q)], x[first + 3][: len(q)]
    u, v, w, z = W[place], W[place + step], W[place + 2 * step], W[place + 3 * step]
    for r in range(len(q)):
        q[r] += u * a[r] + v * b[r] + w * c[r] + z * d[r]


@njit
def add_four_to_two(
    p: Array, q: Array, x: Array, first: int, W: Array, place: int, step: int
) -> None:
    """The same for two outputs side by side: each input is fetched once for both."""
    a, b = x[first][: len(q)], x[first + 1][: len(q)]
    c, d = x[first + 2][: len(q)], x[first + 3][: len(q)]
    u, v, w, z = W[place], W[place + step], W[place + 2 * step], W[place + 3 * step]
    e, f, g, h = W[place + 1], W[place + step + 1], W[place + 2 * step + 1], W[place + 3 * step + 1]
    for r in range(len(q)):
        p[r] += u * a[r] + v * b[r] + w * c[r] + z * d[r]
        q[r] += e * a[r] + f * b[r] + g * c[r] + h * d[r]


@njit
def dense(x: Array, W: Array, b: Array, y: Array, count: int) -> None:
    """y = x W + b, row by row; x (I, B), W (I O,), b (O,), y (O, B)."""
    I, O = len(x), len(y)  # noqa: E741 - letters of the formula
    for o in range(O):
        fill(y[o, :count], b[o])
    for i in range(0, I // 4 * 4, 4):
        for o in range(0, O // 2 * 2, 2):
            add_four_to_two(y[o, :count], y[o + 1, :count], x, i, W, i * O + o, O)
        if O % 2:
            add_four(y[O - 1, :count], x, i, W, i * O + O - 1, O)
    for i in range(I // 4 * 4, I):
        for o in range(O):
            add(y[o, :count], W[i * O + o], x[i, :count])


@inlined
def forward(stack: Stack, theta: Array, workspace: Workspace, lowest: int = 0) -> None:
    """Forward pass: from the inputs of the lowest layer, in the signal, to the logits."""
    count = len(workspace.sums)
    for k in range(lowest, len(stack.kinds)):
        start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
        x, y = workspace.signal[start:middle], workspace.signal[middle:end]
        if stack.kinds[k] == DENSE:
            W = theta[stack.places[k] :]
            dense(x, W, W[len(x) * len(y) :], y, count)
        elif stack.kinds[k] == SOFTMAX:
            softmax_of_block(x, y, workspace.largest, workspace.total)
        else:
            for i in range(len(x)):
                kind, settings = stack.kinds[k], stack.settings[k]
                value_of_block(kind, settings, x[i, :count], y[i, :count])


@njit
def weighed(q: Array, weights: Array) -> float:
    """The sum of q, number times weight: the upper half is added to the lower one, and so on."""
    for r in range(len(q)):
        q[r] *= weights[r]
    count = len(q)
    while count > 1:
        half = count // 2
        fold(q[:half], q[count - half : count])
        count -= half
    return float(q[0])


@inlined
def loss_of(stack: Stack, z: Array, workspace: Workspace) -> float:
    """The losses of a block's rows, each times its weight, added up."""
    if stack.loss == SOFTMAX_CROSS_ENTROPY:
        softmax_cross_entropies(z, workspace.t, workspace.sums, workspace.largest, workspace.total)
    else:
        fill(workspace.sums, 0.0)
        losses_of_block(stack.loss, stack.loss_settings, z, workspace.t, workspace.sums)
    return weighed(workspace.sums, workspace.weights)


@inlined
def choose(z: Array, labels: Array, right: Array, largest: Array) -> None:
    """1 where the largest output is that of the label, else 0; NaN where one is; z (O, B)."""
    for r in range(len(right)):
        largest[r] = z[0, r]
        right[r] = (1.0 if labels[r] == 0.0 else 0.0) if z[0, r] == z[0, r] else z[0, r]
    for o in range(1, len(z)):
        for r in range(len(right)):
            new = (1.0 if labels[r] == o else 0.0) if z[o, r] == z[o, r] else z[o, r]
            takes = (z[o, r] > largest[r]) | (z[o, r] != z[o, r])
            largest[r] = z[o, r] if takes else largest[r]
            right[r] = new if takes else right[r]


@inlined
def divide(stack: Stack, z: Array, labels: Array, right: Array) -> None:
    """1 where the one output is on the label's side of the middle, else 0; NaN stays NaN."""
    for r in range(len(right)):
        y = z[r]
        if stack.loss == SIGMOID_CROSS_ENTROPY:
            y = sigmoid(z[r])
        elif stack.loss == SOFTMAX_CROSS_ENTROPY:
            y = 1.0  # the softmax of one number
        is_right = (y > stack.middle) == (labels[r] > 0.0)
        right[r] = (1.0 if is_right else 0.0) if z[r] == z[r] else z[r]


@inlined
def credit_of(stack: Stack, z: Array, workspace: Workspace) -> float:
    """The credits of the rows that are classified right, added up; NaN if any output is."""
    if len(z) > 1:
        choose(z, workspace.labels, workspace.sums, workspace.largest)
    else:
        divide(stack, z[0], workspace.labels, workspace.sums)
    return weighed(workspace.sums, workspace.credits)


@inlined
def credit_of_all(workspace: Workspace) -> float:
    """The credits of all rows of a block, added up in the same order."""
    fill(workspace.sums, 1.0)
    return weighed(workspace.sums, workspace.credits)


@njit
def divide_by(shares: Array, total: float) -> None:
    """sum(w r) / sum(w) of each individual; 0 for rows without any weight."""
    for p in range(len(shares)):
        shares[p] /= total if total > 0.0 else 1.0


@inlined
def penalty(stack: Stack, theta: Array) -> float:
    """The penalty of the weights by L1 and L2."""
    cost = 0.0
    for k in range(len(stack.kinds)):
        l1, l2, first = stack.l1[k], stack.l2[k], stack.places[k]
        if l1 > 0 or l2 > 0:
            start, middle, end = stack.starts[k], stack.starts[k + 1], stack.starts[k + 2]
            for i in range(first, first + (middle - start) * (end - middle)):
                cost += penalty_of(theta[i], l1, l2)
    return cost


@njit
def evaluate_population(
    stack: Stack,
    population: Array,
    rows: Rows,
    wanted: Wanted,
    scratch: Array,
    losses: Array,
    shares: Array,
) -> None:
    """Write the loss, penalty included, and the share of right rows of each individual, `(P,)`."""
    B, last, total = len(rows.order), len(stack.kinds), 0.0
    fill(losses, 0.0)
    fill(shares, 0.0)
    for first in range(0, B, BLOCK):
        order = rows.order[first : first + BLOCK]
        workspace = workspace_in(scratch, stack.starts[-1], rows.t.shape[1], len(order))
        lay_out(rows, order, workspace)
        total += credit_of_all(workspace)
        z = workspace.signal[stack.starts[last] :]
        for p in range(len(population)):
            forward(stack, population[p], workspace)
            if wanted.loss:
                losses[p] += loss_of(stack, z, workspace) / B
            if wanted.accuracy:
                shares[p] += credit_of(stack, z, workspace)
    divide_by(shares, total)
    if wanted.loss:
        for p in range(len(population)):
            losses[p] += penalty(stack, population[p])
