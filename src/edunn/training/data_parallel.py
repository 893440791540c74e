"""Data parallelism: one mini-batch, divided among workers.

The loss of a mini-batch is a mean over its rows, so its gradient is a mean of gradients. Divide the
rows into micro-batches of `b_k` rows, let any worker compute the gradient of each, and

    dL/dtheta = sum over k of (b_k / B) * dL_k/dtheta

where the penalty of large weights is in each `L_k` in full and so, since the shares add up to 1,
once in the sum. Micro-batches always have `MICRO_BATCH` rows, and their gradients are added in
order, so the number of workers changes no bit. The mini-batch as a whole gives the same gradient up
to rounding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.network import Learned, Views
from edunn.objective import Examples, Gradient, Objective
from edunn.parameters import Viewed
from edunn.workers import WorkerPool

MICRO_BATCH = 1024
"""Rows of a micro-batch: few enough for several of them, enough to be worth sending theta for."""


class MicroBatch(NamedTuple):
    """What a worker needs for one micro-batch, besides the `SharedLoss`."""

    theta: Array
    rows: Indices
    seed: int | None
    """The seed of its random numbers; None where the network draws none."""


@final
@dataclass(frozen=True)
class SharedLoss:
    """What never changes in the course of a training, so that it is sent to each worker once."""

    objective: Objective
    examples: Examples
    statistics: Views

    def gradient(self, batch: MicroBatch) -> Gradient:
        """The gradient of one micro-batch's loss; the caches stay with the worker."""
        x, t, weights = self.examples.part(batch.rows)
        random = None if batch.seed is None else np.random.default_rng(batch.seed)
        with np.errstate(all="ignore"):  # the training reports infinity, with a better message
            gradient = self.objective.gradient(batch.theta, x, t, self.statistics, weights, random)
        return gradient._replace(caches=[])


@final
class DataParallel:
    """Computes the gradient of a mini-batch with several workers.

    Layers with random numbers, such as dropout, get a new seed for each micro-batch. Their masks
    therefore differ from those of a training without workers, but are the same for any number of
    workers.

    Args:
        pool: the workers.
        objective: the function to differentiate.
        learned: has the statistics of the layers, measured before the first step.
        examples: all rows.
        batch_size: rows of a mini-batch.

    Raises:
        SettingError: a mini-batch is no longer than a micro-batch, or the network needs it as a
            whole.
    """

    def __init__(
        self,
        pool: WorkerPool,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        batch_size: int,
    ) -> None:
        if batch_size <= MICRO_BATCH:
            raise SettingError(
                f"workers share each mini-batch, {MICRO_BATCH} rows at a time, but with "
                f"batch_size={batch_size} there is nothing to share. Leave workers out, or try "
                f"batch_size={4 * MICRO_BATCH} and a larger learning rate, if there are that many "
                "rows."
            )
        if objective.network.runs_statistics:
            raise SettingError(
                "workers share mini-batches, but a layer of this network measures each as a "
                "whole. Leave workers out."
            )
        self.pool = pool
        self.objective = objective
        self.learned = learned
        self.examples = examples

    @cached_property
    def loss(self) -> SharedLoss:
        """Made when the statistics of the inputs have been measured."""
        return SharedLoss(self.objective, self.examples, self.learned.statistics)

    def gradient(
        self, theta: Array, rows: Indices, random: np.random.Generator, into: Viewed
    ) -> Gradient:
        """The gradient of the mean loss of these rows, `(n,)`, written into the given vector."""
        batches = list(self._divided(theta, rows, random))
        g, z = into[0], []
        g.fill(0.0)
        parts = self.pool.map(SharedLoss.gradient, self.loss, batches)
        for batch, part in zip(batches, parts, strict=True):
            g += part.g * (len(batch.rows) / len(rows))
            z.append(part.z)
        return Gradient(g, np.concatenate(z), [])

    def _divided(
        self, theta: Array, rows: Indices, random: np.random.Generator
    ) -> Iterator[MicroBatch]:
        for start in range(0, len(rows), MICRO_BATCH):
            seed = int(random.integers(2**63)) if self._draws else None
            yield MicroBatch(theta, rows[start : start + MICRO_BATCH], seed)

    @cached_property
    def _draws(self) -> bool:
        """Whether any layer draws random numbers in training, found out by a forward pass."""
        random = np.random.default_rng(0)
        before = random.bit_generator.state
        p = self.objective.network.layout.views(self.learned.theta)
        with np.errstate(all="ignore"):
            self.objective.network.forward(p, self.examples.x[:1], self.loss.statistics, random)
        return random.bit_generator.state != before
