"""A generation in one call: score the population, count it, and breed the next one.

A generation of a small population takes some microseconds, and a call from Python one or two. So
what the genetic algorithm does by its usual operators is one walk here, and chance does not
interrupt it: whatever it decides is drawn before, see `breeding`.
"""

import math

from edunn.arrays import Array, Indices
from edunn.fused import heights
from edunn.fused.compiled import inlined, njit
from edunn.fused.flock import Chance, Desk, Flock, Rows, Rules, Story, Wanted
from edunn.fused.optimizer_kernels import is_finite
from edunn.fused.stack import Stack


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
def count(population: Array, fitness: Array, numbers: Array) -> int:
    """Best, mean and worst of what is finite, and the diversity; the row of the best."""
    row, best, worst, total, finite = 0, -math.inf, math.inf, 0.0, 0
    for i in range(len(fitness)):
        if math.isfinite(fitness[i]):
            row = i if fitness[i] > best else row
            best, worst = max(best, fitness[i]), min(worst, fitness[i])
            total, finite = total + fitness[i], finite + 1
    spread = 0.0
    for j in range(population.shape[1]):
        spread += spread_of(population, j) / population.shape[1]
    numbers[0], numbers[3] = best, spread
    numbers[1], numbers[2] = (total / finite, worst) if finite else (best, best)
    return row


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
def winner(entrants: Indices, pool: Indices, fitness: Array) -> int:
    """The fittest entrant of a tournament, the first of equals."""
    best = pool[entrants[0]]
    for e in range(1, len(entrants)):
        other = pool[entrants[e]]
        best = other if fitness[other] > fitness[best] else best
    return int(best)


@inlined
def keep(population: Array, elites: Indices, into: Array, parents: Indices) -> None:
    """The elites, each its own parents."""
    for i in range(len(elites)):
        parents[i, 0] = parents[i, 1] = elites[i]
        copy(population[elites[i]], into[i])


@njit
def copy(q: Array, into: Array) -> None:
    """The same numbers in another place."""
    for j in range(len(q)):
        into[j] = q[j]


@inlined
def breed(
    population: Array,
    fitness: Array,
    pool: Indices,
    rules: Rules,
    dice: Chance,
    into: Array,
    parents: Indices,
) -> int:
    """Winners of tournaments, crossed gene by gene; then the pushes, and how many there were."""
    E, n, pushed = rules.elitism, population.shape[1], 0
    coins, mutates = dice.luck[0], dice.luck[1]
    for k in range(len(population) - E):
        mother = winner(dice.entrants[2 * k], pool, fitness)
        father = winner(dice.entrants[2 * k + 1], pool, fitness)
        parents[E + k, 0], parents[E + k, 1] = mother, father
        for j in range(n):
            parent = mother if coins[k * n + j] < 0.5 else father
            into[E + k, j] = population[parent, j]
            if mutates[k * n + j] < rules.probability:
                into[E + k, j] += dice.pushes[pushed]
                pushed += 1
    return pushed


@inlined
def rank(
    stack: Stack, population: Array, rows: Rows, rules: Rules, desk: Desk, numbers: Array
) -> int:
    """Score the population, count it, and sort it; the row of the best."""
    losses, fitness = desk.scores[0], desk.scores[1]
    wanted = Wanted(1 - rules.by_accuracy, rules.by_accuracy)
    heights.judge(stack, population, rows, wanted, desk.paper, losses, fitness)
    if not rules.by_accuracy:
        for p in range(len(fitness)):
            fitness[p] = -losses[p]
    row = count(population, fitness, numbers)
    for p in range(len(fitness)):  # whatever is not finite becomes the worst
        fitness[p] = fitness[p] if math.isfinite(fitness[p]) else -math.inf
    sort(fitness, desk.order[0], desk.order[1])
    return row


@inlined
def follow(
    population: Array, rules: Rules, dice: Chance, desk: Desk, into: Array, parents: Indices
) -> int:
    """Breed the next generation of one that is sorted; how many genes were pushed."""
    order, fitness = desk.order[0], desk.scores[1]
    pool = order if rules.elites_breed else order[rules.elitism :]
    keep(population, order[: rules.elitism], into, parents)
    return breed(population, fitness, pool, rules, dice, into, parents)


@inlined
def look(stack: Stack, best: Array, rows: Rows, even: Array, desk: Desk, numbers: Array) -> None:
    """Loss and accuracy of the best individual, `(1, n)`, whose accuracy counts all rows alike."""
    alike = Rows(rows.x, rows.t, rows.labels, rows.weights, even, rows.order)
    losses, shares = desk.scores[0, :1], desk.scores[1, :1]
    heights.judge(stack, best, alike, Wanted(1, 1), desk.paper, losses, shares)
    numbers[4], numbers[5] = losses[0], shares[0]


@inlined
def tell(parents: Indices, row: int, family: Indices) -> None:
    """Write down who the best is, and whose child."""
    family[0], family[1], family[2] = row, parents[row, 0], parents[row, 1]


def verdict(
    stack: Stack, population: Array, rows: Rows, wanted: Wanted, paper: Array, scores: Array
) -> int:
    """Write losses, penalty included, and shares of right rows into `scores`, `(2, P)`.

    What is not wanted is 0.
    """
    heights.judge(stack, population, rows, wanted, paper, scores[0], scores[1])
    return len(population)


def census(population: Array, fitness: Array, numbers: Array) -> int:
    """Count a population that is scored already, see `count`."""
    return count(population, fitness, numbers)


def live(
    stack: Stack,
    rows: Rows,
    even: Array,
    rules: Rules,
    chance: Chance,
    flock: Flock,
    story: Story,
    desk: Desk,
) -> int:
    """Live through generations; how many that were.

    The last is the first that reaches the target, or that before the first without a finite best.
    """
    first, record = 0, rules.record
    for g in range(len(story.numbers)):
        this, other, numbers = g % 2, 1 - g % 2, story.numbers[g]
        population = flock.population[this]
        row = rank(stack, population, rows, rules, desk, numbers)
        if not (math.isfinite(numbers[0]) and is_finite(population[row])):
            return g
        tell(flock.parents[this], row, story.families[g])
        dice = Chance(chance.entrants[g], chance.luck[g], chance.pushes[first:])
        into, parents = flock.population[other], flock.parents[other]
        first += follow(population, rules, dice, desk, into, parents)
        copy(population[row], flock.heroes[0])
        if numbers[0] > record:
            record = numbers[0]
            copy(population[row], flock.heroes[1])
        look(stack, population[row : row + 1], rows, even, desk, numbers)
        if numbers[0] >= rules.target:
            return g + 1
    return len(story.numbers)
