"""Exercises on evolution as a whole: one generation, and a gradient from fitness alone."""

import numpy as np

from edunn.exercises.catalogue.evolution import next_generation
from edunn.exercises.catalogue.selection import tournament
from edunn.exercises.exercise import Exercise, mistake


def one_generation(population, fitness, entrants, coins, noise, elitism):
    """One generation of a genetic algorithm, with all random draws given.

    population: (P, n); fitness: (P,), bigger is better; K = P - elitism children are made
    entrants: (K, 2, size), for both parents of each child the rows that take part in a tournament
    coins: (K, n), True where a gene comes from the first parent
    noise: (K, n), the mutation, added to the genes of the children
    Returns (P, n): the elites, best first and unchanged, then the children in order.
    """
    mothers, fathers = (population[tournament(fitness, entrants[:, side])] for side in (0, 1))
    return next_generation(population, fitness, np.where(coins, mothers, fathers) + noise, elitism)


def parents(population, fitness, entrants, best=np.argmax):
    """The parents of each child, for the programs below."""
    winners = [[row[best(fitness[row])] for row in couple] for couple in entrants]
    return population[np.array(winners)[:, 0]], population[np.array(winners)[:, 1]]


def elites(population, fitness, elitism):
    """The best individuals, best first, for the programs below."""
    return population[np.argsort(-fitness, kind="stable")[:elitism]]


