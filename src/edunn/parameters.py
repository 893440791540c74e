"""One vector holds everything that a network learns.

The vector is called theta. A layer does not own its weights: it is handed *views* of theta, arrays
with names and shapes that share theta's memory. So "all parameters" is one array for an optimizer,
one row of a matrix for evolution, one tensor in a file; and still `W` and `b` for a reader.

    theta = [ W of layer 1, row by row | b of layer 1 | W of layer 2 ... ]

A population is a matrix `(P, n)`, one theta a row; the same views then have `P` in front.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Shape
from edunn.errors import DataError, ShapeError


class Place(NamedTuple):
    """Where one named array lies inside theta."""

    layer: int
    name: str
    shape: Shape
    where: slice


class Viewed(NamedTuple):
    """A vector of theta's size, and the named views of it."""

    vector: Array
    views: list[dict[str, Array]]


@final
@dataclass(frozen=True)
class Layout:
    """The map between names and places in theta.

    Args:
        shapes: for every layer, the shape of each of its parameters by name, in theta's order.

    Example:
        >>> import numpy as np
        >>> layout = Layout([{"W": (2, 3), "b": (3,)}])
        >>> layout.size
        9
        >>> layout.views(np.arange(9.0))[0]["W"]
        array([[0., 1., 2.],
               [3., 4., 5.]])
    """

    shapes: Sequence[Mapping[str, Shape]]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every parameter's place, in theta's order."""
        return tuple(self._walk())

    @cached_property
    def size(self) -> int:
        """How many numbers theta has: `n`."""
        return self.places[-1].where.stop if self.places else 0

    @cached_property
    def neurons(self) -> npt.NDArray[np.intp]:
        """For each number of theta the neuron it belongs to, `(n,)`.

        A neuron is one output of a layer (the last axis of its parameters): its column of W, its b.
        """
        neurons = np.empty(self.size, dtype=np.intp)
        first = {0: 0}
        for layer, _, shape, where in self.places:
            start = first.setdefault(layer, max(first.values()))
            neurons[where] = start + np.arange(prod(shape)) % shape[-1]
            first[layer + 1] = start + shape[-1]
        return neurons

    @cached_property
    def matrices(self) -> npt.NDArray[np.intp]:
        """The shape of each layer's numbers as one matrix, its b being the last row, `(L, 2)`."""
        sizes: dict[int, list[int]] = {}
        for layer, _, shape, _ in self.places:
            matrix = sizes.setdefault(layer, [0, shape[-1]])
            matrix[0] += prod(shape) // shape[-1]
        return np.array(list(sizes.values()), dtype=np.intp).reshape(-1, 2)

    def checked(self, vector: Any, dtype: str) -> Array:
        """A copy of the vector as a theta: `n` finite numbers, `(n,)`.

        Raises:
            ShapeError: it has another shape.
            DataError: it holds something else than finite numbers.
        """
        try:
            with np.errstate(over="ignore"):  # too large for float32 is told below
                theta: Array = np.array(vector, dtype=dtype)
        except (TypeError, ValueError) as error:
            raise DataError(
                f"theta must be a vector of numbers, but NumPy says: {error}. "
                "Try model.theta = [0.0, ...], one number for each parameter."
            ) from None
        if theta.shape != (self.size,):
            raise ShapeError(
                f"theta is {theta.shape} but this network's is {(self.size,)}. "
                "Use a theta from a network with the same layers."
            )
        if not np.isfinite(theta).all():
            raise DataError(
                f"theta has NaN or infinity in {dtype}: expected finite numbers. "
                "Look for the place with np.isfinite(theta)."
            )
        return theta

    def views(self, theta: Array) -> list[dict[str, Array]]:
        """See theta as one dict of named arrays a layer; nothing is copied.

        theta: `(n,)` or `(P, n)`; a parameter of shape `s` is seen as `s` or `(P, *s)`. A
        population written in short (`edunn.evolution.low_rank`) has views of its own.

        Raises:
            ShapeError: theta's last axis is not `n`.
        """
        if theta.shape[-1] != self.size:
            raise ShapeError(
                f"theta has {theta.shape[-1]} numbers but this network has {self.size}. "
                "Use a theta from a network with the same layers."
            )
        if not isinstance(theta, np.ndarray):
            own: list[dict[str, Array]] = theta.views(self)
            return own
        front = theta.shape[:-1]
        views: list[dict[str, Array]] = [{} for _ in self.shapes]
        for layer, name, shape, where in self.places:
            views[layer][name] = theta[..., where].reshape(front + shape)
        return views

    def viewed(self, vector: Array) -> Viewed:
        """The vector together with its views, for one that is written to again and again."""
        return Viewed(vector, self.views(vector))

    def _walk(self) -> Iterator[Place]:
        start = 0
        for layer, shapes in enumerate(self.shapes):
            for name, shape in shapes.items():
                stop = start + prod(shape)
                yield Place(layer, name, shape, slice(start, stop))
                start = stop
