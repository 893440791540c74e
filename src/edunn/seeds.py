"""Seeds: all randomness comes from generators, so that every run can be repeated.

Nothing in EduNN uses NumPy's global random state. An integer seed starts a new generator, so the
same seed always gives the same numbers; a generator that is passed in is used as is, and advances.
"""

from typing import TypeAlias

import numpy as np

from edunn.errors import SettingError
from edunn.messages import Message

Seed: TypeAlias = int | np.random.Generator
"""A whole number, 0 or more, or a NumPy generator."""


def generator(seed: Seed | None) -> np.random.Generator:
    """Make a generator from a seed; None is a new random one, a generator is returned unchanged.

    Raises:
        SettingError: the seed is neither.

    Example:
        >>> generator(0).integers(10) == generator(0).integers(10)
        np.True_
    """
    if seed is None or isinstance(seed, np.random.Generator):
        return np.random.default_rng(seed)
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise SettingError(Message("setting.seed", seed=seed))
    return np.random.default_rng(int(seed))
