"""A draft: the layers of another library's network as layers of ours, with their arrays.

    draft.dense(W, b)      x W + b
    draft.activate("relu")
    draft.scale(mean, deviation)

Every library's reader fills one, from the input to the output. Its methods also know what libraries
that keep the channels of an image in front (PyTorch, ONNX) do otherwise: see `flatten`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import prod
from typing import Any, NamedTuple, NoReturn, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Indices, Named, Shape
from edunn.catalogue import find
from edunn.errors import ArchitectureError, EduNNError, ShapeError
from edunn.layers import Layer
from edunn.layers.windows import Edges

Numbers = npt.NDArray[Any]
"""An array as the other library keeps it, of any dtype."""


class Part(NamedTuple):
    """A layer with its numbers."""

    layer: Layer
    parameters: Named
    statistics: Named


@final
@dataclass
class Draft:
    """A network in the making.

    Args:
        shape: the shape of one row behind the last layer, as far as it is known.
        channels_first: whether the source keeps an image as (channels, rows, columns).

    Example:
        >>> draft = Draft()
        >>> draft.dense(np.ones((4, 2)), np.zeros(2))
        >>> draft.activate("relu")
        >>> draft.input_shape, draft.shape, len(draft.parts)
        ((4,), (2,), 2)
    """

    shape: Shape | None = None
    channels_first: bool = False
    parts: list[Part] = field(default_factory=list)
    order: Indices | None = None
    """Behind a flattened image: for each of our numbers, its place in the source's row."""

    is_open: bool = False
    """Whether a bias may still follow: the last layer is dense, and had none."""

    edges: Edges | None = None
    """Zeros that the source has put around an image, for a convolution to take in."""

    are_words: bool = False
    """Whether the source has rounded its numbers to whole ones, as an embedding takes them."""

    are_logarithms: bool = False
    """Whether the source takes the logarithm of a softmax at this place, its end."""

    def __post_init__(self) -> None:
        self.input_shape = self.shape

    def add(
        self, name: str, parameters: Named | None = None, statistics: Named | None = None, **of: Any
    ) -> None:
        """The layer of the catalogue with this name and these settings, and its arrays."""
        if self.are_logarithms:
            refuse("a layer behind log-softmax. EduNN has it at the end of a network only.")
        self.is_open = False
        layer: Layer = find("layer", name, **of)
        if self.are_words and not layer.takes_words:
            refuse("it rounds numbers to whole ones, which only an embedding takes.")
        if self.edges is not None:
            refuse("it stands behind added zeros, which only a convolution takes in.")
        self.are_words = False
        if self.shape is not None:
            self.shape = layer.output_shape(self.shape)
        self.parts.append(Part(layer, parameters or {}, statistics or {}))

    def expect(self, inputs: int) -> None:
        """What comes next takes rows of so many numbers; the input does, if no shape is known.

        Raises:
            ShapeError: they have another length.
        """
        if self.shape is None:
            self.input_shape = self.shape = (inputs,)
        if self.shape[-1] != inputs:
            raise ShapeError(
                f"it takes {inputs} numbers, but the layer in front of it gives {self.shape}."
            )

    def dense(self, W: Numbers, b: Numbers | None) -> None:
        """A dense layer, `x W + b`; without a bias b is 0, and from then on it is learned."""
        self.expect(len(W))
        rows, self.order = self._ours(W), None
        bias = np.zeros(W.shape[1], W.dtype) if b is None else b.reshape(-1)
        self.add("dense", {"W": rows, "b": bias}, units=W.shape[1])

    def activate(self, name: str, **settings: Any) -> None:
        """An activation by its name; the identity needs no layer."""
        function = find("activation", name, **settings)
        if not function.is_linear:
            self.add("activation", function=function)

    def scale(self, shift: Numbers, scale: Numbers, name: str = "standardize") -> None:
        """A scaling layer, `(x - shift) / scale`, with a number for each column.

        Raises:
            ArchitectureError: a scale of 0, or one that is not finite.
        """
        shift, scale = np.broadcast_arrays(*map(np.float64, (shift, scale)))
        if not np.isfinite([shift, scale]).all() or not scale.all():
            refuse("it scales a column by 0 or by infinity, so nothing is left.")
        if self.shape is None:
            self.expect(shift.size)
        numbers = {"shift": shift, "scale": scale}
        whole = {key: np.broadcast_to(q, self.shape or ()) for key, q in numbers.items()}
        self.add(name, statistics={key: self._ours(q) for key, q in whole.items()})

    def rescale(self, shift: Numbers, scale: Numbers) -> None:
        """`(x - shift) / scale`, taken together with a scaling right in front of it."""
        last = self.parts[-1] if self.parts else None
        if last is None or not last.layer.is_scaling:
            self.scale(shift, scale)
            return
        first, factor = (last.statistics[key] for key in ("shift", "scale"))
        self.parts.pop()
        self.scale(first + shift * factor, factor * scale)

    def batch_norm(
        self,
        learned: tuple[Numbers | None, Numbers | None],
        moving: tuple[Numbers, Numbers],
        **settings: float,
    ) -> None:
        """Batch normalization, given gamma and beta (None: 1 and 0), moving mean and variance."""
        mean, variance = map(self._column, moving)
        statistics = {"moving_mean": mean, "moving_variance": variance}
        self.add("batch_norm", self._stretching(learned, mean), statistics, **settings)

    def layer_norm(
        self, learned: tuple[Numbers | None, Numbers | None], columns: int, epsilon: float
    ) -> None:
        """Layer normalization over the last axis of so many numbers."""
        self.expect(columns)
        like = np.ones(columns, np.float32)
        self.add("layer_norm", self._stretching(learned, like), epsilon=epsilon)

    def flatten(self) -> None:
        """All numbers in one row, in our order; the layer that follows is arranged accordingly.

        A library with the channels in front flattens one feature map after the other, we flatten
        pixel by pixel: the same numbers in another order.
        """
        if self.shape is None or len(self.shape) == 1:
            return
        if self.channels_first and len(self.shape) == 3:
            H, V, C = self.shape
            order = np.arange(prod(self.shape)).reshape(C, H, V)
            self.order = order.transpose(1, 2, 0).ravel()
        self.add("flatten")

    def refuse_order(self) -> None:
        """Refuse to end where only a layer that follows could put the numbers in our order."""
        if self.order is not None and (np.diff(self.order) != 1).any():
            refuse(
                "the network ends with a flattened image, channel by channel; here it would be "
                "pixel by pixel. Leave the flatten at its end out."
            )

    def _stretching(
        self, learned: tuple[Numbers | None, Numbers | None], like: Numbers
    ) -> dict[str, Numbers]:
        """Gamma and beta, which are 1 and 0 where the source has none."""
        gamma, beta = learned
        return {
            "gamma": np.ones_like(like) if gamma is None else self._column(gamma),
            "beta": np.zeros_like(like) if beta is None else self._column(beta),
        }

    def _column(self, numbers: Numbers) -> Numbers:
        """An array with a number for each column, in our order."""
        self.expect(len(numbers))
        return self._ours(numbers)

    def _ours(self, rows: Numbers) -> Numbers:
        return rows if self.order is None else rows[self.order]


