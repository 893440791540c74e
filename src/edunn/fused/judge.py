"""The judge: what stands between a population and the kernel that says how well each does."""

from functools import cache
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.rank_one import RankOneCrowd
from edunn.fused.stack import Whole, answers, first_layer, softened, stack_of
from edunn.layers import LayerState
from edunn.network import Network, Views
from edunn.objective import Objective


class Verdict(NamedTuple):
    """How well individuals did, `(P,)` each.

    Example:
        >>> Verdict(losses=np.array([0.5]), shares=np.array([1.0])).shares
        array([1.])
    """

    losses: Array
    """Penalty included; 0 if it was not asked for."""

    shares: Array
    """What share of the rows each classified right, NaN if it answered with one; or 0."""


@cache
def kernels() -> Any:
    """The compiled functions, or those found on disk; asked for at the first use only."""
    from edunn.fused import generation

    return generation


@cache
def rank_one_kernel() -> Any:
    """The compiled function for crowds that are written in short."""
    from edunn.fused import rank_one

    return rank_one


@final
class Judge:
    """Says how well each individual of a population does on the same rows.

    Args:
        objective: one that the kernel supports.
        x, t, weights: all rows there are, `(N, I)`, `(N, O)` and `(N,)` or None.
        statistics: what the layers measured on them.

    Example:
        >>> from edunn import Model
        >>> objective = Model([[1], [1]], "mse", dtype="float64").objective
        >>> x, t = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
        >>> judge = Judge(objective, x, t, None, statistics=[{}])
        >>> judge.verdict(np.array([[2.0, 0.0], [2.0, 1.0]])).losses  # y = 2 x, and y = 2 x + 1
        array([0., 1.])
    """

    def __init__(
        self, objective: Objective, x: Array, t: Array, weights: Array | None, statistics: Views
    ) -> None:
        self.dtype = x.dtype
        stack = stack_of(objective, x.dtype)
        self.stack = tuple(stack)
        self.width = int(stack.starts[-1])
        self.x = plain(prepared(objective.network, x, statistics), self.dtype)
        self.t = plain(softened(objective.measure, t), self.dtype)
        self.labels = plain(answers(t, stack.middle), self.dtype)
        self.order = np.arange(len(x))
        self.even = np.ones(len(x), self.dtype)
        self.weights = self.even if weights is None else plain(weights, self.dtype)

    def verdict(
        self,
        population: Any,
        rows: slice | Whole = slice(None),
        *,
        loss: bool = True,
        accuracy: bool = True,
        even: bool = False,
    ) -> Verdict:
        """What each individual makes of these rows; a matrix `(P, n)`, or a crowd in short.

        Args:
            loss, accuracy: what is asked for.
            even: whether accuracy counts all rows alike, whatever their weights.
        """
        scores, asked = np.empty((2, len(population))), (self.rows(rows, even), (loss, accuracy))
        if isinstance(population, RankOneCrowd):
            crowd, own = self.crowd(population, rows), np.empty_like(population.theta)
            rank_one_kernel().verdict(self.stack, crowd, *asked, self.paper(), own, scores)
        else:
            theta = plain(population, self.dtype)
            kernels().verdict(self.stack, theta, *asked, self.paper(), scores)
        return Verdict(*scores)

    def crowd(self, population: RankOneCrowd, rows: slice | Whole) -> Any:
        """Individuals in short as the kernel takes them, with the products that are for BLAS."""
        theta, shapes, a, c = population.numbers
        (I, O), xT = shapes[0], self.x[rows].T  # noqa: E741 - letters of the formula
        W = theta[: I * O].reshape(I, O)  # its last row is b
        common = W[:-1].T @ xT + W[-1:].T  # (O, I) (I, B) -> (O, B)
        along = a[:, : I - 1] @ xT + a[:, I - 1 : I]  # (P/2, I) (I, B) -> (P/2, B)
        return theta, shapes, a, c, common, along

    def rows(self, rows: slice | Whole, even: bool = False) -> Any:
        """These rows as the kernel takes them: what is asked of them, with what they count.

        A plain tuple crosses the border to compiled code quicker than one with names.
        """
        order = self.order[rows] if isinstance(rows, slice) else rows
        credits = self.even if even else self.weights
        return self.x, self.t, self.labels, self.weights, credits, order

    def paper(self) -> Array:
        """Scratch paper for the kernel."""
        lines = self.width + self.t.shape[1] + kernels().heights.LINES
        return np.empty((lines, kernels().heights.BLOCK), self.dtype)


def prepared(network: Network, x: Array, statistics: Views) -> Array:
    """The rows as the first layer that learns meets them: the layers below never change."""
    for k in range(first_layer(network)):
        x, _ = network.layers[k].forward(x, {}, LayerState(statistics[k]))
    return x


def plain(q: Any, dtype: Any) -> Any:
    """The same numbers in the one form that the kernel is compiled for."""
    if q.dtype == dtype and q.flags.carray:
        return q
    return np.require(q, dtype, ["C", "W"])
