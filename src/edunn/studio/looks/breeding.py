"""Breeding: one child of two parents, gene by gene, made by the run's own operators."""

from typing import TYPE_CHECKING, Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution import GeneticAlgorithm
from edunn.evolution.mutation import Context
from edunn.evolution.ranking import finite_or_worst
from edunn.studio.looks.layers import neurons_of
from edunn.studio.looks.planes import finite
from edunn.studio.looks.population import MOST_GENES, fitness_in, scored
from edunn.studio.looks.ways import algorithm_of
from edunn.studio.wire.evolution import BreedingLook, BreedingQuery, Gene
from edunn.training.preparing import Given, Intake
from edunn.training.scoring import Scorer

if TYPE_CHECKING:
    from edunn.studio.snapshots import Snapshot


def breeding_look(run: int, snapshot: "Snapshot", query: BreedingQuery) -> BreedingLook:
    """Cross two individuals of the generation scored last, then mutate the child.

    Raises:
        SettingError: this run does not breed, or there is no such individual.

    Example:
        >>> from edunn.studio.looks.example import example
        >>> snapshot = example(way="genetic_algorithm", population_size=10)
        >>> look = breeding_look(1, snapshot, BreedingQuery(mother=2, father=5, seed=1))
        >>> look.genes[-1].name, look.genes[-1].origin in ("mother", "father", "both")
        ('b2[2]', True)
    """
    state, way = scored(snapshot), breeder(snapshot)
    genes = np.asarray(state.population)
    mother, father = (genes[k] for k in chosen(query, len(genes)))
    crossed, mutated = child_of(snapshot, way, state, query)
    shown = range(min(len(mother), MOST_GENES))
    names = gene_names(snapshot)
    fitness = fitness_of(snapshot, np.stack([mother, father, mutated]))
    return BreedingLook(
        run=run,
        generation=snapshot.epoch,
        crossover=str(way.crossover),
        mutation=str(way.mutation),
        genes=[_gene(names[k], mother[k], father[k], crossed[k], mutated[k]) for k in shown],
        of=len(mother),
        mother_fitness=finite(fitness[0]),
        father_fitness=finite(fitness[1]),
        child_fitness=finite(fitness[2]),
    )


def breeder(snapshot: "Snapshot") -> GeneticAlgorithm:
    """The run's genetic algorithm.

    Raises:
        SettingError: it learns another way.
    """
    way = algorithm_of(snapshot)
    if not isinstance(way, GeneticAlgorithm):
        name = snapshot.planned.experiment.way.name
        raise SettingError(
            f"{name} draws individuals around a place instead of breeding them. "
            'Choose "genetic_algorithm" to see a child gene by gene.'
        )
    return way


def chosen(query: BreedingQuery, count: int) -> tuple[int, int]:
    """The places of the two parents.

    Raises:
        SettingError: there is no such individual.
    """
    if max(query.mother, query.father) >= count:
        raise SettingError(
            f"the parents are {query.mother} and {query.father}, but individuals are 0 to "
            f"{count - 1}."
        )
    return query.mother, query.father


def child_of(
    snapshot: "Snapshot", way: GeneticAlgorithm, state: Any, query: BreedingQuery
) -> tuple[Array, Array]:
    """The child after crossover, and after mutation, `(n,)` each."""
    random = np.random.default_rng(query.seed)
    population = np.asarray(state.population)
    couple = np.array([[query.mother, query.father]])
    founders = getattr(state, "founders", population)
    fitness = finite_or_worst(np.asarray(state.fitness))
    context = Context(max(snapshot.epoch - 1, 0), fitness, couple, founders)
    mothers, fathers = population[couple[:, 0]], population[couple[:, 1]]
    neurons = snapshot.model.network.layout.neurons
    crossed = way.crossover.cross(mothers, fathers, neurons, random)
    return crossed[0], way.mutation.mutate(crossed, context, random)[0]


def gene_names(snapshot: "Snapshot") -> list[str]:
    """What each gene is: `W1[0,2]`, `b2[1]`."""
    numbers = {neurons.place: neurons.number for neurons in neurons_of(snapshot.model)}
    return [
        f"{at.name}{numbers.get(at.layer, at.layer + 1)}[{','.join(map(str, place))}]"
        for at in snapshot.model.network.layout.places
        for place in np.ndindex(at.shape)
    ]


def fitness_of(snapshot: "Snapshot", population: Array) -> Array:
    """What these individuals are worth on all training rows, `(P,)`."""
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
    """Whose gene it is."""
    if mother == father == crossed:
        return "both"
    if crossed == mother:
        return "mother"
    return "father" if crossed == father else "blend"
