"""A comparison: one thing that EduNN and a peer both compute, and how far apart the results are.

The distance of two numbers a and b is told in two ways:

    difference   |a - b| / max(1, |a|)           what a training feels
    relative     |a - b| / max(|a|, |b|)         how many digits agree, also of tiny numbers
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array

DTYPES = ("float64", "float32")

ROUNDINGS = 16
"""So many times the distance from 1 to the next number is still called rounding."""

MANY = 10_000
"""So many times that distance apart, numbers of any size have lost digits."""

Notes = Mapping[tuple[str, ...], str]
"""Why results differ, by the beginning of a comparison's key: entry, peer, what was compared."""


class Results(NamedTuple):
    """What both computed of the same inputs, in one dtype."""

    ours: Array
    theirs: Array
    where: Callable[[int], str] = str
    """The inputs at a place of the flat arrays, in words."""
    exact: Callable[[int], Any] | None = None
    """The exact result at such a place, as a number of mpmath."""


class Comparison(NamedTuple):
    """One thing that EduNN and a peer both compute."""

    entry: str
    peer: str
    of: str
    """What was compared: "value", "gradient", "100 steps"."""
    results: Callable[[str], Results]
    """Compute both, by dtype."""
    dtypes: Sequence[str] = DTYPES
    roundings: int = ROUNDINGS
    """So many roundings of a number of size 1 explain a difference."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.entry, self.peer, self.of


class Difference(NamedTuple):
    """How far apart two arrays are, and where in the flat arrays the most."""

    largest: float
    relative: float
    place: int
    relative_place: int


class Measured(NamedTuple):
    """A comparison with its results and differences by dtype."""

    comparison: Comparison
    results: dict[str, Results]
    differences: dict[str, Difference]

    @property
    def is_far(self) -> bool:
        """Whether the exact result is worth a look: the difference, or digits of a tiny number."""
        dtype, found = next(iter(self.differences.items()))
        return not self.is_rounding or found.relative > MANY * float(np.finfo(dtype).eps)

    @property
    def is_rounding(self) -> bool:
        """Whether a few roundings explain all differences, so that nothing else needs to."""
        return all(
            found.largest <= self.comparison.roundings * np.finfo(dtype).eps
            for dtype, found in self.differences.items()
        )


def dtypes(peer: str) -> tuple[str, ...]:
    """What a peer counts in; Keras' NumPy backend makes float32 of everything."""
    return ("float32",) if peer == "Keras" else DTYPES


def measure(comparison: Comparison) -> Measured:
    """Compute both, in every dtype that both have."""
    with np.errstate(all="ignore"):  # the peers overflow where EduNN does not
        results = {dtype: comparison.results(dtype) for dtype in comparison.dtypes}
    apart = {dtype: difference(found.ours, found.theirs) for dtype, found in results.items()}
    return Measured(comparison, results, apart)


def note_of(notes: Notes, key: tuple[str, ...]) -> str:
    """The note of a comparison: the one that names the most of its key.

    Example:
        >>> note_of({("adam",): "a", ("adam", "Keras"): "b"}, ("adam", "Keras", "value"))
        'b'
    """
    beginnings = (key[:length] for length in range(len(key), 0, -1))
    return next((notes[each] for each in beginnings if each in notes), "")


def derived(page: str, heading: str) -> str:
    """A link to the derivation of a formula.

    Example:
        >>> derived("activations", "GELU")
        '([derivation](derivations/activations.md#gelu))'
    """
    anchor = heading.lower().replace(",", "").replace(" ", "-")
    return f"([derivation](derivations/{page}.md#{anchor}))"


def difference(ours: Array, theirs: Array) -> Difference:
    """How far apart two arrays are; equal infinities, and NaN in both, are no difference.

    Example:
        >>> difference(np.array([1.0, 4.0]), np.array([1.0, 5.0]))[:2]
        (0.25, 0.2)
    """
    a, b = (np.asarray(q, np.float64).ravel() for q in (ours, theirs))
    with np.errstate(all="ignore"):
        apart = np.where((a == b) | (np.isnan(a) & np.isnan(b)), 0.0, np.abs(a - b))
        sizes = np.maximum(1.0, np.abs(a)), np.maximum(np.abs(a), np.abs(b))
        scaled, relative = (np.where(apart == 0, 0.0, apart / size) for size in sizes)
    # a number where the other has none is infinitely far from it
    scaled, relative = (np.where(np.isnan(q), np.inf, q) for q in (scaled, relative))
    place, relative_place = int(scaled.argmax()), int(relative.argmax())
    return Difference(float(scaled[place]), float(relative[relative_place]), place, relative_place)
