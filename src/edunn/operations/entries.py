"""Operations on one number, on a few numbers of which one is chosen, and on a whole row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, final

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import Formula, symbol
from edunn.operations.base import (
    ALL,
    Operation,
    Origin,
    Place,
    Places,
    Where,
    aligned_at,
    only_entry,
    shapes_of,
)


@final
@dataclass(frozen=True)
class Entrywise(Operation):
    """The same formula for every entry.

    Example:
        >>> each = Entrywise(Formula("(x - shift)/scale", ""), ("x", "shift", "scale"))
        >>> each.sources((3, 1), {"x": (9, 2), "shift": (2,), "scale": (2,)})
        {'x': (3, 1), 'shift': (1,), 'scale': (1,)}
    """

    rule: Formula
    letters: Sequence[str]
    """The arrays that an entry depends on."""

    numbers: Mapping[str, float | Array] = field(default_factory=dict)
    """Letters of the formula that are no arrays of the trace: settings, or a derivative found."""

    is_of_parameters: bool = False

    places: Places | None = None
    """Where the arrays' entries lie; by default at the same place, as NumPy broadcasts."""

    @property
    def in_stable_form(self) -> "Entrywise":
        """The stable form of the rule."""
        return replace(self, rule=self.rule.in_stable_form)

    @property
    def has_rows(self) -> bool:
        """Not where the arrays are parameters."""
        return not self.is_of_parameters

    @property
    def settings(self) -> dict[str, float]:
        """Its numbers, but for a derivative."""
        return {name: float(q) for name, q in self.numbers.items() if not np.ndim(q)}

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The same place of all; of a vector, the column."""
        if self.places is not None:
            return dict(self.places(place, shapes))
        return {letter: aligned_at(place, shapes[letter]) for letter in self.letters}

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """Those of the arrays, and the other numbers."""
        others = {
            name: q[aligned_at(place, q.shape)] if isinstance(q, np.ndarray) else q
            for name, q in self.numbers.items()
        }
        return super().taken(place, arrays) | others


@final
@dataclass(frozen=True)
class Moved(Operation):
    """A number that is put at another place, and stays as it is.

    Example:
        >>> first = Moved(Formula("x, in another shape", ""), "x", lambda place, _: {"x": (0, 0)})
        >>> first.origin((3,), {"x": np.ones((1, 1))})
        Origin(letter='x', place=(0, 0))
    """

    rule: Formula
    letter: str
    places: Places

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The one entry."""
        return dict(self.places(place, shapes))

    def origin(self, place: Place, arrays: Named) -> Origin:
        """That entry."""
        return only_entry(self.letter, self.places(place, shapes_of(arrays))[self.letter])


@final
@dataclass(frozen=True)
class Largest(Operation):
    """The largest of the numbers at `places`, the first of several.

    Example:
        >>> most = Largest("x", lambda place, shapes: {"x": (place[0], np.array([0, 2]))})
        >>> most.origin((1,), {"x": np.array([[9.0, 9.0, 9.0], [5.0, 7.0, 6.0]])})
        Origin(letter='x', place=(1, 2))
    """

    letter: str
    places: Places
    """Finds the numbers, by index arrays."""

    @property
    def formula(self) -> Formula:
        """The largest of a patch."""
        latex = rf"\max \operatorname{{patch}}\left( {symbol(self.letter)} \right)"
        return Formula(f"max of patch({self.letter})", latex)

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """All of them."""
        return dict(self.places(place, shapes))

    def origin(self, place: Place, arrays: Named) -> Origin:
        """The place of the largest."""
        where = self.places(place, shapes_of(arrays))[self.letter]
        return only_entry(self.letter, where, int(np.argmax(arrays[self.letter][where])))


@final
@dataclass(frozen=True)
class Rowwise(Operation):
    """A formula in which all entries of a row take part, such as a softmax.

    A row is what lies along the last axis; there may be any number of axes in front of it.

    Example:
        >>> mean = {"mean": np.ones(())}
        >>> rule, entry = Formula("x - mean of x", ""), Formula("x - mean", "")
        >>> centered = Rowwise(rule, ("x",), entry, lambda x: {"mean": x.mean()}, steps={})
        >>> centered.taken((0, 1), {"x": np.array([[1.0, 3.0]])})
        {'x': np.float64(3.0), 'mean': np.float64(2.0)}
    """

    rule: Formula
    letters: Sequence[str]

    entry: Formula
    """One entry, in terms of the letters and of what is computed on the way."""

    parts: Callable[..., Named]
    """Computes that, by name, from a row of each array."""

    steps: Mapping[str, Operation]
    """How each of it that deserves a line comes about."""

    @property
    def formula(self) -> Formula:
        """The rule."""
        return self.rule

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The whole row of all; of a vector, all of it."""
        axes = {letter: len(shapes.get(letter, place)) for letter in self.letters}
        return {q: (*aligned_front(place, n), ALL) for q, n in axes.items()}

    def row(self, place: Place, arrays: Named) -> dict[str, Array]:
        """The row of each array that has this place in it, and what is computed from them."""
        rows = [arrays[q][aligned_front(place, arrays[q].ndim)] for q in self.letters]
        return dict(zip(self.letters, rows, strict=True)) | dict(self.parts(*rows))

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """The entries at this place of the row, and what the whole row shares."""
        row = self.row(place, arrays)
        return {name: q[place[-1]] if np.ndim(q) else q for name, q in row.items()}


def aligned_front(place: Place, axes: int) -> Place:
    """The numbers of a place but its last, cut from the left to fit an array of `axes` axes."""
    front = place[:-1]
    return front[len(front) - (axes - 1) :]


@final
@dataclass(frozen=True)
class Beside(Operation):
    """Arrays side by side, as the blocks of one.

    Example:
        >>> both = Beside(("dz_i", "dz_f"), size=3)
        >>> both.origin((0, 4), {"dz_i": np.ones((1, 3)), "dz_f": np.ones((1, 3))})
        Origin(letter='dz_f', place=(0, 1))
    """

    letters: Sequence[str]
    size: int
    """The columns of each."""

    @property
    def formula(self) -> Formula:
        """All of them in brackets."""
        latex = r" \; ".join(map(symbol, self.letters))
        return Formula(f"[{' '.join(self.letters)}]", f"[{latex}]")

    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """The one entry, and none of the others."""
        none: dict[str, Where] = {letter: (slice(0, 0),) for letter in self.letters}
        return none | {self.letters[place[-1] // self.size]: (*place[:-1], place[-1] % self.size)}

    def origin(self, place: Place, arrays: Named) -> Origin:
        """That entry."""
        return Origin(self.letters[place[-1] // self.size], (*place[:-1], place[-1] % self.size))
