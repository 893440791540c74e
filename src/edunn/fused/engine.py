"""The engine: what stands between a training and the kernel."""

from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.fused.machine import Function, Machine
from edunn.fused.rows import Place, Rows, Span
from edunn.fused.stack import PENALTY, Whole, answers, first_layer, rule_of, stack_of
from edunn.fused.support import strange_optimizer
from edunn.network import Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer


class Leg(NamedTuple):
    """A piece of the walk: one epoch or many, or a part of one.

    Args:
        orders: in which order each epoch takes the rows, `(E, N)`.
        draws: from 0 to 1, for every number that may be dropped on the way, `(D,)`.
        scores: what the loss was measured on, `(N, O)`, of the rows done; more will be written.
        first: how many rows of the epoch are done; 0 if there are many.
        last: up to which row to go; all of them if there are many.
        penalty: summed over the rows done.

    Example:
        >>> Leg(np.array([[1, 0]]), np.empty(0), np.empty((2, 3)), first=0, last=2).penalty
        0.0
    """

    orders: Whole
    draws: Array
    scores: Array
    first: int
    last: int
    penalty: float = 0.0


class Goal(NamedTuple):
    """Where a leg led: as many epochs of it as were walked through.

    Example:
        >>> Goal(state=None, losses=np.zeros(3), right=np.zeros(3), penalties=np.zeros(3)).epochs
        3
    """

    state: Any
    """The optimizer's state there."""
    losses: Array
    """The sum over the rows of each epoch, `(E,)`; like the next two, of whole epochs only."""
    right: Array
    """How many of its rows were classified right."""
    penalties: Array
    """The regularizers' penalty, summed over its rows."""

    @property
    def epochs(self) -> int:
        """How many epochs were walked through."""
        return len(self.losses)


def kernel() -> Function:
    """The walk in Python, with all that Numba needs to compile it."""
    from edunn.fused.kernel import walk

    return walk


walk = Machine(kernel)
"""The walk as machine code."""


@final
class Fused:
    """Walks through mini-batches as the readable engine does, many epochs in one call.

    An epoch that leads to infinity is not begun, so that the readable engine may go there and tell
    what happens; with an optimizer that has no compiled form, none is.

    Args:
        objective: one that the kernel supports.
        x, t, weights: the rows to learn from, `(N, I)`, `(N, O)` and `(N,)` or None.

    Example:
        >>> from edunn import Model
        >>> from edunn.optimizers import GradientDescent
        >>> model = Model([[1], [1]], "mse", dtype="float64", seed=1)
        >>> model.theta = [0.0, 0.0]
        >>> x, t, walk = np.array([[1.0]]), np.array([[2.0]]), GradientDescent(0.25)
        >>> fused = Fused(model.objective, x, t, None)
        >>> leg = Leg(np.array([[0]]), np.empty(0), np.empty((1, 1)), first=0, last=1)
        >>> fused.walk(walk, walk.start(model.theta), [{}], leg, batch_size=1).state.theta
        array([1., 1.])
    """

    def __init__(self, objective: Objective, x: Array, t: Array, weights: Array | None) -> None:
        self.objective = objective
        self.x = x
        self.t = _plain(objective.effective_loss.smoothed(t), x.dtype)
        self.weights = _plain(np.ones(len(x)) if weights is None else weights, x.dtype)
        self.stack = stack_of(objective, x.dtype)
        self.answers = answers(t, self.stack.middle)
        self._statistics: Views | None = None
        self._prepared = x

    @property
    def draws_a_row(self) -> int:
        """How many random numbers dropout takes for each row."""
        return int(self.stack.draws[-1])

    def walk(
        self, optimizer: Optimizer, state: Any, statistics: Views, leg: Leg, batch_size: int
    ) -> Goal:
        """Learn from the rows of a leg; of what is given, only its scores change."""
        epochs, batch_size = len(leg.orders), int(batch_size)
        counts = np.zeros((epochs, 3))
        counts[0, PENALTY] = leg.penalty
        if strange_optimizer(optimizer):
            return Goal(state, *counts[:0].T)
        place = Place(*self._room(state), leg.scores, counts, *self._scratch())
        steps = -(-(leg.last - leg.first) // batch_size)
        done = walk(
            self.stack,
            rule_of(optimizer),
            self._rows(statistics, leg, batch_size),
            place,
            Span(state.t, leg.first, leg.last),
            optimizer.rates(range(state.t, state.t + epochs * steps)).astype(self.x.dtype),
        )
        memory = place.memory[: len(state) - 2]
        moved = type(state)(place.theta, state.t + done * steps, *memory)
        return Goal(moved, *counts[:done].T)

    def _rows(self, statistics: Views, leg: Leg, batch_size: int) -> Rows:
        """What the kernel walks through."""
        x, orders = self._inputs(statistics), _plain(leg.orders, np.int64)
        return Rows(x, self.t, self.answers, self.weights, orders, leg.draws, batch_size)

    def _room(self, state: Any) -> tuple[Array, Array, Array]:
        """Theta, the optimizer's memory as `(2, n)`, whatever it uses of it, and as much again."""
        theta, _, *memory = state
        room = np.zeros((2, len(theta)), theta.dtype)
        for row, array in zip(room, memory, strict=False):
            row[:] = array
        return theta.copy(), room, np.empty((3, len(theta)), theta.dtype)

    def _scratch(self) -> tuple[Array, Array, Array]:
        """Room for a gradient, for the signal of a row, and for its slope."""
        n, width = self.objective.network.layout.size, self.stack.starts[-1]
        room = np.empty(n + 2 * width, self.x.dtype)
        return room[:n], room[n : n + width], room[n + width :]

    def _inputs(self, statistics: Views) -> Array:
        """The rows as the first layer of the stack meets them: the layers below never change."""
        if statistics is not self._statistics:
            first, network = first_layer(self.objective.network), self.objective.network
            x, _ = network.forward([{}] * first, self.x, statistics, depth=first)
            self._prepared, self._statistics = _plain(x, self.x.dtype), statistics
        return self._prepared


def _plain(q: Any, dtype: Any) -> Any:
    """The same numbers in the one form that the kernel is compiled for."""
    if q.dtype == dtype and q.flags.carray:
        return q
    return np.require(q, dtype, ["C", "W"])
