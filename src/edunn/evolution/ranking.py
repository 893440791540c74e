"""Ranking keeps of the fitness only its order: a race in which times are not measured.

A loss of 1,000 instead of 10 makes an individual no worse than last. So one lucky or unlucky score
cannot pull a whole generation along, and fitness may be scaled, shifted or bent at will. Here are
prizes, best first, `(P,)`, and `awarded`, which hands them out.
"""

import numpy as np

from edunn.arrays import Array


def awarded(prizes: Array, fitness: Array) -> Array:
    """The prize of each individual; equals share theirs, so that chance decides nothing.

    Shapes:
        prizes (P,), best first; fitness, result (P,)

    Example:
        >>> awarded(np.array([4.0, 2.0, 1.0, 0.0]), fitness=np.array([7.0, 9.0, 5.0, 7.0]))
        array([1.5, 4. , 0. , 1.5])
    """
    _, level, size = np.unique(-fitness, return_inverse=True, return_counts=True)  # best first
    total = np.add.reduceat(prizes, np.cumsum(size) - size)
    shares: Array = (total / size)[level]
    return shares


def is_level(fitness: Array) -> bool:
    """Whether all are equal, so that there is nothing to learn from them.

    Example:
        >>> is_level(np.array([0.5, 0.5])), is_level(np.array([0.5, 0.6]))
        (True, False)
    """
    return bool((fitness == fitness[0]).all())


def centred(count: int) -> Array:
    """Prizes in even steps from 1/2 for the best to -1/2 for the worst: centred ranks.

    Source:   Salimans et al. (2017), "Evolution strategies as a scalable alternative to
              reinforcement learning"

    Example:
        >>> centred(5)
        array([ 0.5 ,  0.25,  0.  , -0.25, -0.5 ])
    """
    return np.linspace(0.5, -0.5, count)


def logarithmic(count: int, reach: float) -> Array:
    """Prizes for the better half that fall quickly from the best on, and sum to 1.

    Formula:  prize_i proportional to max(0, log(reach) - log(i)), for i = 1 ... count

    Example:
        >>> logarithmic(6, reach=3.5).round(2)
        array([0.64, 0.28, 0.08, 0.  , 0.  , 0.  ])
    """
    prizes = np.maximum(0.0, np.log(reach) - np.log(np.arange(1, count + 1)))
    share: Array = prizes / prizes.sum()
    return share
