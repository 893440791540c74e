"""What the family tree needs: the last generations, remembered while they go by."""

from collections import deque
from typing import NamedTuple, final

from edunn.arrays import Array
from edunn.training import Generations, Training
from edunn.training.scoring import Rows

KEPT = 12
"""Generations."""

LARGE = 1_000_000
"""Numbers in a population from which on only the last one is kept."""


class Scored(NamedTuple):
    """A generation that was scored."""

    population: Array
    """`(P, n)`."""
    fitness: Array
    """`(P,)`."""
    parents: Array | None
    """`(P, 2)`: places in the generation before."""
    founders: Array
    """`(P, n)`: the first generation."""


class Bred(NamedTuple):
    """A generation that waits to be scored."""

    population: Array
    parents: Array
    founders: Array


class Seen(NamedTuple):
    """A generation and the rows that it was scored on; scored again when somebody asks."""

    bred: Bred
    rows: Rows


@final
class Album:
    """The last generations of a training whose individuals are bred."""

    def __init__(self, training: Generations) -> None:
        self._training = training
        self._seen: deque[Seen] = deque(maxlen=KEPT)
        self._known: dict[int, Scored] = {}

    def before(self) -> Bred | None:
        """The individuals that are to be scored next; None where they are drawn, not bred."""
        state = self._training.state
        if getattr(state, "population", None) is None or getattr(state, "parents", None) is None:
            return None
        return Bred(state.population.copy(), state.parents.copy(), state.founders)

    def keep(self, before: Bred | None) -> None:
        """They were scored: keep them."""
        if before is None:
            return
        if before.population.size > LARGE:
            self._seen.clear()
        self._seen.append(Seen(before, self._training.rows))

    def scored(self) -> list[Scored]:
        """The last generations with everybody's fitness, the newest last."""
        known = self._known
        self._known = {id(seen): known.get(id(seen)) or self._score(seen) for seen in self._seen}
        return list(self._known.values())

    def _score(self, seen: Seen) -> Scored:
        fitness = self._training.scorer.fitness_of(seen.bred.population, seen.rows)
        return Scored(seen.bred.population, fitness, seen.bred.parents, seen.bred.founders)


def album_of(training: Training) -> Album | None:
    """An album for a training by generations; None for others."""
    return Album(training) if isinstance(training, Generations) else None
