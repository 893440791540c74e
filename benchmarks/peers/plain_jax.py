"""JAX without a framework on top: a compiled train step, as its tutorials write one.

Once as most people call it, a step at a time from Python; and once at its best, with a whole epoch
compiled into one `scan`. Compiling happens in the warm-up and is not measured.
"""

import os
from abc import abstractmethod
from functools import partial
from typing import Any, final

os.environ.setdefault("JAX_PLATFORMS", "cpu")  # before JAX is imported

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Task


def forward(parameters: Any, x: Any) -> Any:
    """The scores, `(B, C)`: relu after every layer but the last."""
    *hidden, (W, b) = parameters
    for V, c in hidden:
        x = jax.nn.relu(x @ V + c)
    return x @ W + b


def mean_loss(parameters: Any, x: Any, labels: Any) -> Any:
    """Cross-entropy of the softmax of the scores."""
    log_p = jax.nn.log_softmax(forward(parameters, x))
    return -jnp.take_along_axis(log_p, labels[:, None], axis=1).mean()


def descend(parameters: Any, x: Any, labels: Any, rows: Any, rate: float) -> Any:
    """One step of gradient descent on some of the rows."""
    slope = jax.grad(mean_loss)(parameters, x[rows], labels[rows])
    return jax.tree.map(lambda p, g: p - rate * g, parameters, slope)


class Descent(Contestant):
    """One epoch by gradient descent; no loss is measured."""

    def __init__(self, task: Task) -> None:
        x, labels = task.rows()
        self.x, self.labels = jnp.asarray(x), jnp.asarray(labels, "int32")
        self.batch_size, self.rate = task.batch_size, task.learning_rate
        self.parameters = jax.tree.map(jnp.asarray, task.first_weights())
        self.random = np.random.default_rng(0)
        self.updates = 0

    def work(self) -> None:
        order = self.random.permutation(len(self.x)).astype("int32")
        self.parameters = jax.block_until_ready(self._epoch(order))
        self.updates += -(-len(order) // self.batch_size)

    @abstractmethod
    def _epoch(self, order: Any) -> Any:
        """The parameters after the rows in this order."""

    def outcome(self) -> Outcome:
        leaves = jax.tree.leaves(self.parameters)
        loss = float(mean_loss(self.parameters, self.x, self.labels))
        return Outcome(sum(p.size for p in leaves), str(leaves[0].dtype), self.updates, loss)


@final
class Stepwise(Descent):
    """Python cuts the mini-batches and calls the compiled step for each."""

    step = staticmethod(jax.jit(descend, donate_argnums=0))

    def _epoch(self, order: Any) -> Any:
        parameters = self.parameters
        for start in range(0, len(order), self.batch_size):
            rows = order[start : start + self.batch_size]
            parameters = self.step(parameters, self.x, self.labels, rows, self.rate)
        return parameters


@final
class Scanned(Descent):
    """The whole epoch is one compiled call."""

    def _epoch(self, order: Any) -> Any:
        return scan(self.parameters, self.x, self.labels, order, self.rate, self.batch_size)


@partial(jax.jit, donate_argnums=0, static_argnums=5)
def scan(parameters: Any, x: Any, labels: Any, order: Any, rate: float, batch_size: int) -> Any:
    """A step for each full mini-batch, then one for the rows that are left."""
    whole = len(order) // batch_size * batch_size
    batches = order[:whole].reshape(-1, batch_size)
    parameters, _ = jax.lax.scan(
        lambda p, rows: (descend(p, x, labels, rows, rate), None), parameters, batches
    )
    rest = order[whole:]
    return descend(parameters, x, labels, rest, rate) if len(rest) else parameters
