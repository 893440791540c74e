"""The judge: what stands between a population and the kernel that says how well each does."""

from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.evolution.low_rank import LowRankPopulation
from edunn.fused.flock import BLOCK, LINES, Crowd, Desk, Rows, Wanted
from edunn.fused.machine import Function, Machine, Ready
from edunn.fused.stack import Whole, answers, first_layer, stack_of
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


def verdict_source() -> Function:
    """The judge in Python, with all that Numba needs to compile it; likewise below."""
    from edunn.fused.generation import verdict

    return verdict


def rank_one_source() -> Function:
    """The judge of crowds that are written in short."""
    from edunn.fused.rank_one import verdict

    return verdict


verdict, rank_one_verdict = Machine(verdict_source), Machine(rank_one_source)
"""The same as machine code."""

SMALL = 2**16
"""Numbers of a population that are copied in less time than it takes to say where they are."""


class Sheet(NamedTuple):
    """A question that was asked before: the next population goes where that one was."""

    population: Array
    scores: Array
    question: Ready
    """With both, all that the kernel is given."""


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
        self.stack = Ready(stack)
        self.width = int(stack.starts[-1])
        t, labels = objective.effective_loss.smoothed(t), answers(t, stack.middle)
        even = np.ones(len(x), self.dtype)
        counts = even if weights is None else plain(weights, self.dtype)
        x = prepared(objective.network, x, statistics)
        x, t, labels = (plain(q, self.dtype) for q in (x, t, labels))
        self.all = Rows(x, t, labels, counts, counts, np.arange(len(x)))
        """All rows, of which accuracy counts each by its weight."""
        self.even = Ready(even)
        """What it is worth to be right, if every row counts alike."""
        self.ready = Ready(self.all), Ready(self.all._replace(credits=even))
        self.sheets: dict[tuple[Any, ...], Sheet] = {}
        """Those that nobody is writing on, by what is asked about how many individuals."""
        self.desks: dict[int, Ready] = {}

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
        asked = Wanted(int(loss), int(accuracy))
        if isinstance(population, np.ndarray) and population.size <= SMALL and is_all(rows):
            return self.asked_again(population, asked, even)
        chosen, paper, scores = self.rows(rows, even), self.paper(), np.empty((2, len(population)))
        if isinstance(population, LowRankPopulation):
            crowd, own = self.crowd(population, rows), np.empty_like(population.theta)
            rank_one_verdict(self.stack, crowd, chosen, asked, paper, own, scores)
        else:
            verdict(self.stack, plain(population, self.dtype), chosen, asked, paper, scores)
        return Verdict(*scores)

    def asked_again(self, population: Array, asked: Wanted, even: bool) -> Verdict:
        """The same about all rows; what stays the same from one time to the next is kept.

        For a small population, to tell the kernel where everything is takes long. Threads that ask
        at once have a sheet each: whoever takes one leaves none.
        """
        key = population.shape, asked, even
        sheet = self.sheets.pop(key, None) or self.sheet(*key)
        sheet.population[:] = population
        verdict.call(sheet.question)
        answer = Verdict(*sheet.scores.copy())
        self.sheets[key] = sheet
        return answer

    def sheet(self, shape: tuple[int, ...], asked: Wanted, even: bool) -> Sheet:
        """A new one."""
        population, scores = np.empty(shape, self.dtype), np.empty((2, shape[0]))
        asking = self.stack, population, self.ready[even], asked, self.paper(), scores
        return Sheet(population, scores, Ready(asking))

    def crowd(self, population: LowRankPopulation, rows: slice | Whole) -> Crowd:
        """Individuals in short as the kernel takes them, with the products that are for BLAS."""
        theta, shapes, a, c = population.numbers
        (I, O), xT = shapes[0], self.all.x[rows].T  # noqa: E741 - letters of the formula
        W = theta[: I * O].reshape(I, O)  # its last row is b
        common = W[:-1].T @ xT + W[-1:].T  # (O, I) (I, B) -> (O, B)
        along = a[:, : I - 1] @ xT + a[:, I - 1 : I]  # (P/2, I) (I, B) -> (P/2, B)
        theta, a, c, common, along = (plain(q, self.dtype) for q in (theta, a, c, common, along))
        return Crowd(theta, plain(shapes, np.int64), a, c, common, along)

    def rows(self, rows: slice | Whole, even: bool = False) -> Any:
        """These rows as the kernel takes them: what is asked of them, with what they count."""
        if is_all(rows):
            return self.ready[even]
        order = plain(self.all.order[rows] if isinstance(rows, slice) else rows, np.int64)
        return self.ready[even].argument._replace(order=order)

    def paper(self) -> Array:
        """Scratch paper for the kernel."""
        return np.empty((self.width + self.all.t.shape[1] + LINES, BLOCK), self.dtype)

    def desk(self, individuals: int) -> Ready:
        """A `Desk` for a population; always the same one, so for one caller at a time."""
        if individuals not in self.desks:
            scores, order = np.empty((2, individuals)), np.empty((2, individuals), np.intp)
            self.desks[individuals] = Ready(Desk(self.paper(), scores, order))
        return self.desks[individuals]


def is_all(rows: slice | Whole) -> bool:
    """Whether these are all rows there are.

    Example:
        >>> is_all(slice(None)), is_all(slice(3)), is_all(np.arange(3))
        (True, False, False)
    """
    return isinstance(rows, slice) and rows == slice(None)


def prepared(network: Network, x: Array, statistics: Views) -> Array:
    """The rows as the first layer that learns meets them: the layers below never change."""
    first = first_layer(network)
    return network.forward([{}] * first, x, statistics, depth=first)[0]


def plain(q: Any, dtype: Any) -> Any:
    """The same numbers in the one form that the kernel is compiled for."""
    if q.dtype == dtype and q.flags.carray:
        return q
    return np.require(q, dtype, ["C", "W"])
