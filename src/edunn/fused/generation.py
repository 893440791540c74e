"""A generation in one call: score the population, count it, and breed the next one.

A generation of a small population takes some microseconds, and a call from Python one or two. So
what the genetic algorithm does by its usual operators is one walk here, and chance does not
interrupt it: whatever it decides is drawn before, see `breeding`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from edunn.arrays import Array
from edunn.evolution.base import Indices
from edunn.fused import heights
from edunn.fused.compiled import STAMP, kept, njit
from edunn.fused.heights import Rows, Wanted
from edunn.fused.stack import Stack

Census = tuple[float, float, float, float, int]
"""Best, mean and worst of what is finite of the fitness, the diversity, and the best one's row."""


class Rules(NamedTuple):
    """What is fit, who may breed, and how."""

    by_accuracy: bool
    """Whether accuracy is the fitness, else minus the loss."""
    elitism: int
    elites_breed: bool
    size: int
    """How many meet in a tournament."""
    probability: float
    """How likely a gene is pushed."""


class Chance(NamedTuple):
    """What the dice have said about K children with n genes."""

    luck: Array
    """Numbers from 0 to 1: for each child two lines of who meets in a tournament, `(2 K, size)`;
    then whether each gene is the father's, `(K, n)`; then whether it is pushed, `(K, n)`."""
    pushes: Array
    """How far, one after the other."""


class Litter(NamedTuple):
    """What comes of a generation, to be written."""

    population: Array
    """The next one, elites first, `(P, n)`."""
    parents: Indices
    """Of each of them, `(P, 2)`."""
    order: Indices
    """The rows of this one, the best first, `(2, P)`; the second line is for sorting."""


@njit
def spread_of(population: Array, j: int) -> float:
    """The standard deviation of one gene."""
    P, total, squares = len(population), 0.0, 0.0
    for i in range(P):
        total += population[i, j]
    for i in range(P):
        squares += (population[i, j] - total / P) ** 2
    return math.sqrt(squares / P)


@njit
def count(population: Array, fitness: Array) -> Census:
    """The census of a population."""
    row, best, worst, total, finite = 0, -math.inf, math.inf, 0.0, 0
    for i in range(len(fitness)):
        if math.isfinite(fitness[i]):
            row = i if fitness[i] > best else row
            best, worst = max(best, fitness[i]), min(worst, fitness[i])
            total, finite = total + fitness[i], finite + 1
    spread = 0.0
    for j in range(population.shape[1]):
        spread += spread_of(population, j) / population.shape[1]
    if finite == 0:
        return best, best, best, spread, row
    return best, total / finite, worst, spread, row


@njit
def sort(fitness: Array, order: Indices, spare: Indices) -> None:
    """The best first, equals as they come: pairs are merged to fours, fours to eights, ..."""
    P, width = len(order), 1
    for i in range(P):
        order[i] = i
    while width < P:
        for start in range(0, P, 2 * width):
            left, right = start, min(start + width, P)
            middle, end = right, min(start + 2 * width, P)
            for place in range(start, end):
                from_left = right == end or (
                    left < middle and fitness[order[left]] >= fitness[order[right]]
                )
                spare[place] = order[left] if from_left else order[right]
                left, right = (left + 1, right) if from_left else (left, right + 1)
        for i in range(P):
            order[i] = spare[i]
        width *= 2


@njit
def winner(luck: Array, pool: Indices, fitness: Array) -> int:
    """The fittest of those who meet in a tournament, the first of equals; a number of luck each."""
    best = pool[int(len(pool) * luck[0])]
    for e in range(1, len(luck)):
        other = pool[int(len(pool) * luck[e])]
        best = other if fitness[other] > fitness[best] else best
    return int(best)


@njit
def keep(population: Array, elites: Indices, into: Litter) -> None:
    """The elites, each its own parents."""
    for i in range(len(elites)):
        into.parents[i, 0] = into.parents[i, 1] = elites[i]
        for j in range(population.shape[1]):
            into.population[i, j] = population[elites[i], j]