@mistake("The mutation is forgotten", "Without it no gene ever appears that no founder had.")
def one_generation__no_mutation(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    return np.concatenate((elites(population, fitness, elitism), np.where(coins, mothers, fathers)))


@mistake("The least fit wins the tournaments", "Bigger is better: argmax, not argmin.")
def one_generation__worst_win(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants, np.argmin)
    children = np.where(coins, mothers, fathers) + noise
    return np.concatenate((elites(population, fitness, elitism), children))


@mistake("The coins are read the other way round", "True means the first parent.")
def one_generation__coins_swapped(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    children = np.where(coins, fathers, mothers) + noise
    return np.concatenate((elites(population, fitness, elitism), children))


@mistake(
    "Both parents come from the first tournament",
    "Two tournaments, two parents: else nothing mixes.",
)
def one_generation__one_parent(population, fitness, entrants, coins, noise, elitism):
    mothers, _ = parents(population, fitness, entrants)
    return np.concatenate((elites(population, fitness, elitism), mothers + noise))


@mistake("The worst are kept as elites", "argsort puts the smallest first: turn the sign.")
def one_generation__worst_kept(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    children = np.where(coins, mothers, fathers) + noise
    return np.concatenate((elites(population, -fitness, elitism), children))


@mistake(
    "The genes are multiplied by the noise",
    "Noise around 0 as a factor wipes out what was learned.",
)
def one_generation__noise_multiplied(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    children = np.where(coins, mothers, fathers) * noise
    return np.concatenate((elites(population, fitness, elitism), children))


@mistake("The children come before the elites", "Elites first, best first; then the children.")
def one_generation__elites_last(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    children = np.where(coins, mothers, fathers) + noise
    return np.concatenate((children, elites(population, fitness, elitism)))


def generation(random):
    """A population with its fitness, and all draws for the next one."""
    draws = random.integers(0, 6, (4, 2, 3)), random.random((4, 3)) < 0.5
    return random.normal(size=(6, 3)), random.random(6), *draws, 0.1 * random.normal(size=(4, 3)), 2


@mistake(
    "The noise is a share of the gene",
    "Added is the noise itself: times 1 + noise a gene at 0 could never move.",
)
def one_generation__relative_noise(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    children = np.where(coins, mothers, fathers) * (1 + noise)
    return np.concatenate((elites(population, fitness, elitism), children))


@mistake(
    "Without elites everybody is kept",
    "[-elitism:] with elitism 0 is [-0:], all rows: sort with the best first, and take [:elitism].",
)
def one_generation__minus_zero(population, fitness, entrants, coins, noise, elitism):
    mothers, fathers = parents(population, fitness, entrants)
    best = population[np.argsort(fitness, kind="stable")[-elitism:][::-1]]
    return np.concatenate((best, np.where(coins, mothers, fathers) + noise))


ONE_GENERATION = Exercise(
    solution=one_generation,
    title="one generation",
    lesson=12,
    mistakes=(
        one_generation__no_mutation,
        one_generation__worst_win,
        one_generation__coins_swapped,
        one_generation__one_parent,
        one_generation__worst_kept,
        one_generation__noise_multiplied,
        one_generation__elites_last,
        one_generation__relative_noise,
        one_generation__minus_zero,
    ),
    small=(
        (
            np.array([[1.0, 1], [2, 2], [3, 3]]),
            np.array([0.2, 0.9, 0.5]),
            np.array([[[0, 1], [2, 0]], [[0, 2], [1, 2]]]),
            np.array([[True, False], [False, True]]),
            np.array([[0.5, 0.0], [0.0, -0.5]]),
            1,
        ),
    ),
    random=generation,
    edge=(
        (
            np.array([[1.0], [2]]),
            np.array([0.2, 0.9]),
            np.array([[[0, 1], [0, 0]], [[0, 0], [1, 1]]]),
            np.array([[True], [False]]),
            np.array([[0.5], [0.0]]),
            0,
        ),
    ),
    outputs=("population",),
)


def evolution_gradient(epsilon, fitness, sigma):
    """The gradient of the fitness, estimated from random directions alone.

    epsilon: (P, n), the directions that were tried, each number drawn from N(0, 1)
    fitness: (P,), what theta + sigma * epsilon_k was worth, with the mean of all subtracted
    sigma: how far the steps were
    Returns g, (n,): the sum over k of fitness_k * epsilon_k, divided by P sigma.
    """
    return fitness @ epsilon / (len(fitness) * sigma)


@mistake("sigma is lost", "Longer steps change the fitness more: divide by their length.")
def evolution_gradient__sigma_lost(epsilon, fitness, sigma):
    return fitness @ epsilon / len(fitness)


@mistake("The sum instead of the mean", "Divide by P, or the step grows with the population.")
def evolution_gradient__sum(epsilon, fitness, sigma):
    return fitness @ epsilon / sigma


@mistake("The sign is turned", "Fitness is maximized: go where it is larger.")
def evolution_gradient__sign(epsilon, fitness, sigma):
    return -(fitness @ epsilon) / (len(fitness) * sigma)


@mistake("Multiplied by sigma, not divided", "fitness / sigma is the slope: rise over run.")
def evolution_gradient__multiplied(epsilon, fitness, sigma):
    return fitness @ epsilon * sigma / len(fitness)


@mistake(
    "Only the best direction is taken",
    "All directions count, each by its fitness: together they average the noise out.",
)
def evolution_gradient__best_only(epsilon, fitness, sigma):
    return fitness.max() * epsilon[fitness.argmax()] / (len(fitness) * sigma)


def directions(random):
    """Directions, and a fitness of each."""
    fitness = random.normal(size=random.integers(4, 7))
    return random.normal(size=(len(fitness), 3)), fitness - fitness.mean(), 0.2


@mistake(
    "Divided by sigma twice",
    "epsilon was drawn with deviation 1, so sigma is in the step only once.",
)
def evolution_gradient__sigma_squared(epsilon, fitness, sigma):
    return fitness @ epsilon / (len(fitness) * sigma**2)


EVOLUTION_GRADIENT = Exercise(
    solution=evolution_gradient,
    title="a gradient from fitness",
    lesson=13,
    mistakes=(
        evolution_gradient__sigma_lost,
        evolution_gradient__sum,
        evolution_gradient__sign,
        evolution_gradient__multiplied,
        evolution_gradient__best_only,
        evolution_gradient__sigma_squared,
    ),
    small=((np.array([[1.0, 0.5], [-0.5, 2.0]]), np.array([1.5, -1.5]), 0.5),),
    random=directions,
    outputs=("g",),
)


EXERCISES = (ONE_GENERATION, EVOLUTION_GRADIENT)
"""All of this topic, from easy to hard."""
