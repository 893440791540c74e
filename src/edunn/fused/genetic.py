"""The compiled genetic algorithm with its default operators: many generations in one call.

No random number is drawn in machine code: NumPy draws those that the readable operators draw, in
the same order. So equal fitness breeds equal individuals, bit for bit. What is drawn does not
depend on the fitness; therefore it can be drawn for many generations in advance.
"""

from math import inf
from typing import Any, NamedTuple

import numpy as np

from edunn import evolution
from edunn.arrays import Array
from edunn.evolution.crossover import Uniform
from edunn.evolution.genetic_algorithm import GeneticAlgorithm, GeneticState
from edunn.evolution.lineage import Summary, parents_of
from edunn.evolution.mutation import Gaussian, per_gene, sigma
from edunn.evolution.selection import Tournament
from edunn.fused.buffers import NUMBERS, Individuals, RandomNumbers, Rules, Summaries
from edunn.fused.evaluator import Evaluator
from edunn.fused.stack import Whole, plain


def evolve_kernel(*arguments: Any) -> int:
    """The kernel of whole generations; the first call imports Numba."""
    from edunn.fused import genetic_kernel

    return genetic_kernel.evolve(*arguments)


def count(*arguments: Any) -> int:
    """The kernel that summarizes a population."""
    from edunn.fused import genetic_kernel

    return genetic_kernel.summarize(*arguments)


class Criterion(NamedTuple):
    """What is maximized, and how far."""

    by_accuracy: bool
    target: float = inf
    """The fitness of the best at which to stop."""


class Outcome(NamedTuple):
    """The result of generations: as many as led to finite numbers, up to the target."""

    state: GeneticState
    """The strategy's state after the last of them."""
    columns: dict[str, list[Any]]
    """The statistics of each generation; loss and accuracy are those of its best individual."""


def is_supported(strategy: object) -> bool:
    """Whether a strategy is a genetic algorithm with its default operators.

    Example:
        >>> from edunn.evolution.recipes import ORIGINAL
        >>> is_supported(GeneticAlgorithm()), is_supported(ORIGINAL)
        (True, False)
    """
    return isinstance(strategy, GeneticAlgorithm) and (
        type(strategy.selection),
        type(strategy.crossover),
        type(strategy.mutation),
    ) == (Tournament, Uniform, Gaussian)


def numbers_per_generation(strategy: Any, genes: int) -> int:
    """How many random numbers a generation takes, about."""
    children = strategy.population_size - strategy.elitism
    return int(2 * children * (strategy.selection.size + genes))


def random_numbers(
    strategy: Any, state: GeneticState, generations: int, random: np.random.Generator
) -> RandomNumbers:
    """The random numbers of so many generations.

    In the order of the operators: entrants of tournaments, a coin a gene, and mutations.
    """
    P, n = state.population.shape
    children, probability = P - strategy.elitism, _probability(strategy, state)
    pool = P if strategy.elites_breed else children
    entrants = np.empty((generations, 2 * children, strategy.selection.size), np.intp)
    uniforms, perturbations = np.empty((generations, 2, children * n)), [np.empty(0)]
    for g in range(generations):
        entrants[g] = random.integers(0, pool, entrants.shape[1:])
        random.random(out=uniforms[g])
        mutated = np.count_nonzero(uniforms[g, 1] < probability)
        perturbations.append(
            sigma(strategy.mutation, state.t + g) * random.standard_normal(mutated)
        )
    return RandomNumbers(entrants, uniforms, np.concatenate(perturbations))


def evolve(
    strategy: Any,
    state: GeneticState,
    evaluator: Evaluator,
    rows: slice | Whole,
    criterion: Criterion,
    numbers: RandomNumbers,
) -> Outcome:
    """Evaluate, summarize and breed, generation after generation.

    Args:
        strategy: one that `is_supported`.
        numbers: for as many generations as are to come, see `random_numbers`.
    """
    individuals, generations = _individuals(state, evaluator.dtype), len(numbers.uniforms)
    told = Summaries(np.empty((generations, NUMBERS)), np.empty((generations, 3), np.intp))
    done = evolve_kernel(
        evaluator.stack,
        evaluator.rows(rows),
        evaluator.even,
        _rules(strategy, state, criterion),
        numbers,
        individuals,
        told,
        evaluator.buffers(len(state.population)),
    )
    names = ("best", "mean", "worst", "diversity", "loss", "accuracy")
    columns: dict[str, list[Any]] = dict(zip(names, told.numbers[:done].T.tolist(), strict=True))
    columns["parents"] = list(map(tuple, told.families[:done, 1:].tolist()))
    return Outcome(_settled(state, individuals, columns["best"]), columns)


def summary(state: Any, population: Any, fitness: Array) -> Summary:
    """A scored generation in a few numbers, as `evolution.summary` has them."""
    if not isinstance(population, np.ndarray):
        return evolution.summary(state, population, fitness)
    numbers = np.empty(NUMBERS)
    row = count(plain(population, population.dtype), plain(fitness, np.float64), numbers)
    best, mean, worst, diversity = numbers[:4].tolist()
    return Summary(state.t, best, mean, worst, diversity, row, parents_of(state, row))


def _probability(strategy: Any, state: GeneticState) -> float:
    return float(per_gene(strategy.mutation.probability, state.population))


def _rules(strategy: Any, state: GeneticState, criterion: Criterion) -> Rules:
    return Rules(
        by_accuracy=int(criterion.by_accuracy),
        elitism=strategy.elitism,
        elites_breed=int(strategy.elites_breed),
        probability=_probability(strategy, state),
        target=float(criterion.target),
        record=float(state.champion_fitness),
    )


def _individuals(state: GeneticState, dtype: Any) -> Individuals:
    """Memory for two generations, the first being the one to be evaluated."""
    P, n = state.population.shape
    individuals = Individuals(
        np.empty((2, P, n), dtype), np.empty((2, P, 2), np.intp), np.empty((2, n), dtype)
    )
    individuals.population[0], individuals.parents[0] = state.population, state.parents
    individuals.champions[:] = state.champion
    return individuals


def _settled(state: GeneticState, individuals: Individuals, best: list[float]) -> GeneticState:
    """The state after generations with these fitnesses of their best."""
    if not best:
        return state
    here = len(best) % 2
    return state._replace(
        population=individuals.population[here].copy(),
        t=state.t + len(best),
        parents=individuals.parents[here].copy(),
        best=individuals.champions[0].copy(),
        best_fitness=best[-1],
        champion=individuals.champions[1].copy(),
        champion_fitness=max(state.champion_fitness, *best),
    )
