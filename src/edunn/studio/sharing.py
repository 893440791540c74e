"""Sharing: rows that several runs train on exist once, for as long as one of them does."""

from collections import deque
from collections.abc import Callable, Hashable
from typing import TypeAlias, final
from weakref import WeakValueDictionary

from edunn.data import Dataset

Parts: TypeAlias = tuple[Dataset, Dataset]
"""Training and held-out rows."""

SMALL = 250_000
"""Numbers of a data set that is kept, though no run uses it at the moment."""

KEPT = 8


@final
class SharedParts:
    """The parts of data sets that are in use, and the last small ones.

    Example:
        >>> from edunn.data import load
        >>> shared, split = SharedParts(), load("iris").split
        >>> one, other = (shared.get("iris", split) for _ in range(2))
        >>> one[0] is other[0]
        True
    """

    def __init__(self) -> None:
        self._training: WeakValueDictionary[Hashable, Dataset] = WeakValueDictionary()
        self._held_out: WeakValueDictionary[Hashable, Dataset] = WeakValueDictionary()
        self._recent: deque[Parts] = deque(maxlen=KEPT)

    def get(self, key: Hashable, make: Callable[[], Parts]) -> Parts:
        """The parts of that name: those in use, or new ones."""
        training, held_out = self._training.get(key), self._held_out.get(key)
        if training is not None and held_out is not None:
            return training, held_out
        training, held_out = make()
        self._training[key], self._held_out[key] = training, held_out
        if training.values.size <= SMALL:
            self._recent.append((training, held_out))
        return training, held_out
