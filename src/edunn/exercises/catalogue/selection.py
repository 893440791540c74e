"""Exercises on selection: the fitter an individual, the more often it is drawn."""

import numpy as np

from edunn.evolution.selection import slices, spin
from edunn.exercises.exercise import Exercise, mistake


def shares(rows, arguments):
    """How often each individual was drawn, and in which order; u is sorted."""
    rows = np.asarray(rows).astype(int)
    return {
        "shares": np.bincount(rows, minlength=len(arguments[0])) / len(rows),
        "order": "that of the rows" if np.array_equal(rows, np.sort(rows)) else "another",
    }


def roulette(fitness, u):
    """Roulette-wheel selection: each individual has a slice of the wheel as wide as its fitness.

    fitness: (P,), bigger is better; if any is negative all are counted from the worst
    u: (K,), where the wheel stops, drawn uniformly from [0, 1)
    If all slices are 0 everybody has the same chance.
    Returns the rows drawn, (K,): those whose slice u lies in, slices in the order of the rows.
    """
    return spin(slices(fitness), u)


@mistake(
    "The worst is always shifted to 0",
    ("Only negative fitness needs a shift: else nearly equal individuals become all or nothing."),
)
def roulette__always_shifted(fitness, u):
    f = fitness - fitness.min()
    f = f if f.sum() > 0 else np.ones(len(f))
    return np.searchsorted(np.cumsum(f) / f.sum(), u, side="right")


@mistake(
    "Negative fitness is not shifted",
    "A slice cannot be narrower than nothing: count from the worst.",
)
def roulette__negative_not_shifted(fitness, u):
    f = fitness if fitness.sum() > 0 else np.ones(len(fitness))
    return np.minimum(np.searchsorted(np.cumsum(f) / f.sum(), u, side="right"), len(f) - 1)


@mistake(
    "The wheel is not divided by the sum", "u runs from 0 to 1, so the slices must add up to 1."
)
def roulette__not_divided(fitness, u):
    f = fitness - min(0.0, fitness.min())
    f = f if f.sum() > 0 else np.ones(len(f))
    return np.searchsorted(np.cumsum(f), u, side="right")


@mistake("All zero: 0 / 0", "If nobody has any fitness everybody has the same chance.")
def roulette__all_zero(fitness, u):
    f = fitness - min(0.0, fitness.min())
    return np.searchsorted(np.cumsum(f) / f.sum(), u, side="right")


@mistake(
    "The slices are in the order of fitness",
    "All have their shares, but u points at others than asked: leave the rows in their order.",
)
def roulette__sorted(fitness, u):
    f = fitness - min(0.0, fitness.min())
    f = f if f.sum() > 0 else np.ones(len(f))
    order = np.argsort(-f, kind="stable")
    return order[np.searchsorted(np.cumsum(f[order]) / f.sum(), u, side="right")]


ROULETTE = Exercise(
    solution=roulette,
    title="roulette-wheel selection",
    lesson=12,
    mistakes=(
        roulette__always_shifted,
        roulette__negative_not_shifted,
        roulette__not_divided,
        roulette__all_zero,
        roulette__sorted,
    ),
    small=((np.array([1.0, 4.0, 2.0, 3.0]), (np.arange(1000) + 0.5) / 1000),),
    random=lambda random: (random.random(5), (np.arange(1000) + 0.5) / 1000),
    edge=(
        (np.array([1.0, 1.0, 1.01]), (np.arange(1000) + 0.5) / 1000),
        (np.array([-1.0, 4.0, 2.0, -3.0]), (np.arange(1000) + 0.5) / 1000),
        (np.zeros(3), (np.arange(1000) + 0.5) / 1000),
    ),
    outputs=("rows",),
    summary=shares,
)


def tournament(fitness, entrants):
    """Tournament selection: of a few entrants drawn by chance the fittest wins.

    fitness: (P,), bigger is better
    entrants: (K, size), the rows that were drawn for each of K tournaments
    Returns the winners, (K,), as rows of the population.
    """
    # The selection of the library draws the entrants itself.
    return entrants[np.arange(len(entrants)), fitness[entrants].argmax(axis=1)]


@mistake("The largest row number wins", "Compare the fitness, not the row numbers.")
def tournament__largest_row(fitness, entrants):
    return entrants.max(axis=1)


@mistake(
    "The best of the whole population win",
    "Only who was drawn takes part; chance is what keeps the population mixed.",
)
def tournament__best_of_all(fitness, entrants):
    return np.full(len(entrants), fitness.argmax())


@mistake(
    "The first entrant wins",
    "Someone was drawn first by chance: without a comparison there is no selection.",
)
def tournament__first_wins(fitness, entrants):
    return entrants[:, 0]


@mistake(
    "The place among the entrants is returned",
    "argmax says which entrant won; entrants[k, place] says which row of the population that is.",
)
def tournament__place_of_the_entrant(fitness, entrants):
    return fitness[entrants].argmax(axis=1)


@mistake("The least fit wins", "Bigger is better: argmax, not argmin.")
def tournament__worst_wins(fitness, entrants):
    return entrants[np.arange(len(entrants)), fitness[entrants].argmin(axis=1)]


TOURNAMENT = Exercise(
    solution=tournament,
    title="tournament selection",
    lesson=12,
    mistakes=(
        tournament__largest_row,
        tournament__best_of_all,
        tournament__first_wins,
        tournament__place_of_the_entrant,
        tournament__worst_wins,
    ),
    small=(
        (np.array([0.3, 0.9, 0.1]), np.array([[0, 2], [2, 1]])),
        (
            np.array([0.3, 0.9, 0.1, 0.7, 0.5]),
            np.array([[0, 2, 3], [4, 0, 2], [2, 2, 0], [3, 4, 1]]),
        ),
    ),
    random=lambda random: (random.random(6), random.integers(0, 6, (5, 3))),
    outputs=("winners",),
)


EXERCISES = (
    ROULETTE,
    TOURNAMENT,
)
"""All of this topic, from easy to hard."""
