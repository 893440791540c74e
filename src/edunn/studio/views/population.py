"""The population: the last generation evaluated, and the family tree of an individual."""

from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias, runtime_checkable

import numpy as np
from flask import Response
from pydantic import Field

from edunn.errors import SettingError
from edunn.evolution.crossover import Crossover
from edunn.evolution.mutation import Mutation
from edunn.evolution.ranking import finite_or_worst
from edunn.messages import Message as Coded
from edunn.studio.messages import Message, Number
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Generation, Snapshot
from edunn.studio.views.packing import evenly
from edunn.text import finite

api = topic("population")

MOST_GENES = 400
LOWEST = -1e300
"""The fitness of an individual that has none, since JSON lacks minus infinity."""


Becomes: TypeAlias = Literal["best", "best_so_far", "centre"]
"""What the network of an evolutionary run is."""


@runtime_checkable
class Breeder(Protocol):
    """A strategy that breeds its individuals by crossover and mutation."""

    @property
    def crossover(self) -> Crossover: ...

    @property
    def mutation(self) -> Mutation: ...


class PopulationView(Message):
    """All individuals of the last generation evaluated."""

    run: int
    generation: int
    fitness: list[float] = Field(description="Of each individual, in order.")
    parents: list[list[int]] = Field(description="Places in the generation before; may be empty.")
    elites: int
    best: int
    means: str = Field(description="The kind of fitness: accuracy, or minus the loss.")
    spread: list[Number] = Field(description="Standard deviation of each gene, at most 400.")
    genes: int = Field(description="The number of genes.")
    crosses: bool = Field(description="Whether it crosses and mutates two parents.")
    network: Becomes = Field(
        description="What the network is: the best of the generation, the best of all so far, or "
        "the centre of the search, around which individuals are sampled."
    )


class Ancestor(Message):
    """A node of the family tree."""

    generation: int
    individual: int
    fitness: Number
    is_elite: bool
    parents: list["Ancestor"]


class FamilyQuery(Message):
    """A request for the family tree of an individual."""

    depth: int = Field(default=4, ge=1, le=8)
    individual: int | None = Field(
        default=None, ge=0, description="In the last generation evaluated; null is its best."
    )


class FamilyView(Message):
    """The family tree of the best individual, or of the requested one."""

    run: int
    best: Ancestor | None


def population_view(run: int, snapshot: Snapshot) -> PopulationView:
    """Fitness and parents of all individuals, and the spread of each gene.

    Raises:
        SettingError: the run is not evolutionary, or has no generation yet.

    Example:
        >>> from edunn.studio.example import example
        >>> snapshot = example(algorithm="genetic_algorithm", population_size=10)
        >>> view = population_view(1, snapshot)
        >>> len(view.fitness), view.elites, view.means, view.network, view.crosses
        (10, 2, 'accuracy', 'best', True)
    """
    last = last_of(snapshot)
    spread = np.asarray(last.population).std(axis=0)
    return PopulationView(
        run=run,
        generation=snapshot.epoch,
        fitness=[value if np.isfinite(value) else LOWEST for value in last.fitness.tolist()],
        parents=[] if last.parents is None else np.asarray(last.parents).tolist(),
        elites=elites_in(snapshot),
        best=int(finite_or_worst(last.fitness).argmax()),
        means={"accuracy": "accuracy", "loss": "minus the loss"}[fitness_in(snapshot)],
        spread=[finite(value) for value in spread[evenly(len(spread), MOST_GENES)]],
        genes=len(spread),
        crosses=isinstance(snapshot.algorithm, Breeder),
        network=network_in(snapshot),
    )


def last_of(snapshot: Snapshot) -> Generation:
    """The last generation evaluated.

    Raises:
        SettingError: there is none.
    """
    if not snapshot.generations:
        raise SettingError(Coded("view.no_generation"))
    return snapshot.generations[-1]


def require_individual(place: int, count: int) -> None:
    """Raise an error where an individual does not exist."""
    if place >= count:
        raise SettingError(Coded("view.no_individual", individual=place, last=count - 1))


def elites_in(snapshot: Snapshot) -> int:
    """The number of elites, which come first in a generation."""
    return getattr(snapshot.algorithm, "elitism", 0) if snapshot.epoch > 1 else 0


def network_in(snapshot: Snapshot) -> Becomes:
    """What the network of the run is, after each generation."""
    field = getattr(snapshot.algorithm, "recommends", "")
    known: dict[str, Becomes] = {"": "best", "champion": "best_so_far"}
    return known.get(field, "centre")


def fitness_in(snapshot: Snapshot) -> str:
    """The kind of fitness: accuracy or loss."""
    chosen = snapshot.planned.experiment.algorithm.settings.get("fitness")
    if chosen is not None:
        return str(chosen)
    classifies = snapshot.planned.training.class_names is not None
    return getattr(snapshot.algorithm, "maximizes", "loss") if classifies else "loss"


def family_view(run: int, snapshot: Snapshot, query: FamilyQuery) -> FamilyView:
    """The best individual of the last generation evaluated, or another one, with its ancestors.

    Raises:
        SettingError: there is no such individual.

    Example:
        >>> from edunn.studio.example import example
        >>> snapshot = example(algorithm="genetic_algorithm", population_size=10)
        >>> best = family_view(1, snapshot, FamilyQuery(depth=1)).best
        >>> best.generation, {parent.generation for parent in best.parents}
        (2, {1})
    """
    generations = snapshot.generations
    if not generations:
        return FamilyView(run=run, best=None)
    fitness, one = generations[-1].fitness, query.individual
    if one is None:
        one = int(finite_or_worst(np.asarray(fitness)).argmax())
    require_individual(one, len(fitness))
    elites = elites_in(snapshot)
    return FamilyView(run=run, best=tree(generations, one, snapshot.epoch, elites, query.depth))


def tree(
    generations: Sequence[Generation], row: int, number: int, elites: int, depth: int
) -> Ancestor:
    """One individual and its ancestors.

    Args:
        generations: the last ones, the present one at the end.
        number: the number of that generation; the first is 1.
        elites: the number of elites in each generation after the first.
        depth: the number of earlier generations.

    Example:
        >>> founders = Generation(None, np.array([0.1, 0.5]), np.array([[0, 0], [1, 1]]), None)
        >>> children = Generation(None, np.array([0.5, 0.7]), np.array([[1, 1], [1, 0]]), None)
        >>> best = tree([founders, children], row=1, number=2, elites=1, depth=4)
        >>> [parent.individual for parent in best.parents]
        [1, 0]
    """
    _, fitness, parents, _ = generations[-1]
    is_known = depth > 0 and len(generations) > 1 and parents is not None and number > 1
    before = dict.fromkeys(np.asarray(parents)[row].tolist()) if is_known else {}
    return Ancestor(
        generation=number,
        individual=row,
        fitness=finite(fitness[row]),
        is_elite=number > 1 and row < elites,
        parents=[tree(generations[:-1], k, number - 1, elites, depth - 1) for k in before],
    )


@api.get("/runs/<int:run>/population", responses={200: PopulationView})
def get_population(path: RunPath) -> Response:
    """All individuals of the last generation evaluated."""
    return reply(session().view(path.run, population_view, with_generations=True))


@api.get("/runs/<int:run>/family", responses={200: FamilyView})
def get_family(path: RunPath, query: FamilyQuery) -> Response:
    """The ancestors of an individual."""
    return reply(session().view(path.run, family_view, query, with_generations=True))
