"""The genetic algorithm by its usual operators, compiled: one call a generation instead of sixty.

Chance has no compiled form: NumPy draws the very numbers that the readable operators draw, in the
same order. So the same fitness breeds the same individuals, bit for bit.
"""

from typing import Any, NamedTuple

import numpy as np

from edunn import evolution
from edunn.arrays import Array
from edunn.evolution.crossover import Uniform
from edunn.evolution.genetic_algorithm import Generation, GeneticAlgorithm, crown
from edunn.evolution.lineage import Summary, parents_of
from edunn.evolution.mutation import Gaussian, per_gene, sigma
from edunn.evolution.selection import Tournament
from edunn.fused.judge import Judge, kernels
from edunn.fused.stack import Whole


class Lived(NamedTuple):
    """What a generation leaves behind."""

    state: Generation
    """The next one."""
    summary: Summary
    loss: float
    """Of the best individual."""
    accuracy: float
    """Of the best individual, every row counted alike."""


def breeds(strategy: object) -> bool:
    """Whether it is a genetic algorithm by tournaments, uniform crossover and Gaussian pushes.

    Example:
        >>> from edunn.evolution.recipes import ORIGINAL
        >>> breeds(GeneticAlgorithm()), breeds(ORIGINAL)
        (True, False)
    """
    return isinstance(strategy, GeneticAlgorithm) and (
        type(strategy.selection),
        type(strategy.crossover),
        type(strategy.mutation),
    ) == (Tournament, Uniform, Gaussian)


def live(
    strategy: Any,
    state: Generation,
    judge: Judge,
    rows: slice | Whole,
    by_accuracy: bool,
    random: np.random.Generator,
) -> Lived:
    """Score the population, sum it up, and breed the next one, for a strategy that `breeds`."""
    population, selection = state.population, strategy.selection
    P, n = population.shape
    probability = per_gene(strategy.mutation.probability, population)
    breeders = strategy.elitism, strategy.elites_breed, selection.size, probability
    litter = np.empty_like(population), np.empty((P, 2), np.intp), np.empty((2, P), np.intp)
    *census, loss, accuracy = kernels().live(
        judge.stack,
        population,
        judge.rows(rows),
        judge.even,
        (by_accuracy, *breeders),
        _chance(strategy, state.t, n, probability, random),
        judge.paper(),
        np.empty((2, P)),
        litter,
    )
    told = _told(state, *census)
    crowned = crown(state, population[told.row].copy(), told.best)
    bred = crowned._replace(population=litter[0], t=state.t + 1, parents=litter[1])
    return Lived(bred, told, loss, accuracy)


def summary(state: Any, population: Any, fitness: Array) -> Summary:
    """A scored generation in a few numbers, as `evolution.summary` has them."""
    if not isinstance(population, np.ndarray):
        return evolution.summary(state, population, fitness)
    return _told(state, *kernels().census(population, fitness.astype(np.float64, copy=False)))


def _told(
    state: Any, best: float, mean: float, worst: float, diversity: float, row: int
) -> Summary:
    return Summary(state.t, best, mean, worst, diversity, row, parents_of(state, row))


def _chance(strategy: Any, t: int, n: int, probability: float, random: np.random.Generator) -> Any:
    """All that chance decides about the children; one call draws what three draw one by one."""
    K, size = strategy.population_size - strategy.elitism, strategy.selection.size
    luck = random.random(2 * K * (size + n))
    pushed = np.count_nonzero(luck[-K * n :] < probability)
    return luck, sigma(strategy.mutation, t) * random.standard_normal(pushed)
