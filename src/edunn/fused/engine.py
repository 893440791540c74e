"""The engine: what stands between a training and the kernel."""

from collections.abc import Sequence
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.fused.stack import Whole, rule_of, softened, stack_of
from edunn.fused.support import strange_optimizer
from edunn.layers import LayerState
from edunn.network import Views
from edunn.objective import Objective
from edunn.optimizers import Optimizer


class Leg(NamedTuple):
    """A piece of the walk: where it led.

    Example:
        >>> Leg(state=None, scores=np.zeros((3, 1)), penalty=0.0).scores.shape
        (3, 1)
    """

    state: Any
    """The optimizer's state after it."""
    scores: Array
    """What the loss was measured on, `(R, O)`, of the rows done."""
    penalty: float
    """The penalty summed over the rows done, on top of what it was before."""


@final
class Fused:
    """Walks through mini-batches as the readable engine does, in one call.

    It goes as far as it can: it stops before a step whose slope is not finite, and does not set out
    with an optimizer that it does not know. The readable engine then takes the steps that are left.

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
        >>> leg = fused.walk(walk, walk.start(model.theta), [{}], np.array([0]), batch_size=1)
        >>> leg.state.theta
        array([1., 1.])
    """

    def __init__(self, objective: Objective, x: Array, t: Array, weights: Array | None) -> None:
        self.objective = objective
        self.x = x
        self.t = _plain(softened(objective.measure, t), x.dtype)
        self.weights = _plain(np.ones(len(x)) if weights is None else weights, x.dtype)
        self.stack = stack_of(objective, x.dtype)
        self._statistics: Views | None = None
        self._prepared = x

    def walk(
        self,
        optimizer: Optimizer,
        state: Any,
        statistics: Views,
        order: Whole,
        batch_size: int,
        penalty: float = 0.0,
    ) -> Leg:
        """Learn from these rows in this order, mini-batch by mini-batch; nothing given changes."""
        from edunn.fused import kernel  # compiled, or found on disk, at the first use

        if strange_optimizer(optimizer):
            return Leg(state, np.empty((0, self.t.shape[1])), penalty)
        t, arrays, scores = state.t, (state.theta, *state[2:]), np.empty_like(self.t[: len(order)])
        place = kernel.Place(*_copied(arrays), scores, *self._scratch())
        rows = kernel.Rows(
            self._inputs(statistics), self.t, self.weights, _plain(order, np.int64), batch_size
        )
        rates = _rates(optimizer, t, steps=-(-len(order) // batch_size))
        done, penalty = kernel.walk(self.stack, rule_of(optimizer), rows, place, rates, t, penalty)
        moved = type(state)(place.theta, t + done, *place.memory[: len(arrays) - 1])
        return Leg(moved, scores[: done * batch_size], penalty)

    def _scratch(self) -> tuple[Array, Array, Array]:
        """Room for a gradient, for the signal of a row, and for its slope."""
        n, width = self.objective.network.layout.size, self.stack.starts[-1]
        room = np.empty(n + 2 * width, self.x.dtype)
        return room[:n], room[n : n + width], room[n + width :]

    def _inputs(self, statistics: Views) -> Array:
        """The rows as the first layer that learns meets them: the layers below never change."""
        if statistics is not self._statistics:
            network, x = self.objective.network, self.x
            for k in range(network.lowest_learner):
                x, _ = network.layers[k].forward(x, {}, LayerState(statistics[k]))
            self._prepared, self._statistics = _plain(x, self.x.dtype), statistics
        return self._prepared


def _copied(arrays: Sequence[Array]) -> tuple[Array, Array]:
    """Theta, and the optimizer's memory as `(2, n)`, whatever it uses of it."""
    theta, *memory = arrays
    room = np.zeros((2, len(theta)), theta.dtype)
    for row, array in zip(room, memory, strict=False):
        row[:] = array
    return theta.copy(), room


def _rates(optimizer: Optimizer, t: int, steps: int) -> Array:
    """The learning rate of each step, as the optimizer itself says."""
    if callable(optimizer.learning_rate):
        return np.array([optimizer.rate(t + k) for k in range(steps)], dtype=np.float64)
    return np.full(steps, optimizer.rate(t), dtype=np.float64)


def _plain(q: Any, dtype: Any) -> Any:
    """The same numbers in the one form that the kernel is compiled for."""
    if q.dtype == dtype and q.flags.carray:
        return q
    return np.require(q, dtype, ["C", "W"])
