"""The genetic algorithm by its usual operators, compiled: many generations in one call.

Chance has no compiled form: NumPy draws the very numbers that the readable operators draw, in the
same order. So the same fitness breeds the same individuals, bit for bit. What is drawn does not
depend on how fit anybody is; therefore it can be drawn for generations to come.
"""

from math import inf
from typing import Any, NamedTuple

import numpy as np

from edunn import evolution
from edunn.arrays import Array
from edunn.evolution.crossover import Uniform
from edunn.evolution.genetic_algorithm import Generation, GeneticAlgorithm
from edunn.evolution.lineage import Summary, parents_of
from edunn.evolution.mutation import Gaussian, per_gene, sigma
from edunn.evolution.selection import Tournament
from edunn.fused.flock import NUMBERS, Chance, Flock, Rules, Story
from edunn.fused.judge import Judge, plain
from edunn.fused.machine import Function, Machine
from edunn.fused.stack import Whole


def census_source() -> Function:
    """Counting in Python, with all that Numba needs to compile it; likewise below."""
    from edunn.fused.generation import census

    return census


def live_source() -> Function:
    """Generations in a row."""
    from edunn.fused.generation import live

    return live


walk_through, count = Machine(live_source), Machine(census_source)
"""The same as machine code."""


class Aim(NamedTuple):
    """What is climbed, and how far."""

    by_accuracy: bool
    target: float = inf
    """The fitness of the best at which to stop."""


class Lived(NamedTuple):
    """What generations leave behind: as many as led to finite numbers, up to the target."""

    state: Generation
    """After the last of them."""
    told: list[Summary]
    """Of each."""
    seen: list[tuple[float, float]]
    """Loss of the best individual of each, and accuracy, every row counted alike."""


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


def draws(strategy: Any, genes: int) -> int:
    """How many random numbers a generation takes, and some for the pushes."""
    children = strategy.population_size - strategy.elitism
    return int(2 * children * (strategy.selection.size + genes))


def chance(
    strategy: Any, state: Generation, generations: int, random: np.random.Generator
) -> Chance:
    """All that chance decides about the children of so many generations.

    In the order of the operators: entrants of tournaments, a coin a gene, and mutations.
    """
    P, n = state.population.shape
    children, probability = P - strategy.elitism, _probability(strategy, state)
    pool = P if strategy.elites_breed else children
    entrants = np.empty((generations, 2 * children, strategy.selection.size), np.intp)
    luck, pushes = np.empty((generations, 2, children * n)), [np.empty(0)]
    for g in range(generations):
        entrants[g] = random.integers(0, pool, entrants.shape[1:])
        random.random(out=luck[g])
        pushed = np.count_nonzero(luck[g, 1] < probability)
        pushes.append(sigma(strategy.mutation, state.t + g) * random.standard_normal(pushed))
    return Chance(entrants, luck, np.concatenate(pushes))


def live(
    strategy: Any, state: Generation, judge: Judge, rows: slice | Whole, aim: Aim, dice: Chance
) -> Lived:
    """Score, sum up and breed, again and again, for a strategy that `breeds`.

    Args:
        dice: for as many generations as are to come, see `chance`.
    """
    flock, generations = _flock(state, judge.dtype), len(dice.luck)
    story = Story(np.empty((generations, NUMBERS)), np.empty((generations, 3), np.intp))
    rules = _rules(strategy, state, aim)
    desk = judge.desk(len(state.population))
    args = judge.stack, judge.rows(rows), judge.even, rules, dice, flock, story, desk
    done = walk_through(*args)
    numbers, families = story.numbers[:done].tolist(), story.families[:done].tolist()
    told = [
        Summary(t, best, mean, worst, diversity, row, (mother, father))
        for t, ((best, mean, worst, diversity, *_), (row, mother, father)) in enumerate(
            zip(numbers, families, strict=True), start=state.t
        )
    ]
    seen = [(loss, accuracy) for *_, loss, accuracy in numbers]
    return Lived(_settled(state, flock, [one.best for one in told]), told, seen)


def summary(state: Any, population: Any, fitness: Array) -> Summary:
    """A scored generation in a few numbers, as `evolution.summary` has them."""
    if not isinstance(population, np.ndarray):
        return evolution.summary(state, population, fitness)
    numbers = np.empty(NUMBERS)
    row = count(plain(population, population.dtype), plain(fitness, np.float64), numbers)
    best, mean, worst, diversity = numbers[:4].tolist()
    return Summary(state.t, best, mean, worst, diversity, row, parents_of(state, row))


def _probability(strategy: Any, state: Generation) -> float:
    return float(per_gene(strategy.mutation.probability, state.population))


def _rules(strategy: Any, state: Generation, aim: Aim) -> Rules:
    return Rules(
        by_accuracy=int(aim.by_accuracy),
        elitism=strategy.elitism,
        elites_breed=int(strategy.elites_breed),
        probability=_probability(strategy, state),
        target=float(aim.target),
        record=float(state.champion_fitness),
    )


def _flock(state: Generation, dtype: Any) -> Flock:
    """Room for two generations, the first of them being the one to be scored."""
    P, n = state.population.shape
    flock = Flock(np.empty((2, P, n), dtype), np.empty((2, P, 2), np.intp), np.empty((2, n), dtype))
    flock.population[0], flock.parents[0] = state.population, state.parents
    flock.heroes[:] = state.champion
    return flock


def _settled(state: Generation, flock: Flock, best: list[float]) -> Generation:
    """The state after generations with these fitnesses of their best."""
    if not best:
        return state
    here = len(best) % 2
    return state._replace(
        population=flock.population[here].copy(),
        t=state.t + len(best),
        parents=flock.parents[here].copy(),
        best=flock.heroes[0].copy(),
        best_fitness=best[-1],
        champion=flock.heroes[1].copy(),
        champion_fitness=max(state.champion_fitness, *best),
    )
