"""Fitness is the height that evolution climbs: one number an individual, `(P,)`; bigger is better.

Where it comes from is not evolution's business: a training measures it (see
`edunn.training.evolution`), by accuracy, by minus the loss, or by a function of the learner's.
An individual whose outputs are not numbers may come with NaN; whatever is not a finite number
counts as the worst.
"""

from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.errors import ShapeError


def finite_or_worst(fitness: Array) -> Array:
    """The fitness with minus infinity in place of NaN and of either infinity.

    Example:
        >>> finite_or_worst(np.array([0.5, np.nan, np.inf]))
        array([ 0.5, -inf, -inf])
    """
    return np.where(np.isfinite(fitness), fitness, -np.inf)


def require_scores(fitness: Array, population: Any) -> None:
    """Refuse anything but one number an individual."""
    if fitness.shape != population.shape[:1]:
        raise ShapeError(
            f"fitness is {fitness.shape} but the population is {population.shape}: expected one "
            f"number an individual, {population.shape[:1]}."
        )
