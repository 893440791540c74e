"""Exercises on evolution: crossover, mutation, and the next generation."""

import numpy as np

from edunn.catalogue import find
from edunn.exercises.exercise import Exercise, mistake


def mixture(child, arguments):
    """Where the genes of a child come from."""
    mother, father, _ = arguments
    child = np.asarray(child, float)
    of_mother = np.isclose(child, mother)
    known = of_mother | np.isclose(child, father)
    changes = of_mother[1:] != of_mother[:-1]
    cut = "as the cut falls" if changes.sum() == 1 else ""
    return {
        "shape": child.shape,
        "share of a parent's genes": float(known.mean()),
        "share of the mother's": cut or float(of_mother.mean()),
        "mean place between the parents": cut
        or float(np.mean((child - father) / (mother - father))),
        "share of neighbours from different parents": float(changes.mean()),
    }


def pushes(child, arguments):
    """How many genes were pushed, and how far."""
    genes, child = arguments[0], np.asarray(child, float)
    push = (child - genes)[~np.isclose(child, genes)]
    moved = push if push.size else np.zeros(1)
    return {
        "shape": child.shape,
        "share pushed": push.size / child.size,
        "mean push / deviation": float(moved.mean() / max(moved.std(), 1e-12)),
        "deviation of the pushes": float(moved.std()),
        "share pushed down": float((moved < 0).mean()),
    }


def uniform_crossover(mother, father, random):
    """Uniform crossover: each gene of the child comes from either parent, with probability 1/2.

    mother, father: (n,); they stay as they are
    random: a NumPy generator, as in random.random(n)
    Returns the child, (n,).
    """
    couple = mother[np.newaxis], father[np.newaxis], np.zeros(mother.size, int)
    return find("crossover", "uniform").cross(*couple, random)[0]


@mistake(
    "One coin for the whole child", "A coin for each gene: with one coin the child is a clone."
)
def uniform_crossover__one_coin(mother, father, random):
    return np.where(random.random() < 0.5, mother, father)


@mistake(
    "The parents' average", "A gene is taken whole from one parent; averages make everybody alike."
)
def uniform_crossover__average(mother, father, random):
    return (mother + father) / 2


@mistake("Hardly any gene is exchanged", "Both parents count alike: probability 1/2 for each gene.")
def uniform_crossover__hardly_any_gene(mother, father, random):
    return np.where(random.random(mother.size) < 0.9, mother, father)


@mistake(
    "The child has all its genes from the mother",
    "Both parents must have their share: is the father another individual, and does a coin decide?",
)
def uniform_crossover__same_parent_twice(mother, father, random):
    father = mother
    return np.where(random.random(mother.size) < 0.5, mother, father)


@mistake(
    "Both are cut at one point",
    "That is one-point crossover: neighbours stay together. Uniform means a coin for each gene.",
)
def uniform_crossover__one_point(mother, father, random):
    cut = random.integers(1, len(mother))
    return np.concatenate([mother[:cut], father[cut:]])


UNIFORM_CROSSOVER = Exercise(
    solution=uniform_crossover,
    title="uniform crossover",
    lesson=12,
    mistakes=(
        uniform_crossover__one_coin,
        uniform_crossover__average,
        uniform_crossover__hardly_any_gene,
        uniform_crossover__same_parent_twice,
        uniform_crossover__one_point,
    ),
    small=((np.zeros(4000), np.ones(4000), np.random.default_rng(5)),),
    random=lambda random: (np.full(3000, 2.0), np.full(3000, -3.0), random),
    outputs=("child",),
    summary=mixture,
)


def gaussian_mutation(genes, probability, scale, random):
    """Gaussian mutation: some genes get a push, drawn from a normal distribution around 0.

    genes: (n,); they stay as they are
    probability: that of each gene to be pushed
    scale: the standard deviation of the pushes
    random: a NumPy generator
    Returns the new genes, (n,).
    """
    # The operator of the library also shrinks the scale from generation to generation.
    drawn = random.random(genes.size) < probability
    return genes + drawn * random.normal(0.0, scale, genes.size)


@mistake("The gene is replaced by noise", "A push is added to what was learned.")
def gaussian_mutation__replaced(genes, probability, scale, random):
    drawn = random.random(genes.size) < probability
    return np.where(drawn, random.normal(0.0, scale, genes.size), genes)


@mistake("The gene is multiplied by noise", "Noise around 0 as a factor drives every gene to 0.")
def gaussian_mutation__multiplied(genes, probability, scale, random):
    drawn = random.random(genes.size) < probability
    return np.where(drawn, genes * random.normal(0.0, scale, genes.size), genes)


@mistake("Only pushes upwards", "random() is never negative: genes could only grow.")
def gaussian_mutation__only_upwards(genes, probability, scale, random):
    drawn = random.random(genes.size) < probability
    return genes + drawn * scale * random.random(genes.size)


@mistake("The scale is multiplied by the gene", "A fixed scale: else a gene at 0 could never move.")
def gaussian_mutation__relative_scale(genes, probability, scale, random):
    drawn = random.random(genes.size) < probability
    return genes + drawn * random.normal(0.0, scale, genes.size) * genes


