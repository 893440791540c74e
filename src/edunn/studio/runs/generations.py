"""Recorded generations: what the views of evolution need of the last generations."""

from collections import deque
from copy import deepcopy
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices
from edunn.evolution import Strategy
from edunn.evolution.base import Population
from edunn.training import EvolutionTraining, Training
from edunn.training.scoring import Rows

KEPT = 12
"""Generations."""

LARGE = 1_000_000
"""Of populations with more numbers than this, only the last one is kept."""


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
