"""Shards: one mini-batch, worked through by many.

The loss of a mini-batch is a mean over its rows, so its slope is a mean of slopes. Cut the rows
into shards of `b_k` rows, let anybody find the slope of each, and

    dL/dtheta = sum over k of (b_k / B) * dL_k/dtheta

where the penalty of large weights is in each `L_k` in full, and so, the shares adding up to 1, once
in the sum. Shards are cut every `SHARD` rows, and added in their order, whoever works: so the
number of workers changes no bit. The whole mini-batch at once gives the same up to rounding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.errors import SettingError
from edunn.network import Learned, Views
from edunn.objective import Gradient, Objective
from edunn.parameters import Viewed
from edunn.training.records import Examples
from edunn.workers import Crew

SHARD = 1024
"""Rows of a shard: few enough to have several, enough to be worth sending theta and the slope."""


class Shard(NamedTuple):
    """What a worker needs for one shard, besides what never changes."""

    theta: Array
    rows: Indices
    seed: int | None
    """Where its own randomness starts; None where the network has none."""


@final
@dataclass(frozen=True)
class Hill:
    """What never changes in the course of a training, so that each worker gets it once."""

    objective: Objective
    examples: Examples
    statistics: Views

    def gradient(self, shard: Shard) -> Gradient:
        """The gradient of one shard's loss; what the layers met stays with the worker."""
        x, t, weights = self.examples.part(shard.rows)
        random = None if shard.seed is None else np.random.default_rng(shard.seed)
        with np.errstate(all="ignore"):  # whoever sent it looks for infinity, with better words
            gradient = self.objective.gradient(shard.theta, x, t, self.statistics, weights, random)
        return gradient._replace(caches=[])


@final
class Shards:
    """Finds the slope of a mini-batch with a crew.

    Layers that draw numbers, such as dropout, draw anew in every shard, from a seed that is drawn
    here: so their masks are others than without workers, but the same for any number of them.

    Args:
        crew: who works.
        objective: what has a slope.
        learned: has the statistics of the layers, measured before the first step.
        examples: all rows.
        batch_size: rows of a mini-batch.

    Raises:
        SettingError: a mini-batch that is one shard, or a network that must see it as a whole.
    """

    def __init__(
        self,
        crew: Crew,
        objective: Objective,
        learned: Learned,
        examples: Examples,
        batch_size: int,
    ) -> None:
        if batch_size <= SHARD:
            raise SettingError(
                f"workers share each mini-batch, {SHARD} rows at a time, but with "
                f"batch_size={batch_size} there is nothing to share. Leave workers out, or try "
                f"batch_size={4 * SHARD} and a larger learning rate, if there are that many rows."
            )
        if objective.network.runs_statistics:
            raise SettingError(
                "workers share mini-batches, but a layer of this network measures each as a "
                "whole. Leave workers out."
            )
        self.crew = crew
        self.objective = objective
        self.learned = learned
        self.examples = examples

    @cached_property
    def hill(self) -> Hill:
        """Made when the inputs are measured."""
        return Hill(self.objective, self.examples, self.learned.statistics)

    def gradient(
        self, theta: Array, rows: Indices, random: np.random.Generator, into: Viewed
    ) -> Gradient:
        """The gradient of the mean loss of these rows, `(n,)`, written into a vector of ours."""
        shards = list(self._cut(theta, rows, random))
        g, scores = into[0], []
        g.fill(0.0)
        for shard, part in zip(
            shards, self.crew.map(Hill.gradient, self.hill, shards), strict=True
        ):
            g += part.g * (len(shard.rows) / len(rows))
            scores.append(part.z)
        return Gradient(g, np.concatenate(scores), [])

    def _cut(self, theta: Array, rows: Indices, random: np.random.Generator) -> Iterator[Shard]:
        for start in range(0, len(rows), SHARD):
            seed = int(random.integers(2**63)) if self._draws else None
            yield Shard(theta, rows[start : start + SHARD], seed)

    @cached_property
    def _draws(self) -> bool:
        """Whether any layer draws numbers while training: so let it, and see."""
        random = np.random.default_rng(0)
        before = random.bit_generator.state
        p = self.objective.network.layout.views(self.learned.theta)
        with np.errstate(all="ignore"):
            self.objective.logits_network.forward(
                p, self.examples.x[:1], self.hill.statistics, random
            )
        return random.bit_generator.state != before
