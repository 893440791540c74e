"""The evaluator: prepares what the population kernels need, and calls them."""

from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.low_rank import LowRankPopulation
from edunn.fused.buffers import BLOCK, LINES, LowRankArrays, PopulationBuffers, Rows, Wanted
from edunn.fused.stack import Whole, answers, plain, prepared, stack_of
from edunn.network import Views
from edunn.objective import Objective


class Evaluation(NamedTuple):
    """Loss and accuracy of individuals, `(P,)` each.

    Example:
        >>> Evaluation(losses=np.array([0.5]), accuracies=np.array([1.0])).accuracies
        array([1.])
    """

    losses: Array
    """The penalty included; 0 if it is not computed."""

    accuracies: Array
    """The share of rows classified right, NaN where an output is; 0 if it is not computed."""


def evaluate(*arguments: Any) -> int:
    """The kernel for matrices of individuals; the first call imports Numba."""
    from edunn.fused import genetic_kernel

    return genetic_kernel.evaluate(*arguments)


def evaluate_low_rank(*arguments: Any) -> int:
    """The kernel for low-rank populations."""
    from edunn.fused import low_rank_kernel

    return low_rank_kernel.evaluate(*arguments)


@final
class Evaluator:
    """Evaluates every individual of a population on the same rows.

    Args:
        objective: one that the kernel supports.
        x, t, weights: all rows there are, `(N, I)`, `(N, O)` and `(N,)` or None.
        statistics: what the layers measured on them.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[1], [1]], "mse", dtype="float64").objective
        >>> x, t = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
        >>> evaluator = Evaluator(objective, x, t, None, statistics=[{}])
        >>> population = np.array([[2.0, 0.0], [2.0, 1.0]])  # y = 2 x, and y = 2 x + 1
        >>> evaluator.evaluate(population).losses
        array([0., 1.])
    """

    def __init__(
        self, objective: Objective, x: Array, t: Array, weights: Array | None, statistics: Views
    ) -> None:
        self.dtype = t.dtype
        self.stack = stack_of(objective, t.dtype)
        self.width = int(self.stack.starts[-1])
        t, labels = objective.effective_loss.smoothed(t), answers(t, self.stack.middle)
        self.even = np.ones(len(x), self.dtype)
        """The weights if every row counts alike."""
        counts = self.even if weights is None else plain(weights, self.dtype)
        x = prepared(objective.network, x, statistics, self.dtype)
        t, labels = plain(t, self.dtype), plain(labels, self.dtype)
        self.all = Rows(x, t, labels, counts, counts, np.arange(len(x)))
        """All rows, of which accuracy counts each by its weight."""

    def evaluate(
        self,
        population: Any,
        rows: slice | Whole = slice(None),
        *,
        loss: bool = True,
        accuracy: bool = True,
        even: bool = False,
    ) -> Evaluation:
        """Loss and accuracy of each individual of a matrix `(P, n)` or a low-rank population.

        Args:
            loss, accuracy: what is to be computed.
            even: whether accuracy counts all rows alike, whatever their weights.
        """
        wanted = Wanted(int(loss), int(accuracy))
        chosen, scratch = self.rows(rows, even), self.scratch()
        scores = np.empty((2, len(population)))
        if isinstance(population, LowRankPopulation):
            low_rank, own = self.low_rank(population, rows), np.empty_like(population.theta)
            evaluate_low_rank(self.stack, low_rank, chosen, wanted, scratch, own, scores)
        else:
            evaluate(self.stack, plain(population, self.dtype), chosen, wanted, scratch, scores)
        return Evaluation(*scores)

    def low_rank(self, population: LowRankPopulation, rows: slice | Whole) -> LowRankArrays:
        """A low-rank population as the kernel takes it, with the products that BLAS computes."""
        theta, shapes, a, c = population.numbers
        (I, O), xT = shapes[0], self.all.x[rows].T  # noqa: E741 - letters of the formula
        W = theta[: I * O].reshape(I, O)  # its last row is b
        common = W[:-1].T @ xT + W[-1:].T  # (O, I) (I, B) -> (O, B)
        along = a[:, : I - 1] @ xT + a[:, I - 1 : I]  # (P/2, I) (I, B) -> (P/2, B)
        theta, a, c, common, along = (plain(q, self.dtype) for q in (theta, a, c, common, along))
        return LowRankArrays(theta, plain(shapes, np.int64), a, c, common, along)

    def rows(self, rows: slice | Whole, even: bool = False) -> Rows:
        """These rows as the kernel takes them, with their weights."""
        chosen = self.all._replace(credits=self.even) if even else self.all
        if is_all(rows):
            return chosen
        order = plain(chosen.order[rows] if isinstance(rows, slice) else rows, np.int64)
        return chosen._replace(order=order)

    def scratch(self) -> Array:
        """Scratch memory for the kernel."""
        return np.empty((self.width + self.all.t.shape[1] + LINES, BLOCK), self.dtype)

    def buffers(self, individuals: int) -> PopulationBuffers:
        """Buffers for a population of this size."""
        scores, order = np.empty((2, individuals)), np.empty((2, individuals), np.intp)
        return PopulationBuffers(self.scratch(), scores, order)


def is_all(rows: slice | Whole) -> bool:
    """Whether these are all rows there are.

    Example:
        >>> is_all(slice(None)), is_all(slice(3)), is_all(np.arange(3))
        (True, False, False)
    """
    return isinstance(rows, slice) and rows == slice(None)
