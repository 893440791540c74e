"""Chance on request: every random choice comes from a generator that can be repeated.

Nothing in EduNN reads a global seed. A whole number starts a fresh generator, so the same number
always gives the same choices; a generator that is passed in moves on.
"""

from typing import TypeAlias

import numpy as np

from edunn.errors import SettingError

Seed: TypeAlias = int | np.random.Generator
"""A whole number from 0, or a NumPy generator."""


def generator(seed: Seed | None) -> np.random.Generator:
    """Turn a seed into a generator; None is a new one each time, a generator is returned as it is.

    Raises:
        SettingError: the seed is neither.

    Example:
        >>> generator(0).integers(10) == generator(0).integers(10)
        np.True_
    """
    if seed is None or isinstance(seed, np.random.Generator):
        return np.random.default_rng(seed)
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise SettingError(
            f"seed is {seed!r}, but it must be a whole number from 0 or a numpy.random.Generator."
        )
    return np.random.default_rng(int(seed))
