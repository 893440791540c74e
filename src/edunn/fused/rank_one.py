"""Rank one, compiled: how well individuals do that are written in short, as column times row.

BLAS has taken the products that all share, `x W` of the first layer and every individual's `x a`;
see `edunn.evolution.low_rank`. What is left for each individual is one pass along the rows, and the
layers above, which are small enough to be written out.
"""

from edunn.arrays import Array
from edunn.fused import heights
from edunn.fused.activation_kernels import fill
from edunn.fused.compiled import njit
from edunn.fused.flock import BLOCK, Crowd, Rows, Wanted
from edunn.fused.heights import Room
from edunn.fused.stack import Stack


@njit
def side_of(p: int) -> float:
    """1 for the first of a pair, -1 for the second."""
    return 1.0 - 2.0 * (p % 2)


@njit
def write_out(crowd: Crowd, p: int, own: Array) -> None:
    """One individual's theta, but for its first layer."""
    place, row, column, pair, side = 0, 0, 0, p // 2, side_of(p)
    for k in range(len(crowd.shapes)):
        I, O = crowd.shapes[k]  # noqa: E741 - letters of the formula
        if k > 0:
            for i in range(I):
                for o in range(O):
                    step = crowd.a[pair, row + i] * crowd.c[pair, column + o]
                    own[place + i * O + o] = crowd.theta[place + i * O + o] + side * step
        place, row, column = place + I * O, row + I, column + O


@njit
def lean(y: Array, common: Array, c: float, along: Array) -> None:
    """y = common + c along: one neuron's sums, for a block of rows."""
    for r in range(len(y)):
        y[r] = common[r] + c * along[r]


@njit
def first_layer(crowd: Crowd, p: int, first: int, y: Array, room: Room) -> None:
    """The first layer's sums of one individual, for the rows from `first` on; y (O, B)."""
    last, along = first + len(room.sums), crowd.along[p // 2, first:]
    for o in range(len(y)):
        c = side_of(p) * crowd.c[p // 2, o]
        lean(y[o, : len(room.sums)], crowd.common[o, first:last], c, along)


@njit
def judge(
    stack: Stack,
    crowd: Crowd,
    rows: Rows,
    wanted: Wanted,
    paper: Array,
    own: Array,
    losses: Array,
    shares: Array,
) -> None:
    """Write the loss, without penalty, and the share of right rows of each individual, `(P,)`."""
    B = len(rows.order)
    fill(losses, 0.0)
    fill(shares, 0.0)
    for first in range(0, B, BLOCK):
        order = rows.order[first : first + BLOCK]
        room = heights.room_in(paper, stack.starts[-1], rows.t.shape[1], len(order))
        heights.lay_out_targets(rows, order, room)
        y, z = room.signal[stack.starts[1] :], room.signal[stack.starts[len(stack.kinds)] :]
        for p in range(len(losses)):
            write_out(crowd, p, own)
            first_layer(crowd, p, first, y[: crowd.shapes[0, 1]], room)
            heights.forward(stack, own, room, 1)
            if wanted.loss:
                losses[p] += heights.loss_of(stack, z, room) / B
            if wanted.accuracy:
                shares[p] += heights.credit_of(stack, z, room) / B


def verdict(
    stack: Stack,
    crowd: Crowd,
    rows: Rows,
    wanted: Wanted,
    paper: Array,
    own: Array,
    scores: Array,
) -> int:
    """Write losses, without penalty, and shares of right rows into `scores`, `(2, P)`."""
    judge(stack, crowd, rows, wanted, paper, own, scores[0], scores[1])
    return len(crowd.a)