@contextmanager
def at(place: str) -> Iterator[None]:
    """Put the place in the source in front of an error: "layer 3, nn.Linear: ..."."""
    try:
        yield
    except EduNNError as error:
        raise ArchitectureError(f"{place}: {error}") from None


def refuse(why: str) -> NoReturn:
    """Refuse what EduNN cannot hold; `at` adds where it is.

    Raises:
        ArchitectureError: always.
    """
    raise ArchitectureError(why)


def require_settings(given: Mapping[str, Any], held: Mapping[str, Sequence[Any]]) -> None:
    """Refuse a setting whose value is none of those that EduNN has.

    Args:
        given: each setting with its value.
        held: each setting with the values that are possible.

    Raises:
        ArchitectureError: the setting, what it is, and what it may be.

    Example:
        >>> require_settings({"groups": 2}, {"groups": [1]})
        Traceback (most recent call last):
        edunn.errors.ArchitectureError: EduNN has no groups=2, only groups=1.
    """
    for name, values in held.items():
        if name in given and given[name] not in values:
            known = " or ".join(f"{name}={value!r}" for value in values)
            refuse(f"EduNN has no {name}={given[name]!r}, only {known}.")


def require_attributes(layer: Any, held: Mapping[str, Sequence[Any]]) -> None:
    """The same for a layer that has its settings as attributes.

    Example:
        >>> require_attributes(np.ones(2), {"ndim": [1], "unknown": [0]})
    """
    given = {name: getattr(layer, name, values[0]) for name, values in held.items()}
    require_settings(given, held)
