"""Chain: what layers that own a chain of other layers have in common.

The parameters of the chain's layers, their statistics and what they keep in the cache have the
number of the layer in front, counted from 0: "0.W", "0.b", "2.W".
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from edunn.arrays import Array, Named, Shape
from edunn.errors import ArchitectureError, ShapeError
from edunn.layers.base import Cache, Layer, LayerState
from edunn.layers.parts import Thing, joined, of_part
from edunn.messages import Message, in_short


class Inner(NamedTuple):
    """A layer of the chain, and the shape of one row before it."""

    number: int
    layer: Layer
    shape: Shape


@dataclass(frozen=True)
class Chain(Layer):
    """The common part: the layers, their shapes, and the way forward through them."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        kind, given = type(self).__name__, self.layers
        if not isinstance(given, (tuple, list)) or not given:
            shown = in_short(given)
            raise ArchitectureError(
                Message("layer.no_chain", kind=kind, name=kind.lower(), given=shown)
            )
        for layer in given:
            if not isinstance(layer, Layer) or layer.is_scaling or layer.takes_words:
                raise ArchitectureError(
                    Message("layer.not_in_chain", kind=kind, given=in_short(layer))
                )
        object.__setattr__(self, "layers", tuple(given))

    @property
    def is_constant(self) -> bool:
        """Whether all layers of the chain are."""
        return all(layer.is_constant for layer in self.layers)

    def title(self, name: Callable[[object], str]) -> str:
        """Name and chain: `residual (conv 8 3x3, relu)`."""
        return f"{name(self)} ({', '.join(layer.title(name) for layer in self.layers)})"

    def widest_output(self, shape: Shape) -> int:
        """That of its widest layer."""
        return max(it.layer.widest_output(it.shape) for it in self._chain(shape))

    def initial_statistics(self, shape: Shape) -> Named:
        """Those of the layers."""
        return self._named(shape, lambda it: it.layer.initial_statistics(it.shape))

    def through(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """What the chain makes of x, and the caches of its layers with the output of each."""
        y, cache = x, Cache()
        for k, layer, shape in self._chain(state.shape):
            own = state._replace(statistics=of_part(state.statistics, k), shape=shape)
            y, kept = layer.forward(y, of_part(p, k), own)
            cache |= joined([(k, kept | {"y": y})])
        return y, cache

    def _chain(self, shape: Shape) -> Iterator[Inner]:
        """The layers, each with the shape before it.

        Raises:
            ShapeError: one of them does not take what comes out of the one below.
        """
        for k, layer in enumerate(self.layers):
            yield Inner(k, layer, shape)
            shape = self._after(Inner(k, layer, shape))

    def _end(self, shape: Shape) -> Shape:
        """The shape behind the last layer."""
        *_, last = self._chain(shape)
        return self._after(last)

    def _after(self, inner: Inner) -> Shape:
        try:
            return inner.layer.output_shape(inner.shape)
        except ShapeError as error:
            kind, number, reason = type(self).__name__, inner.number + 1, error.args[0]
            raise ShapeError(
                Message("layer.in_chain", kind=kind, layer=number, reason=reason)
            ) from None

    def _named(self, shape: Shape, of: Callable[[Inner], Mapping[str, Thing]]) -> dict[str, Thing]:
        """What each layer has by name, with its number in front."""
        return joined((it.number, of(it)) for it in self._chain(shape))
