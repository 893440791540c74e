"""The contract of an operation, and the step of a layer that it belongs to."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias, final

import numpy as np

from edunn.arrays import Array, Indices, Named, Shape
from edunn.formulas import Formula

Kind: TypeAlias = Literal[
    "example",
    "scaling",
    "weighted_sum",
    "convolution",
    "max_pooling",
    "average_pooling",
    "rearranging",
    "statistic",
    "centering",
    "normalization",
    "stretching",
    "embedding",
    "encoding",
    "residual",
    "attention_scores",
    "attention_weights",
    "attention_mean",
    "before",
    "recurrent_sum",
    "gate",
    "candidate",
    "memory",
    "state",
    "last_state",
    "through_time",
    "activation",
    "softmax",
    "dropout",
    "no_dropout",
    "layer",
    "loss",
    "loss_gradient",
    "weight_gradient",
    "kernel_gradient",
    "bias_gradient",
    "penalty_gradient",
    "weighted_sum_backward",
    "convolution_backward",
    "max_pooling_backward",
    "average_pooling_backward",
    "rearranging_backward",
    "normalization_backward",
    "stretching_backward",
    "embedding_gradient",
    "encoding_backward",
    "residual_backward",
    "attention_backward",
    "chain_rule",
    "softmax_backward",
    "dropout_backward",
    "scaling_backward",
    "layer_backward",
    "gradient",
    "update",
    "result",
]
"""What a step of a training step does. Each has a sentence, `trace.KIND`, in the messages."""

Place: TypeAlias = tuple[int, ...]
"""The place of an entry: `(row, column)`, `(row, i, j, channel)`, `(row, time, unit)`."""

Where: TypeAlias = tuple[int | slice | Indices, ...]
"""Which entries of an array are meant, as NumPy takes it between brackets."""

Places: TypeAlias = Callable[[Place, Mapping[str, Shape]], Mapping[str, Where]]
"""From the place of an entry, and the shapes of all arrays, to the entries that it is made of."""

ALL = slice(None)
"""A whole axis."""


class Origin(NamedTuple):
    """The one entry that a number was taken from.

    Example:
        >>> Origin("x", (0, 2)).letter
        'x'
    """

    letter: str
    place: Place


@dataclass(frozen=True)
class Operation(ABC):
    """How every entry of an array is made of entries of others, all of them letters of a layer."""

    @property
    @abstractmethod
    def formula(self) -> Formula:
        """The right side of the equation."""

    @property
    def in_stable_form(self) -> "Operation":
        """The same with the stable form of its formula."""
        return self

    @property
    def has_rows(self) -> bool:
        """Whether the result has a row for each row of the mini-batch."""
        return True

    @property
    def settings(self) -> dict[str, float]:
        """The numbers in the formula that are the same for every entry."""
        return {}

    @abstractmethod
    def sources(self, place: Place, shapes: Mapping[str, Shape]) -> dict[str, Where]:
        """For each letter, which of its entries the entry at `place` is made of."""

    def taken(self, place: Place, arrays: Named) -> dict[str, Any]:
        """The numbers that the entry at `place` is made of, by letter."""
        sources = self.sources(place, shapes_of(arrays))
        return {letter: arrays[letter][at] for letter, at in sources.items()}

    def origin(self, place: Place, arrays: Named) -> Origin | None:
        """The entry that the number was taken from as it is; None if it was computed."""
        return None


@final
@dataclass(frozen=True)
class LayerStep:
    """How one array of a layer comes about: its output, a gradient, or a number on the way.

    Example:
        >>> from edunn.operations import Sum
        >>> LayerStep("bias_gradient", Sum.of("dy")).operation.formula.text
        'sum of dy over rows'
    """

    kind: Kind
    operation: Operation
    rules: Sequence[Formula] = ()
    """More equations, in the layer's letters."""

    array: Array | None = None
    """The numbers, if they are neither `y`, a gradient, nor in the cache."""

    letters: Mapping[str, str] = field(default_factory=dict)
    """For a layer inside another one: the outer layer's letters, by its own."""

    @property
    def is_backward(self) -> bool:
        """Whether it is a step of the backward pass."""
        return self.kind == "chain_rule" or self.kind.endswith(("_backward", "_gradient"))


LayerSteps: TypeAlias = Mapping[str, LayerStep]
"""By letter, in the order in which they happen: `y`, `dW`, `dx`, and arrays on the way to them."""


def shapes_of(arrays: Named) -> dict[str, Shape]:
    """The shape of each array, by letter."""
    return {letter: q.shape for letter, q in arrays.items()}


def only_entry(letter: str, where: Where, number: int = 0) -> Origin:
    """One of the entries at index arrays, and whole numbers, that go together; the first."""
    index_arrays = np.broadcast_arrays(*(np.asarray(q) for q in where))
    return Origin(letter, tuple(int(q.flat[number]) for q in index_arrays))


def aligned_at(place: Place, shape: Shape) -> Place:
    """The entry of a smaller array that is used at a place of a larger one, as NumPy broadcasts.

    Example:
        >>> aligned_at((3, 1), (2,)), aligned_at((3, 1), (9, 1)), aligned_at((3, 1), ())
        ((1,), (3, 0), ())
    """
    last = place[len(place) - len(shape) :]
    return tuple(at if size > 1 else 0 for at, size in zip(last, shape, strict=True))
