"""Drawing a worksheet: numbers that suffice for a pencil, another set for every student.

The generator of a student comes from the teacher's seed and the student's name, so a name that is
added later changes nobody else's numbers. Numbers are drawn until every slip shows: two formulas
that give the same number could not be told apart.
"""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np

from edunn.arrays import Array
from edunn.worksheets.sheet import Sheet

LARGEST = 60.0
"""No number on a worksheet is larger."""


ATTEMPTS = 5000

Kind = Callable[[np.random.Generator], Sheet]


def drawn_from(random: np.random.Generator, choices: Sequence[float], *shape: int) -> Array:
    """An array of that shape with numbers of that list.

    Example:
        >>> drawn_from(np.random.default_rng(0), (1, 2), 3).shape
        (3,)
    """
    return random.choice(np.array(choices, dtype=np.float64), shape)


def sheet_for(kind: Kind, student: str, seed: int) -> Sheet:
    """The worksheet of one student.

    Raises:
        RuntimeError: the kind draws no numbers that are clear enough; its choices are too few.

    Example:
        >>> from edunn.worksheets.kinds.network import forward
        >>> sheet_for(forward, "Ada", seed=7).is_clear
        True
    """
    random = np.random.default_rng([seed, crc32(student.strip().casefold().encode())])
    sheet = kind(random)
    for _ in range(ATTEMPTS):
        if has_small_numbers(sheet) and sheet.is_clear:
            return sheet
        sheet = kind(random)
    raise RuntimeError(f"no clear worksheet of the kind {sheet.kind!r} in {ATTEMPTS} attempts")


def has_small_numbers(sheet: Sheet) -> bool:
    """Whether its numbers are small."""
    values = list(sheet.key.values())
    return bool(np.isfinite(values).all() and np.abs(values).max() <= LARGEST)
