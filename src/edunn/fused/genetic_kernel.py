"""The genetic kernel: evaluate a population, summarize it, and breed the next, in one call.

A generation of a small population takes some microseconds, and a call from Python one or two. So
the genetic algorithm with its default operators is one loop here, and drawing random numbers does
not interrupt it: they are drawn before, see `genetic`.
"""

import math

from edunn.arrays import Array, Indices
from edunn.fused import population_kernel
from edunn.fused.buffers import (
    Individuals,
    PopulationBuffers,
    RandomNumbers,
    Rows,
    Rules,
    Summaries,
    Wanted,
)
from edunn.fused.compiled import inlined, kernel, njit
from edunn.fused.formula_kernels import copy, is_finite
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
def copy_elites(population: Array, elites: Indices, into: Array, parents: Indices) -> None:
    """The elites, each its own parents."""
    for i in range(len(elites)):
        parents[i, 0] = parents[i, 1] = elites[i]
        copy(population[elites[i]], into[i])


@inlined
def breed(
    population: Array,
    fitness: Array,
    pool: Indices,
    rules: Rules,
    random_numbers: RandomNumbers,
    into: Array,
    parents: Indices,
) -> int:
    """Winners of tournaments, crossed gene by gene and mutated; the number of mutations."""
    E, n, mutated = rules.elitism, population.shape[1], 0
    coins, mutates = random_numbers.uniforms[0], random_numbers.uniforms[1]
    for k in range(len(population) - E):
        mother = winner(random_numbers.entrants[2 * k], pool, fitness)
        father = winner(random_numbers.entrants[2 * k + 1], pool, fitness)
        parents[E + k, 0], parents[E + k, 1] = mother, father
        for j in range(n):
            parent = mother if coins[k * n + j] < 0.5 else father
            into[E + k, j] = population[parent, j]
            if mutates[k * n + j] < rules.probability:
                into[E + k, j] += random_numbers.perturbations[mutated]
                mutated += 1
    return mutated


@inlined
def rank(
    stack: Stack,
    population: Array,
    rows: Rows,
    rules: Rules,
    buffers: PopulationBuffers,
    numbers: Array,
) -> int:
    """Evaluate the population, summarize and sort it; the row of the best."""
    losses, fitness = buffers.scores[0], buffers.scores[1]
    wanted = Wanted(1 - rules.by_accuracy, rules.by_accuracy)
    population_kernel.evaluate_population(
        stack, population, rows, wanted, buffers.scratch, losses, fitness
    )
    if not rules.by_accuracy:
        for p in range(len(fitness)):
            fitness[p] = -losses[p]
    row = count(population, fitness, numbers)
    for p in range(len(fitness)):  # whatever is not finite becomes the worst
        fitness[p] = fitness[p] if math.isfinite(fitness[p]) else -math.inf
    sort(fitness, buffers.order[0], buffers.order[1])
    return row


@inlined
def breed_next(
    population: Array,
    rules: Rules,
    random_numbers: RandomNumbers,
    buffers: PopulationBuffers,
    into: Array,
    parents: Indices,
) -> int:
    """Breed the next generation of one that is sorted; how many genes were mutated."""
    order, fitness = buffers.order[0], buffers.scores[1]
    pool = order if rules.elites_breed else order[rules.elitism :]
    copy_elites(population, order[: rules.elitism], into, parents)
    return breed(population, fitness, pool, rules, random_numbers, into, parents)


@inlined
def evaluate_best(
    stack: Stack, best: Array, rows: Rows, even: Array, buffers: PopulationBuffers, numbers: Array
) -> None:
    """Loss and accuracy of the best individual, `(1, n)`; in the accuracy all rows count alike."""
    alike = Rows(rows.x, rows.t, rows.labels, rows.weights, even, rows.order)
    losses, accuracies = buffers.scores[0, :1], buffers.scores[1, :1]
    population_kernel.evaluate_population(
        stack, best, alike, Wanted(1, 1), buffers.scratch, losses, accuracies
    )
    numbers[4], numbers[5] = losses[0], accuracies[0]


@inlined
def write_family(parents: Indices, row: int, family: Indices) -> None:
    """The row of the best, and those of its parents."""
    family[0], family[1], family[2] = row, parents[row, 0], parents[row, 1]


@kernel
def evaluate(
    stack: Stack, population: Array, rows: Rows, wanted: Wanted, scratch: Array, scores: Array
) -> int:
    """Write losses, penalty included, and accuracies into `scores`, `(2, P)`.

    What is not wanted is 0.
    """
    population_kernel.evaluate_population(
        stack, population, rows, wanted, scratch, scores[0], scores[1]
    )
    return len(population)


@kernel
def summarize(population: Array, fitness: Array, numbers: Array) -> int:
    """Summarize a population whose fitness is known, see `count`."""
    return count(population, fitness, numbers)


@kernel
def evolve(
    stack: Stack,
    rows: Rows,
    even: Array,
    rules: Rules,
    all_numbers: RandomNumbers,
    individuals: Individuals,
    summaries: Summaries,
    buffers: PopulationBuffers,
) -> int:
    """Run generations; how many that were.

    The last is the first that reaches the target, or that before the first without a finite best.
    """
    first, record = 0, rules.record
    for g in range(len(summaries.numbers)):
        this, other, numbers = g % 2, 1 - g % 2, summaries.numbers[g]
        population = individuals.population[this]
        row = rank(stack, population, rows, rules, buffers, numbers)
        if not (math.isfinite(numbers[0]) and is_finite(population[row])):
            return g
        write_family(individuals.parents[this], row, summaries.families[g])
        random_numbers = RandomNumbers(
            all_numbers.entrants[g], all_numbers.uniforms[g], all_numbers.perturbations[first:]
        )
        into, parents = individuals.population[other], individuals.parents[other]
        first += breed_next(population, rules, random_numbers, buffers, into, parents)
        copy(population[row], individuals.champions[0])
        if numbers[0] > record:
            record = numbers[0]
            copy(population[row], individuals.champions[1])
        evaluate_best(stack, population[row : row + 1], rows, even, buffers, numbers)
        if numbers[0] >= rules.target:
            return g + 1
    return len(summaries.numbers)
