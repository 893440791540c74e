"""Snapshots: a run at one moment, with its last generations, shown while training goes on."""

from collections import deque
from collections.abc import Callable, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from inspect import signature
from itertools import takewhile
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution import Strategy
from edunn.evolution.base import Population
from edunn.model import Model
from edunn.network import Learned
from edunn.optimizers import Optimizer
from edunn.studio.messages import Conflict
from edunn.studio.plan import Planned
from edunn.studio.runs.live_settings import rate_of
from edunn.training import EvolutionTraining, Training
from edunn.training.algorithms import find_algorithm
from edunn.training.scoring import ALL, Rows

KEPT = 12
"""Generations."""

LARGE = 1_000_000
"""Of populations with more numbers than this, only the last one is kept."""

NOT_ITS_OWN = {*signature(Model.training).parameters, "patience"}
"""Given beside the settings of an algorithm, but the training's: fitness, early_stopping ..."""


@final
@dataclass(frozen=True)
class Snapshot:
    """A run at one moment, with a copy of its network that is not trained."""

    planned: Planned
    model: Model
    epoch: int
    learning_rate: float | None
    generations: Sequence["Generation"] = ()
    """Evolution: the last ones evaluated, the newest last, where they were requested."""
    batch_size: int | None = None
    """The rows of a mini-batch at present."""

    @property
    def algorithm(self) -> Optimizer | Strategy:
        """The optimizer, with the present learning rate, or the strategy."""
        choice, rate = self.planned.experiment.algorithm, self.learning_rate
        own = {name: value for name, value in choice.settings.items() if name not in NOT_ITS_OWN}
        algorithm = find_algorithm(choice.name, None, dict(own))
        if rate is not None and isinstance(algorithm, Optimizer):
            return replace(algorithm, learning_rate=rate)
        return algorithm


def snapshot_of(
    planned: Planned, training: Training, generations: Sequence["Generation"]
) -> Snapshot:
    """A snapshot of a training.

    Raises:
        Conflict: the training belongs to no model.
    """
    model = copied(owner_of(training))
    epoch, rate = len(training.history), rate_of(training)
    rows: int | None = getattr(training, "batch_size", None)
    return Snapshot(planned, model, epoch, rate, generations, rows)


def owner_of(training: Training) -> Model:
    """The model that is trained.

    Raises:
        Conflict: the training belongs to no model.
    """
    model = training.owner
    if not isinstance(model, Model):
        raise Conflict("this training belongs to no model: there is no network to show.")
    return model


def copied(model: Model) -> Model:
    """A copy of the network that stays as it is while the original is trained.

    Example:
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> other = copied(model)
        >>> other.theta = [1.0, 1.0]
        >>> bool((model.theta == other.theta).any())
        False
    """
    other = copy(model)
    learned, history = model.learned, model.history
    other.learned = Learned(learned.theta.copy(), list(learned.statistics))
    columns = history.since(0)
    other.history = replace(history, epoch=columns.pop("index"), columns=columns)
    return other


class Generation(NamedTuple):
    """A generation that was evaluated."""

    population: Population
    """`(P, n)`."""
    fitness: Array
    """`(P,)`."""
    parents: Array | None
    """`(P, 2)`: places in the previous generation; None where individuals are sampled."""
    founders: Population
    """`(P, n)`: the first generation; where individuals are sampled, this one."""


class Recorded(NamedTuple):
    """What a generation is made of: the same state and random numbers make it again."""

    strategy: Strategy
    state: Any
    random: np.random.Generator
    order: Indices
    """Of all rows, before the generation."""
    new_order: Indices | None = None
    rows: Rows = ALL
    """Those that the generation was evaluated on."""
    fitness: Array | None = None
    """Of each individual; None where the compiled engine did the generation as a whole."""

    @property
    def is_bred(self) -> bool:
        """Whether the individuals are in the state; others are sampled."""
        return getattr(self.state, "parents", None) is not None

    def individuals(self) -> Population:
        """The individuals; a new order of the rows means that they were shuffled first."""
        random = deepcopy(self.random)
        if self.new_order is not self.order:
            random.permutation(len(self.order))
        return self.strategy.ask(self.state, random)

    def generation(self, fitness_of: Callable[[Population, Rows], Array]) -> "Generation":
        """The generation; `fitness_of` is asked where the fitness is not known."""
        population, state = self.individuals(), self.state
        known = self.fitness
        fitness = fitness_of(population, self.rows) if known is None else known
        founders = getattr(state, "founders", population)
        return Generation(population, fitness, getattr(state, "parents", None), founders)


@final
class RecordedGenerations:
    """The last generations of a training; only the very last where individuals are sampled.

    Recording one costs next to nothing: for a view it is sampled and evaluated again.
    """

    def __init__(self, training: EvolutionTraining) -> None:
        self._training = training
        self._recorded: deque[Recorded] = deque(maxlen=KEPT)
        self._known: dict[int, tuple[Recorded, Generation]] = {}

    def before(self) -> Recorded:
        """What the next generation is made of, before it is evaluated."""
        training = self._training
        now = Recorded(training.strategy, training.state, training.random, training.order)
        if not now.is_bred:
            return now._replace(random=deepcopy(now.random))
        arrays = {name: getattr(now.state, name).copy() for name in ("population", "parents")}
        return now._replace(state=now.state._replace(**arrays))

    def record(self, before: Recorded | None) -> None:
        """Record it, after it was evaluated."""
        if before is None:
            return
        if not before.is_bred or before.state.population.size > LARGE:
            self._recorded.clear()
        training = self._training
        t, fitness = training.scored or (-1, None)
        self._recorded.append(
            before._replace(
                new_order=training.order,
                rows=training.rows,
                fitness=fitness if t == before.state.t else None,
            )
        )

    @property
    def scored(self) -> tuple[Recorded, ...]:
        """The last ones whose fitness is known, so that no training is needed to show them."""
        known = takewhile(lambda one: one.fitness is not None, reversed(self._recorded))
        return tuple(known)[::-1]

    def evaluated(self) -> list[Generation]:
        """The last generations with their fitness, the newest last."""
        known = self._known
        self._known = {
            id(one): known.get(id(one)) or (one, one.generation(self._training.scorer.fitness_of))
            for one in self._recorded
        }
        return [generation for _, generation in self._known.values()]


@final
@dataclass(frozen=True)
class LastState:
    """A run before the piece in progress, which may take long: what a view shows meanwhile."""

    snapshot: Snapshot
    recorded: tuple[Recorded, ...] = ()
    """The last generations; their individuals are only drawn again where a view asks for them."""

    def shown(self, *, with_generations: bool = False) -> Snapshot:
        """The snapshot, with the last generations where they are requested."""
        if not with_generations:
            return self.snapshot
        generations = [one.generation(_is_known) for one in self.recorded]
        return replace(self.snapshot, generations=generations)


def _is_known(population: Population, rows: Rows) -> Array:
    raise AssertionError("only generations with a known fitness are kept")


def recorded(training: Training) -> RecordedGenerations | None:
    """A record of an evolution; None for other trainings."""
    return RecordedGenerations(training) if isinstance(training, EvolutionTraining) else None
