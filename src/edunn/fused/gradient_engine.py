"""The compiled gradient descent: prepares what the gradient kernel needs, and calls it."""

from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.fused.blocked_engine import BlockedEngine
from edunn.fused.buffers import Span, TrainingBuffers, TrainingRows
from edunn.fused.stack import (
    PENALTY,
    Rule,
    Whole,
    answers,
    has_images,
    plain,
    prepared,
    rule_of,
    stack_of,
)
from edunn.fused.support import strange_optimizer
from edunn.network import Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer


class Segment(NamedTuple):
    """A piece of a training: one epoch or many, or a part of one.

    Args:
        orders: the order of the rows in each epoch, `(E, N)`.
        draws: from 0 to 1, for every number that may be dropped, `(D,)`.
        z: what the loss was measured on, `(N, O)`, of the rows done; more will be written.
        first: how many rows of the epoch are done; 0 for several epochs.
        last: the row to stop before; all of them for several epochs.
        penalty: summed over the rows done.

    Example:
        >>> Segment(np.array([[1, 0]]), np.empty(0), np.empty((2, 3)), first=0, last=2).penalty
        0.0
    """

    orders: Whole
    draws: Array
    z: Array
    first: int
    last: int
    penalty: float = 0.0


class SegmentResult(NamedTuple):
    """The result of a segment: as many of its epochs as led to finite numbers.

    Example:
        >>> zeros = np.zeros(3)
        >>> SegmentResult(state=None, losses=zeros, right=zeros, penalties=zeros).epochs
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
        """How many epochs were done."""
        return len(self.losses)


def run_epochs(*arguments: Any) -> int:
    """The kernel of that name; the first call imports Numba."""
    from edunn.fused import gradient_kernel

    return gradient_kernel.run_epochs(*arguments)


@final
class Fused:
    """Gradient descent as in the readable engine, many epochs in one call.

    An epoch that leads to infinity is not begun, so that the readable engine can run it and report
    what happens; with an optimizer that has no compiled form, none is.

    Args:
        objective: one that the kernel supports.
        x, t, weights: the rows to learn from, `(N, I)`, `(N, O)` and `(N,)` or None.

    Example:
        >>> from edunn import Model
        >>> from edunn.optimizers import GradientDescent
        >>> model = Model([[1], [1]], "mse", dtype="float64", seed=1)
        >>> model.theta = [0.0, 0.0]
        >>> x, t, optimizer = np.array([[1.0]]), np.array([[2.0]]), GradientDescent(0.25)
        >>> fused = Fused(model.objective, x, t, None)
        >>> segment = Segment(np.array([[0]]), np.empty(0), np.empty((1, 1)), first=0, last=1)
        >>> state = optimizer.start(model.theta)
        >>> fused.run(optimizer, state, [{}], segment, batch_size=1).state.theta
        array([1., 1.])
    """

    def __init__(
        self,
        objective: Objective,
        x: Array,
        t: Array,
        weights: Array | None,
        threads: int = 0,
    ) -> None:
        self.objective = objective
        self.x = x
        self.t = plain(objective.effective_loss.smoothed(t), t.dtype)
        self.weights = plain(np.ones(len(x)) if weights is None else weights, t.dtype)
        self.stack = stack_of(objective, t.dtype)
        self.answers = answers(t, self.stack.middle)
        self._statistics: Views | None = None
        self._prepared = x
        self.blocked: BlockedEngine | None = None
        if threads or has_images(objective):  # which the kernel of plain loops has not
            self.blocked = BlockedEngine(objective, self.stack, str(t.dtype), max(threads, 1))

    @property
    def draws_a_row(self) -> int:
        """How many random numbers dropout takes for each row."""
        return int(self.stack.draws[-1])

    def run(
        self, optimizer: Optimizer, state: Any, statistics: Views, segment: Segment, batch_size: int
    ) -> SegmentResult:
        """Learn from the rows of a segment; of what is given, only its `z` changes."""
        epochs, batch_size = len(segment.orders), int(batch_size)
        counts = np.zeros((epochs, 3))
        counts[0, PENALTY] = segment.penalty
        if strange_optimizer(optimizer):
            return SegmentResult(state, *counts[:0].T)
        scratch = self._scratch(batch_size if self.blocked else 1)
        buffers = TrainingBuffers(*self._vectors(state), segment.z, counts, *scratch)
        steps = -(-(segment.last - segment.first) // batch_size)
        done = self._run(
            rule_of(optimizer),
            self._rows(statistics, segment, batch_size),
            buffers,
            Span(state.t, segment.first, segment.last, segment.first),
            optimizer.rates(range(state.t, state.t + epochs * steps)).astype(self.t.dtype),
        )
        memory = buffers.memory[: len(state) - 2]
        after = type(state)(buffers.theta, state.t + done * steps, *memory)
        return SegmentResult(after, *counts[:done].T)

    def take(self, x: Array) -> None:
        """Learn from other inputs for the same targets from now on."""
        self.x, self._statistics = x, None

    def _run(self, rule: Rule, *arguments: Any) -> int:
        """Call the kernel that is quicker for this network; how many epochs it did."""
        if self.blocked:
            return self.blocked.run(rule, *arguments)
        return run_epochs(self.stack, rule, *arguments)

    def _rows(self, statistics: Views, segment: Segment, batch_size: int) -> TrainingRows:
        """The rows as the kernel takes them."""
        x, orders = self._inputs(statistics), plain(segment.orders, np.int64)
        return TrainingRows(
            x, self.t, self.answers, self.weights, orders, segment.draws, batch_size
        )

    def _vectors(self, state: Any) -> tuple[Array, Array, Array]:
        """Theta, the optimizer's memory as `(2, n)`, whatever it uses of it, and as much again."""
        theta, _, *memory = state
        memories = np.zeros((2, len(theta)), theta.dtype)
        for row, array in zip(memories, memory, strict=False):
            row[:] = array
        return theta.copy(), memories, np.empty((3, len(theta)), theta.dtype)

    def _scratch(self, rows: int) -> tuple[Array, Array, Array, Array]:
        """Memory for a gradient, for the signal of so many rows and its gradient, and tallies."""
        n, width = self.objective.network.layout.size, int(self.stack.starts[-1]) * rows
        scratch = np.empty(n + 2 * width, self.t.dtype)
        return scratch[:n], scratch[n : n + width], scratch[n + width :], np.zeros((2, 8))

    def _inputs(self, statistics: Views) -> Array:
        """The rows as the first layer of the stack gets them: the layers below never change."""
        if statistics is not self._statistics:
            network, self._statistics = self.objective.network, statistics
            self._prepared = prepared(network, self.x, statistics, self.t.dtype)
        return self._prepared
