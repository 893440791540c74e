"""The low-rank kernel: loss and accuracy of populations with perturbations of rank one.

BLAS has computed the products that all share, `x W` of the first layer and every individual's
`x a`; see `edunn.evolution.low_rank`. What is left for each individual is one pass along the rows,
and the layers above, which are small enough to be written out.
"""

from edunn.arrays import Array
from edunn.fused import population_kernel
from edunn.fused.buffers import BLOCK, LowRankArrays, Rows, Wanted
from edunn.fused.compiled import kernel, njit
from edunn.fused.formula_kernels import fill
from edunn.fused.population_kernel import Workspace
from edunn.fused.stack import Stack


@njit
def sign_of(p: int) -> float:
    """1 for the first of a pair, -1 for the second."""
    return 1.0 - 2.0 * (p % 2)


@njit
def perturb(W: Array, a: Array, side: float, c: Array, own: Array) -> None:
    """W + a c^T or W - a c^T, flat; a (I,), c (O,)."""
    O = len(c)  # noqa: E741 - the letter of the formula
    for i in range(len(a)):
        for o in range(O):
            own[i * O + o] = W[i * O + o] + side * (a[i] * c[o])


@njit
def write_out(low_rank: LowRankArrays, p: int, own: Array) -> None:
    """One individual's theta, but for its first layer."""
    place, row, column, pair, side = 0, 0, 0, p // 2, sign_of(p)
    for k in range(len(low_rank.shapes)):
        I, O = low_rank.shapes[k]  # noqa: E741 - letters of the formula
        if k > 0:
            a, c = low_rank.a[pair, row : row + I], low_rank.c[pair, column : column + O]
            perturb(low_rank.theta[place:], a, side, c, own[place:])
        place, row, column = place + I * O, row + I, column + O


@njit
def perturbed_sums(y: Array, common: Array, c: float, along: Array) -> None:
    """y = common + c along: the sums of one neuron, for a block of rows."""
    for r in range(len(y)):
        y[r] = common[r] + c * along[r]


@njit
def first_layer(
    low_rank: LowRankArrays, p: int, first: int, y: Array, workspace: Workspace
) -> None:
    """The first layer's sums of one individual, for the rows from `first` on; y (O, B)."""
    last, along = first + len(workspace.sums), low_rank.along[p // 2, first:]
    for o in range(len(y)):
        c = sign_of(p) * low_rank.c[p // 2, o]
        perturbed_sums(y[o, : len(workspace.sums)], low_rank.common[o, first:last], c, along)


@njit
def evaluate_population(
    stack: Stack,
    low_rank: LowRankArrays,
    rows: Rows,
    wanted: Wanted,
    scratch: Array,
    own: Array,
    losses: Array,
    shares: Array,
) -> None:
    """Write the loss, without penalty, and the share of right rows of each individual, `(P,)`."""
    B, total = len(rows.order), 0.0
    fill(losses, 0.0)
    fill(shares, 0.0)
    for first in range(0, B, BLOCK):
        order = rows.order[first : first + BLOCK]
        workspace = population_kernel.workspace_in(
            scratch, stack.starts[-1], rows.t.shape[1], len(order)
        )
        population_kernel.lay_out_targets(rows, order, workspace)
        total += population_kernel.credit_of_all(workspace)
        y, z = (
            workspace.signal[stack.starts[1] :],
            workspace.signal[stack.starts[len(stack.kinds)] :],
        )
        for p in range(len(losses)):
            write_out(low_rank, p, own)
            first_layer(low_rank, p, first, y[: low_rank.shapes[0, 1]], workspace)
            population_kernel.forward(stack, own, workspace, 1)
            if wanted.loss:
                losses[p] += population_kernel.loss_of(stack, z, workspace) / B
            if wanted.accuracy:
                shares[p] += population_kernel.credit_of(stack, z, workspace)
    population_kernel.divide_by(shares, total)


@kernel
def evaluate(
    stack: Stack,
    low_rank: LowRankArrays,
    rows: Rows,
    wanted: Wanted,
    scratch: Array,
    own: Array,
    scores: Array,
) -> int:
    """Write losses, without penalty, and accuracies into `scores`, `(2, P)`."""
    evaluate_population(stack, low_rank, rows, wanted, scratch, own, scores[0], scores[1])
    return len(low_rank.a)