@mistake(
    "One coin for all genes", "A coin for each gene: here either nothing or everything changes."
)
def gaussian_mutation__one_coin(genes, probability, scale, random):
    if random.random() < probability:
        return genes + random.normal(0.0, scale, genes.size)
    return genes.copy()


MANY = 150_000
"""Genes enough for the mean of the pushes to be near 0, however a right program draws them."""

GAUSSIAN_MUTATION = Exercise(
    solution=gaussian_mutation,
    title="Gaussian mutation",
    lesson=12,
    mistakes=(
        gaussian_mutation__replaced,
        gaussian_mutation__multiplied,
        gaussian_mutation__only_upwards,
        gaussian_mutation__relative_scale,
        gaussian_mutation__one_coin,
    ),
    small=(
        (np.full(MANY, 8.0), 0.25, 0.5, np.random.default_rng(7)),
        (np.full(MANY, 8.0), 0.25, 0.5, np.random.default_rng(8)),
    ),
    random=lambda random: (np.full(MANY, -3.0), 0.4, 1.5, random),
    outputs=("genes",),
    summary=pushes,
)


def next_generation(population, fitness, children, elitism):
    """The next generation: the best individuals unchanged, then children.

    population: (P, n), one individual a row; fitness: (P,), bigger is better
    children: at least P - elitism rows of n genes
    elitism: how many of the best are kept
    Returns (P, n): the elites, best first, then as many children as fit.
    """
    best = np.argsort(-fitness, kind="stable")[:elitism]
    return np.concatenate([population[best], children[: len(population) - elitism]])


@mistake("The worst are kept", "argsort puts the smallest first: turn the sign.")
def next_generation__worst_kept(population, fitness, children, elitism):
    best = np.argsort(fitness)[:elitism]
    return np.concatenate([population[best], children[: len(population) - elitism]])


@mistake("The population grows by the elites", "The elites take the places of as many children.")
def next_generation__grows(population, fitness, children, elitism):
    best = np.argsort(-fitness)[:elitism]
    return np.concatenate([population[best], children])


@mistake(
    "The elites are put into the same place",
    "Two elites in one place: only the last survives, and it is the worse one.",
)
def next_generation__elites_overwrite_each_other(population, fitness, children, elitism):
    following = children[: len(population)].copy()
    for row in np.argsort(-fitness)[:elitism]:
        following[0] = population[row]
    return following


@mistake(
    "Nobody is kept", "Without elites the best found may get lost from one generation to the next."
)
def next_generation__no_elites(population, fitness, children, elitism):
    return children[: len(population)]


@mistake(
    "Only the best one is kept, whatever elitism says",
    "elitism says how many are kept; one child too many has the place of an elite.",
)
def next_generation__one_elite(population, fitness, children, elitism):
    return np.concatenate([population[[fitness.argmax()]], children[: len(population) - 1]])


@mistake(
    "The elites stand as they did in the population", "Asked is best first, so row 0 is the best."
)
def next_generation__order_of_the_population(population, fitness, children, elitism):
    best = np.sort(np.argsort(-fitness, kind="stable")[:elitism])
    return np.concatenate([population[best], children[: len(population) - elitism]])


@mistake("The best elite comes last", "argsort puts the smallest first: turn the elites round.")
def next_generation__best_last(population, fitness, children, elitism):
    best = np.argsort(fitness, kind="stable")[len(fitness) - elitism :]
    return np.concatenate([population[best], children[: len(population) - elitism]])


@mistake(
    "Without elites everybody is kept",
    "[-elitism:] with elitism 0 is [-0:], all rows: sort with the best first, and take [:elitism].",
)
def next_generation__minus_zero(population, fitness, children, elitism):
    best = np.argsort(fitness, kind="stable")[-elitism:][::-1]
    return np.concatenate([population[best], children[: len(population) - len(best)]])


NEXT_GENERATION = Exercise(
    solution=next_generation,
    title="the next generation",
    lesson=12,
    mistakes=(
        next_generation__worst_kept,
        next_generation__grows,
        next_generation__elites_overwrite_each_other,
        next_generation__no_elites,
        next_generation__one_elite,
        next_generation__order_of_the_population,
        next_generation__best_last,
        next_generation__minus_zero,
    ),
    small=(
        (np.array([[1.0], [2], [3]]), np.array([0.2, 0.9, 0.5]), np.array([[10.0], [20], [30]]), 2),
        (
            np.array([[1.0, 1], [2, 2], [3, 3], [4, 4], [5, 5]]),
            np.array([0.2, 0.7, 0.1, 0.9, 0.5]),
            np.array([[10.0, 10], [20, 20], [30, 30], [40, 40], [50, 50]]),
            2,
        ),
    ),
    random=lambda random: (random.random((6, 3)), random.random(6), random.random((6, 3)), 2),
    edge=((np.array([[1.0], [2]]), np.array([0.2, 0.9]), np.array([[10.0], [20]]), 0),),
    outputs=("population",),
)


EXERCISES = (
    UNIFORM_CROSSOVER,
    GAUSSIAN_MUTATION,
    NEXT_GENERATION,
)
"""All of this topic, from easy to hard."""
