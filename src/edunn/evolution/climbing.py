"""Climbing without a network: any strategy on any landscape, the loop of ask and tell."""

from collections.abc import Callable

import numpy as np

from edunn.arrays import Array
from edunn.evolution.base import Genome, Strategy
from edunn.seeds import Seed, generator


def climb(
    strategy: Strategy,
    height: Callable[[Array], Array],
    theta: Array,
    generations: int = 100,
    seed: Seed | None = 0,
) -> Array:
    """Where a strategy ends that is set down on a landscape, to be watched, compared or raced.

    Args:
        strategy: the way of climbing.
        height: from places `(P, n)` to their heights `(P,)`; bigger is better.
        theta: where it begins, `(n,)`; founders of a crowd are drawn around it.
        generations: how many are scored.
        seed: repeats every draw.

    Example:
        >>> from edunn.evolution.strategies import CMAES
        >>> valley = lambda x: -((1 - x[:, 0]) ** 2 + 100 * (x[:, 1] - x[:, 0] ** 2) ** 2)
        >>> climb(CMAES(), valley, np.zeros(2), generations=100).round(1)
        array([1., 1.])
    """
    random = generator(seed)
    genome = Genome(
        lambda k, draw: theta + draw.normal(size=(k, theta.size)), np.arange(theta.size)
    )
    state = strategy.start(genome, theta, random)
    answer = theta
    for _ in range(generations):
        population = strategy.ask(state, random)
        fitness = height(np.asarray(population))
        state = strategy.tell(state, population, fitness, random)
        answer = strategy.answer(state, population, fitness)
    return answer