@njit
def breed(
    population: Array, fitness: Array, pool: Indices, rules: Rules, chance: Chance, into: Litter
) -> None:
    """Winners of tournaments, crossed gene by gene; then the pushes."""
    E, n, size = rules.elitism, population.shape[1], rules.size
    K, pushed = len(population) - E, 0
    sides = chance.luck[2 * K * size :]
    for k in range(K):
        luck = chance.luck[2 * k * size :]
        mother = winner(luck[:size], pool, fitness)
        father = winner(luck[size : 2 * size], pool, fitness)
        into.parents[E + k, 0], into.parents[E + k, 1] = mother, father
        for j in range(n):
            parent = mother if sides[k * n + j] < 0.5 else father
            into.population[E + k, j] = population[parent, j]
            if sides[(K + k) * n + j] < rules.probability:
                into.population[E + k, j] += chance.pushes[pushed]
                pushed += 1


@njit
def rise(fitness: Array, losses: Array) -> None:
    """Fitness is minus the loss."""
    for p in range(len(fitness)):
        fitness[p] = -losses[p]


@njit
def sink(fitness: Array) -> None:
    """Whatever is not finite becomes the worst."""
    for p in range(len(fitness)):
        fitness[p] = fitness[p] if math.isfinite(fitness[p]) else -math.inf


def verdict_with(stamp: str) -> Callable[..., None]:
    """The judge; what Numba keeps of it on disk holds for this stamp only, as with those below."""

    @kept
    def verdict(
        stack: Stack, population: Array, rows: Rows, wanted: Wanted, paper: Array, scores: Array
    ) -> None:
        _ = stamp
        stack, rows, wanted = Stack(*stack), Rows(*rows), Wanted(*wanted)
        heights.judge(stack, population, rows, wanted, paper, scores[0], scores[1])

    return verdict


def census_with(stamp: str) -> Callable[..., Census]:
    """The census of a population that is scored already."""

    @kept
    def census(population: Array, fitness: Array) -> Census:
        _ = stamp
        return count(population, fitness)

    return census


def live_with(stamp: str) -> Callable[..., tuple[Any, ...]]:
    """A whole generation."""

    @kept
    def live(
        stack: Stack,
        population: Array,
        rows: Rows,
        even: Array,
        rules: Rules,
        chance: Chance,
        paper: Array,
        scores: Array,
        litter: Litter,
    ) -> tuple[Any, ...]:
        _ = stamp
        stack, rows, rules, into = Stack(*stack), Rows(*rows), Rules(*rules), Litter(*litter)
        losses, fitness = scores[0], scores[1]
        wanted = Wanted(not rules.by_accuracy, rules.by_accuracy)
        heights.judge(stack, population, rows, wanted, paper, losses, fitness)
        if not rules.by_accuracy:
            rise(fitness, losses)
        found = count(population, fitness)
        sink(fitness)
        order = into.order[0]
        sort(fitness, order, into.order[1])
        pool = order if rules.elites_breed else order[rules.elitism :]
        keep(population, order[: rules.elitism], into)
        breed(population, fitness, pool, rules, Chance(*chance), into)
        best, both = population[order[0] : order[0] + 1], Wanted(True, True)
        alike = Rows(rows.x, rows.t, rows.labels, rows.weights, even, rows.order)
        heights.judge(stack, best, alike, both, paper, losses[:1], fitness[:1])
        return found + (losses[0], fitness[0])  # noqa: RUF005 - Numba adds tuples

    return live


verdict = verdict_with(STAMP)
"""Write the losses of individuals, penalty included, and their shares of right rows into `scores`,
`(2, P)`; what is not wanted is 0."""

census = census_with(STAMP)
"""See `Census`."""

live = live_with(STAMP)
"""Score a population, write the next one into `litter`, and give the census, then loss and accuracy
of the best individual, in whose accuracy every row counts alike."""
