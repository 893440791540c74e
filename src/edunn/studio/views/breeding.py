"""Breeding: one child of two parents, gene by gene, by the crossover and mutation of the run."""

import numpy as np
from flask import Response
from pydantic import Field

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.mutation import Context
from edunn.evolution.ranking import finite_or_worst
from edunn.messages import Message as Coded
from edunn.studio.messages import Message, Number
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.snapshots import Generation, Snapshot
from edunn.studio.views.population import MOST_GENES, Breeder, fitness_in, last_of
from edunn.text import finite
from edunn.trace.number_format import entry
from edunn.trace.symbols import places_of, symbols_of
from edunn.training.preparing import Given, Intake
from edunn.training.scoring import Scorer

api = topic("breeding")


class BreedingQuery(Message):
    """Two parents of the last generation evaluated, and the seed of crossover and mutation."""

    mother: int = Field(default=0, ge=0)
    father: int = Field(default=1, ge=0)
    seed: int = Field(default=0, ge=0, le=2**31)


class Gene(Message):
    """One gene of a child, and its origin."""

    name: str = Field(description="W1[0,2], b2[1] ...")
    mother: float
    father: float
    crossed: float
    mutated: float
    origin: str = Field(description="mother, father, both (equal) or blend.")
    is_mutated: bool


class BreedingView(Message):
    """One child, gene by gene."""

    run: int
    generation: int
    crossover: str = Field(description="Its name, with its settings.")
    mutation: str
    genes: list[Gene] = Field(description="At most 400.")
    of: int = Field(description="The number of genes.")
    mother_fitness: Number
    father_fitness: Number
    child_fitness: Number = Field(description="Scored on the same rows as its parents.")


def breeding_view(run: int, snapshot: Snapshot, query: BreedingQuery) -> BreedingView:
    """Cross two individuals of the last generation evaluated, then mutate the child.

    Raises:
        SettingError: this run does not breed, or there is no such individual.

    Example:
        >>> from edunn.studio.example import example
        >>> snapshot = example(algorithm="genetic_algorithm", population_size=10)
        >>> view = breeding_view(1, snapshot, BreedingQuery(mother=2, father=5, seed=1))
        >>> view.genes[-1].name, view.genes[-1].origin in ("mother", "father", "both")
        ('b2[2]', True)
    """
    last, breeder = last_of(snapshot), breeder_of(snapshot)
    genes = np.asarray(last.population)
    if max(query.mother, query.father) >= len(genes):
        raise SettingError(
            Coded("view.parents", mother=query.mother, father=query.father, last=len(genes) - 1)
        )
    mother, father = genes[query.mother], genes[query.father]
    crossed, mutated = child_of(snapshot, breeder, last, query)
    names = gene_names(snapshot)[:MOST_GENES]
    fitness = fitness_of(snapshot, np.stack([mother, father, mutated]))
    return BreedingView(
        run=run,
        generation=snapshot.epoch,
        crossover=str(breeder.crossover),
        mutation=str(breeder.mutation),
        genes=[_gene(*gene) for gene in zip(names, mother, father, crossed, mutated, strict=False)],
        of=len(mother),
        mother_fitness=finite(fitness[0]),
        father_fitness=finite(fitness[1]),
        child_fitness=finite(fitness[2]),
    )


def breeder_of(snapshot: Snapshot) -> Breeder:
    """The genetic algorithm of a run.

    Raises:
        SettingError: the run has another algorithm.
    """
    algorithm = snapshot.algorithm
    if not isinstance(algorithm, Breeder):
        name = snapshot.planned.experiment.algorithm.name
        raise SettingError(Coded("view.no_breeding", name=name))
    return algorithm


def child_of(
    snapshot: Snapshot, breeder: Breeder, state: Generation, query: BreedingQuery
) -> tuple[Array, Array]:
    """The child after crossover, and after mutation, `(n,)` each."""
    random = np.random.default_rng(query.seed)
    population = np.asarray(state.population)
    couple = np.array([[query.mother, query.father]])
    fitness = finite_or_worst(np.asarray(state.fitness))
    context = Context(max(snapshot.epoch - 1, 0), fitness, couple, state.founders)
    mothers, fathers = population[couple[:, 0]], population[couple[:, 1]]
    neurons = snapshot.model.network.layout.neurons
    crossed = breeder.crossover.cross(mothers, fathers, neurons, random)
    return crossed[0], breeder.mutation.mutate(crossed, context, random)[0]


def gene_names(snapshot: Snapshot) -> list[str]:
    """The names of all genes: `W1[0,2]`, `b2[1]`."""
    objective = snapshot.model.objective
    return [
        entry(at.name, place)
        for at in places_of(objective.network, symbols_of(objective))
        for place in np.ndindex(at.shape)
    ]


def fitness_of(snapshot: Snapshot, population: Array) -> Array:
    """The fitness of these individuals on the training set, `(P,)`."""
    model = snapshot.model
    intake = Intake(model.objective, model.dtype, model.targets, model.feature_names)
    examples, _ = intake.examples(Given.of(snapshot.planned.training))
    fitness = fitness_in(snapshot)
    scorer = Scorer(model.objective, examples, model.learned.statistics, fitness)
    return scorer.fitness_of(population.astype(model.dtype))


def _gene(name: str, mother: float, father: float, crossed: float, mutated: float) -> Gene:
    return Gene(
        name=name,
        mother=float(mother),
        father=float(father),
        crossed=float(crossed),
        mutated=float(mutated),
        origin=_origin(mother, father, crossed),
        is_mutated=bool(mutated != crossed),
    )


def _origin(mother: float, father: float, crossed: float) -> str:
    """The parent that the gene comes from."""
    if mother == father == crossed:
        return "both"
    if crossed == mother:
        return "mother"
    return "father" if crossed == father else "blend"


@api.get("/runs/<int:run>/breeding", responses={200: BreedingView})
def get_breeding(path: RunPath, query: BreedingQuery) -> Response:
    """One child of two parents, gene by gene."""
    return reply(session().view(path.run, breeding_view, query, with_generations=True))
