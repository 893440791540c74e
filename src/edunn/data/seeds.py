"""Chance on request: every random choice comes from a generator that the caller can repeat.

Nothing here reads a global seed. An integer starts a fresh generator, so the same integer always
gives the same rows; a generator that is passed in moves on, so two calls with it differ.
"""

from typing import TypeAlias

import numpy as np

from edunn.errors import SettingError

Seed: TypeAlias = int | np.random.Generator
"""A whole number from 0, or a NumPy generator."""


def generator(seed: Seed) -> np.random.Generator:
    """Turn a seed into a generator; a generator is returned as it is.

    Raises:
        SettingError: the seed is neither a whole number from 0 nor a generator.

    Example:
        >>> generator(0).integers(10) == generator(0).integers(10)
        np.True_
    """
    if isinstance(seed, np.random.Generator):
        return seed
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise SettingError(
            f"seed is {seed!r}, but it must be a whole number from 0 or a numpy.random.Generator."
        )
    return np.random.default_rng(int(seed))
