"""Snapshots: a run at one moment, with its last generations, shown while training goes on."""

from collections import deque
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from inspect import signature
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
from edunn.training import EvolutionTraining, Training
from edunn.training.algorithms import find_algorithm
from edunn.training.scoring import Rows

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
    training_state: Any
    """Evolution: the last generation evaluated, with `population`, `fitness` and `parents`."""
    ancestors: tuple[tuple[Array, Array | None], ...]
    """Fitness and parents of the last generations, the newest last."""
    learning_rate: float | None

    @property
    def algorithm(self) -> Optimizer | Strategy:
        """The optimizer, with the present learning rate, or the strategy."""
        choice, rate = self.planned.experiment.algorithm, self.learning_rate
        own = {name: value for name, value in choice.settings.items() if name not in NOT_ITS_OWN}
        algorithm = find_algorithm(choice.name, None, dict(own))
        if rate is not None and isinstance(algorithm, Optimizer):
            return replace(algorithm, learning_rate=rate)
        return algorithm


def owner_of(training: Training) -> Model:
    """The model that is trained.

    Raises:
        Conflict: the training belongs to no model.
    """
    model = training.owner
    if not isinstance(model, Model):
        raise Conflict("this training belongs to no model: there is nothing to look at.")
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


class Scored(NamedTuple):
    """A generation with its fitness."""

    population: Population
    """`(P, n)`."""
    fitness: Array
    """`(P,)`."""
    parents: Array | None
    """`(P, 2)`: places in the previous generation; None where individuals are sampled."""
    founders: Population
    """`(P, n)`: the first generation; where individuals are sampled, this one."""


class Bred(NamedTuple):
    """A generation before it is scored."""

    population: Population
    parents: Array | None
    founders: Population

    def again(self, order: Indices) -> "Bred":
        """Itself: the individuals are stored."""
        return self


class Sampled(NamedTuple):
    """What a generation is sampled from: the same random numbers sample it again."""

    strategy: Strategy
    state: Any
    random: np.random.Generator
    order: Indices
    """Of the rows, before this generation."""

    def again(self, order: Indices) -> Bred:
        """The same individuals; a new order of the rows means that they were shuffled first."""
        random = deepcopy(self.random)
        if order is not self.order:
            random.permutation(len(order))
        population = self.strategy.ask(self.state, random)
        return Bred(population, None, population)


class Recorded(NamedTuple):
    """A generation, the rows that it was scored on, and the order of all rows."""

    before: Bred | Sampled
    rows: Rows
    order: Indices


@final
class RecordedGenerations:
    """The last generations of a training; only the very last where individuals are sampled.

    Recording one costs next to nothing: for a view it is sampled and scored again.
    """

    def __init__(self, training: EvolutionTraining) -> None:
        self._training = training
        self._recorded: deque[Recorded] = deque(maxlen=KEPT)
        self._known: dict[int, tuple[Recorded, Scored]] = {}

    def before(self) -> Bred | Sampled:
        """The individuals to be scored next, or what they will be sampled from."""
        training = self._training
        state = training.state
        if getattr(state, "parents", None) is None:
            return Sampled(training.strategy, state, deepcopy(training.random), training.order)
        return Bred(state.population.copy(), state.parents.copy(), state.founders)

    def record(self, before: Bred | Sampled | None) -> None:
        """Record them, after they were scored."""
        if before is None:
            return
        if isinstance(before, Sampled) or before.population.size > LARGE:
            self._recorded.clear()
        self._recorded.append(Recorded(before, self._training.rows, self._training.order))

    def scored(self) -> list[Scored]:
        """The last generations with their fitness, the newest last."""
        known = self._known
        self._known = {
            id(seen): known.get(id(seen)) or (seen, self._score(seen)) for seen in self._recorded
        }
        return [scored for _, scored in self._known.values()]

    def _score(self, seen: Recorded) -> Scored:
        bred = seen.before.again(seen.order)
        fitness = self._training.scorer.fitness_of(bred.population, seen.rows)
        return Scored(bred.population, fitness, bred.parents, bred.founders)


def recorded(training: Training) -> RecordedGenerations | None:
    """A record of an evolution; None for other trainings."""
    return RecordedGenerations(training) if isinstance(training, EvolutionTraining) else None
