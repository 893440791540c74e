"""All parameters of a network are one vector, theta.

    theta = [ W of layer 1, row by row | b of layer 1 | W of layer 2 ... ]

A layer does not own its weights: it gets *views* of theta, arrays with names and shapes that share
theta's memory. So "all parameters" is one array for an optimizer, one row of a matrix for
evolution, one tensor in a file; and still `W` and `b` for a reader. In a population `(P, n)`, one
theta in each row, the same views have `P` in front.

A layer that consists of parts puts the name of the part in front: `attention.W`, `attention.b`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import prod
from typing import Any, NamedTuple, final

import numpy as np

from edunn.arrays import Array, Indices, Shape, as_numbers
from edunn.errors import DataError, ShapeError, UnknownNameError

TRANSPOSED = (
    ", which is its transpose: weights are (inputs, outputs) here and in Keras, but (outputs, "
    "inputs) in PyTorch. Pass the values' .T."
)


class Place(NamedTuple):
    """The position of one parameter in theta."""

    layer: int
    name: str
    shape: Shape
    where: slice

    @property
    def part(self) -> tuple[int, str]:
        """The layer, and the part of it that owns the parameter: "attention" of "attention.W"."""
        return self.layer, self.name.rpartition(".")[0]

    @property
    def role(self) -> str:
        """The last part of the name, such as "W": what the parameter is within its part."""
        return self.name.rpartition(".")[2]

    def checked(self, values: Any, dtype: str) -> Array:
        """Values for this parameter: finite numbers of its very shape.

        Raises:
            ShapeError: they have another shape; nothing is broadcast.
            DataError: they are something else than finite numbers.

        Example:
            >>> Place(0, "W1", (2, 3), slice(0, 6)).checked(np.ones((3, 2)), "float64")
            Traceback (most recent call last):
            edunn.errors.ShapeError: W1 is (2, 3), but the values are (3, 2), which is its \
transpose: weights are (inputs, outputs) here and in Keras, but (outputs, inputs) in PyTorch. Pass \
the values' .T.
        """
        numbers = as_numbers(values, dtype, self.name)
        if numbers.shape != self.shape:
            is_transpose = numbers.ndim == 2 and numbers.shape == self.shape[::-1]
            hint = TRANSPOSED if is_transpose else f". Pass an array of shape {self.shape}."
            shapes = f"{self.name} is {self.shape}, but the values are {numbers.shape}"
            raise ShapeError(shapes + hint)
        if not np.isfinite(numbers).all():
            raise DataError(f"{self.name} has NaN or infinity in it: expected finite numbers.")
        return numbers


@final
class LayerParameters(dict[str, Array]):
    """A layer's parameters by name. One that it does not have is refused with those that there are.

    Example:
        >>> LayerParameters({}, 1, ["W1", "b1"])["W"]
        Traceback (most recent call last):
        edunn.errors.UnknownNameError: parameters[1] has no 'W': that layer has none. All layers \
are counted there, activations and scaling too; by name the parameters are: W1, b1.
    """

    def __init__(self, own: Mapping[str, Array], layer: int, names: Sequence[str]) -> None:
        super().__init__(own)
        self.layer, self.names = layer, names

    def __missing__(self, name: str) -> Array:
        raise UnknownNameError(
            f"parameters[{self.layer}] has no {name!r}: that layer has {', '.join(self) or 'none'}."
            " All layers are counted there, activations and scaling too; by name the parameters "
            f"are: {', '.join(self.names)}."
        )


class Viewed(NamedTuple):
    """A vector of the size of theta, and the named views of it."""

    vector: Array
    views: list[dict[str, Array]]


@final
@dataclass(frozen=True)
class Layout:
    """The map between the names of parameters and their positions in theta.

    Args:
        shapes: for every layer, the shape of each of its parameters by name, in the order of theta.

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
        """The position of every parameter, in the order of theta."""
        return tuple(self._walk())

    @cached_property
    def size(self) -> int:
        """The number of parameters, `n`."""
        return self.places[-1].where.stop if self.places else 0

    @cached_property
    def neurons(self) -> Indices:
        """The number of the neuron that each number of theta belongs to, `(n,)`.

        A neuron is one output of a layer (the last axis of its parameters): its column of W, its b.
        """
        neurons, total = np.empty(self.size, dtype=np.intp), 0
        for _, places in self.parts:
            for place in places:
                neurons[place.where] = total + np.arange(prod(place.shape)) % place.shape[-1]
            total += places[0].shape[-1]
        return neurons

    @cached_property
    def matrices(self) -> Indices:
        """The shape of each part's numbers as one matrix, its b being the last row, `(L, 2)`."""
        shapes = [[place.shape for place in places] for _, places in self.parts]
        sizes = [[sum(prod(s) // s[-1] for s in own), own[0][-1]] for own in shapes]
        return np.array(sizes, dtype=np.intp).reshape(-1, 2)

    @cached_property
    def parts(self) -> list[tuple[tuple[int, str], list[Place]]]:
        """The parameters of each layer, or of each part of a layer, in the order of theta."""
        return [(part, list(own)) for part, own in groupby(self.places, key=lambda at: at.part)]

    def checked(self, vector: Any, dtype: str) -> Array:
        """A copy of the vector as a theta: `n` finite numbers, `(n,)`.

        Raises:
            ShapeError: it has another shape.
            DataError: it holds something else than finite numbers.
        """
        theta = as_numbers(vector, dtype, "theta", "data.no_theta").copy()
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
        """A dict of named views of theta for each layer; nothing is copied.

        Args:
            theta: `(n,)` or `(P, n)`; a parameter of shape `s` has a view of shape `s` or
                `(P, *s)`. A low-rank population (`edunn.evolution.low_rank`) makes its own.

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
        """A vector with its views, for one that is written to again and again."""
        return Viewed(vector, self.views(vector))

    def _walk(self) -> Iterator[Place]:
        start = 0
        for layer, shapes in enumerate(self.shapes):
            for name, shape in shapes.items():
                stop = start + prod(shape)
                yield Place(layer, name, shape, slice(start, stop))
                start = stop
