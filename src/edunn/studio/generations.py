"""What the looks at evolution need: the last generations, remembered while they go by."""

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
"""Numbers in a population from which on only the last one is kept."""


class Scored(NamedTuple):
    """A generation that was scored."""

    population: Population
    """`(P, n)`."""
    fitness: Array
    """`(P,)`."""
    parents: Array | None
    """`(P, 2)`: places in the generation before; None where nobody was bred."""
    founders: Population
    """`(P, n)`: the first generation; where nobody is bred, this one."""


class Bred(NamedTuple):
    """A generation that waits to be scored."""

    population: Population
    parents: Array | None
    founders: Population

    def again(self, order: Indices) -> "Bred":
        """Itself."""
        return self


class Drawn(NamedTuple):
    """What a generation is drawn from: the same throws of the dice draw it again."""

    strategy: Strategy
    state: Any
    random: np.random.Generator
    order: Indices
    """Of the rows, before."""

    def again(self, order: Indices) -> Bred:
        """The same individuals; where rows came in a new order, they had been shuffled first."""
        random = deepcopy(self.random)
        if order is not self.order:
            random.permutation(len(order))
        population = self.strategy.ask(self.state, random)
        return Bred(population, None, population)


class Seen(NamedTuple):
    """A generation, the rows that it was scored on, and the order they came from."""

    before: Bred | Drawn
    rows: Rows
    order: Indices


@final
class Album:
    """The last generations of a training: a family of those that are bred, else the very last.

    To keep one costs next to nothing: it is drawn and scored again when somebody looks.
    """

    def __init__(self, training: EvolutionTraining) -> None:
        self._training = training
        self._seen: deque[Seen] = deque(maxlen=KEPT)
        self._known: dict[int, tuple[Seen, Scored]] = {}

    def before(self) -> Bred | Drawn:
        """The individuals that are to be scored next, or what they will be drawn from."""
        training = self._training
        state = training.state
        if getattr(state, "parents", None) is None:
            return Drawn(training.strategy, state, deepcopy(training.random), training.order)
        return Bred(state.population.copy(), state.parents.copy(), state.founders)

    def keep(self, before: Bred | Drawn | None) -> None:
        """They were scored: keep them."""
        if before is None:
            return
        if isinstance(before, Drawn) or before.population.size > LARGE:
            self._seen.clear()
        self._seen.append(Seen(before, self._training.rows, self._training.order))

    def scored(self) -> list[Scored]:
        """The last generations with everybody's fitness, the newest last."""
        known = self._known
        self._known = {
            id(seen): known.get(id(seen)) or (seen, self._score(seen)) for seen in self._seen
        }
        return [scored for _, scored in self._known.values()]

    def _score(self, seen: Seen) -> Scored:
        bred = seen.before.again(seen.order)
        fitness = self._training.scorer.fitness_of(bred.population, seen.rows)
        return Scored(bred.population, fitness, bred.parents, bred.founders)


def album_of(training: Training) -> Album | None:
    """An album for a training by generations; None for others."""
    return Album(training) if isinstance(training, EvolutionTraining) else None
