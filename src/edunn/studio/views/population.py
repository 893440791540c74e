"""The population: the generation scored last, and the family tree of an individual."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from flask import Response
from pydantic import Field

from edunn.errors import SettingError
from edunn.evolution.ranking import finite_or_worst
from edunn.studio.messages import Message, Number, finite
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Snapshot
from edunn.studio.views.rows import evenly

api = topic("population")

MOST_GENES = 400
LOWEST = -1e300
"""Stands for the fitness of whoever has none, since JSON knows no minus infinity."""


class PopulationLook(Message):
    """Everybody in the generation that was scored last."""

    run: int
    generation: int
    fitness: list[float] = Field(description="Of each individual, by its place.")
    parents: list[list[int]] = Field(description="Places in the generation before; may be empty.")
    elites: int
    best: int
    means: str = Field(description="What fitness is: accuracy, or minus the loss.")
    spread: list[Number] = Field(description="Standard deviation of each gene, at most 400.")


class Ancestor(Message):
    """A node of the family tree."""

    generation: int
    individual: int
    fitness: Number
    is_elite: bool
    parents: list["Ancestor"]


class FamilyQuery(Message):
    """Whose family to look at, and how far back."""

    depth: int = Field(default=4, ge=1, le=8)
    individual: int | None = Field(
        default=None, ge=0, description="Of the generation scored last; null is its best."
    )


class FamilyLook(Message):
    """The family of the best individual, or of the one that was asked for."""

    run: int
    best: Ancestor | None


def population_look(run: int, snapshot: Snapshot) -> PopulationLook:
    """Fitness and parents of all, and how far each gene is spread.

    Raises:
        SettingError: this run does not learn by evolution, or nobody was scored yet.

    Example:
        >>> from edunn.studio.example import example
        >>> snapshot = example(way="genetic_algorithm", population_size=10)
        >>> look = population_look(1, snapshot)
        >>> len(look.fitness), look.elites, look.means
        (10, 2, 'accuracy')
    """
    state = scored(snapshot)
    spread = np.asarray(state.population).std(axis=0)
    return PopulationLook(
        run=run,
        generation=snapshot.epoch,
        fitness=[value if np.isfinite(value) else LOWEST for value in state.fitness.tolist()],
        parents=parents_in(state),
        elites=elites_in(snapshot),
        best=int(finite_or_worst(state.fitness).argmax()),
        means={"accuracy": "accuracy", "loss": "minus the loss"}[fitness_in(snapshot)],
        spread=[finite(value) for value in spread[evenly(len(spread), MOST_GENES)]],
    )


def scored(snapshot: Snapshot) -> Any:
    """The generation that was scored last.

    Raises:
        SettingError: there is none.
    """
    if snapshot.training_state is None:
        raise SettingError(
            "there is no generation to look at: the run has not begun, was opened again and has "
            "not gone on since, or follows the slope. Let a run that evolves do one step."
        )
    return snapshot.training_state


def require_individual(place: int, count: int) -> None:
    """Refuse who is not there."""
    if place >= count:
        raise SettingError(f"there is no individual {place}: they are 0 to {count - 1}.")


def parents_in(state: Any) -> list[list[int]]:
    """For each individual its parents' places; nothing where nobody was bred."""
    return [] if state.parents is None else np.asarray(state.parents).tolist()


def elites_in(snapshot: Snapshot) -> int:
    """How many lived on unchanged into this generation; they come first in it."""
    return getattr(snapshot.algorithm, "elitism", 0) if snapshot.epoch > 1 else 0


def fitness_in(snapshot: Snapshot) -> str:
    """What is climbed."""
    told = snapshot.planned.experiment.way.settings.get("fitness")
    if told is not None:
        return str(told)
    classifies = snapshot.planned.training.class_names is not None
    return getattr(snapshot.algorithm, "maximizes", "loss") if classifies else "loss"


def family_look(run: int, snapshot: Snapshot, query: FamilyQuery) -> FamilyLook:
    """The best individual of the generation scored last, or another one, with its ancestors.

    Raises:
        SettingError: there is no such individual.

    Example:
        >>> from edunn.studio.example import example
        >>> snapshot = example(way="genetic_algorithm", population_size=10)
        >>> best = family_look(1, snapshot, FamilyQuery(depth=1)).best
        >>> best.generation, {parent.generation for parent in best.parents}
        (2, {1})
    """
    generations = snapshot.ancestors
    if not generations:
        return FamilyLook(run=run, best=None)
    fitness, _ = generations[-1]
    one = query.individual
    if one is None:
        one = int(finite_or_worst(np.asarray(fitness)).argmax())
    require_individual(one, len(fitness))
    elites = elites_in(snapshot)
    return FamilyLook(run=run, best=tree(generations, one, snapshot.epoch, elites, query.depth))


def tree(
    generations: Sequence[tuple[Any, Any]], row: int, number: int, elites: int, depth: int
) -> Ancestor:
    """One individual and its ancestors.

    Args:
        generations: fitness and parents of each generation, the individual's own last.
        number: the number of that generation; the founders' is 1.
        elites: how many in each generation after the founders lived on from the one before.
        depth: how far back to look.

    Example:
        >>> founders = (np.array([0.1, 0.5]), np.array([[0, 0], [1, 1]]))
        >>> children = (np.array([0.5, 0.7]), np.array([[1, 1], [1, 0]]))
        >>> best = tree([founders, children], row=1, number=2, elites=1, depth=4)
        >>> [parent.individual for parent in best.parents]
        [1, 0]
    """
    fitness, parents = generations[-1]
    is_known = depth > 0 and len(generations) > 1 and parents is not None and number > 1
    before = dict.fromkeys(np.asarray(parents)[row].tolist()) if is_known else {}
    return Ancestor(
        generation=number,
        individual=row,
        fitness=finite(fitness[row]),
        is_elite=number > 1 and row < elites,
        parents=[tree(generations[:-1], k, number - 1, elites, depth - 1) for k in before],
    )


@api.get("/runs/<int:run>/population", responses={200: PopulationLook})
def get_population(path: RunPath) -> Response:
    """All individuals of the generation scored last."""
    return reply(session().view(path.run, population_look, with_generations=True))


@api.get("/runs/<int:run>/family", responses={200: FamilyLook})
def get_family(path: RunPath, query: FamilyQuery) -> Response:
    """The ancestors of an individual."""
    return reply(session().view(path.run, family_look, query, with_generations=True))
