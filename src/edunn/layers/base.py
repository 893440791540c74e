"""A layer is a differentiable function of rows, with parameters of its own.

    forward    y = f(x; p)                                     and a cache of what backward needs
    backward   dp = dL/dp,  dx = dL/dx,  given dy = dL/dy      by the chain rule

The contract of the family. A layer is a frozen dataclass of hyperparameters and holds no arrays;
numbers are arguments and results:

- `forward(x, p, state)` returns the output `y` and a cache: arrays by name, for the backward pass
  and for a reader to look at.
- Backward there are two methods. `parameter_gradients(dy, cache, p, dp)` writes dL/dW and the like
  into the views `dp`. `input_gradient(dy, cache, p)` returns `dx`, which is the `dy` of the layer
  below. For the lowest layer with parameters only the first is called, as its `dx` has no use.

`p` and `dp` are views of theta and of its gradient, by name (`p["W"]`); all else that a layer may
need is in its `LayerState`. Axes are counted from the end: rows of inputs are `(..., B, I)`, images
`(..., B, H, V, C)`, sequences `(..., B, T, I)`; and with a population of thetas, `(P, n)`, every
parameter and every output has `P` in front.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np

from edunn.activations import NAMES, ActivationFunction
from edunn.arrays import Array, Named, Shape
from edunn.guards import require_object
from edunn.habits import LAYER, refuse_foreign
from edunn.initializers import Initializer
from edunn.operations import LayerSteps
from edunn.regularizers import Regularizer

Cache = dict[str, Array]
"""Arrays by name that `forward` keeps for the backward pass."""


class LayerState(NamedTuple):
    """All that a layer may depend on besides its input and its parameters.

    Example:
        >>> LayerState(random=np.random.default_rng(0)).statistics
        mappingproxy({})
    """

    statistics: Named = MappingProxyType({})
    """Numbers that are measured instead of learned, such as the mean of a column."""

    random: np.random.Generator | None = None
    """The generator of random numbers, such as dropout masks; None in prediction."""

    is_training: bool = False
    """Whether this is a step of training; in prediction dropout is off."""

    shape: Shape = ()
    """The shape of one row of `x`, without the axes of the rows and of a population."""


@dataclass(frozen=True)
class Layer(ABC):
    """The contract of every layer, as in the docstring of the module.

    The methods for parameters and statistics do nothing here, for layers that have none.
    """

    is_dense: ClassVar[bool] = False
    """Whether it is a weighted sum of all inputs for each of its units: `x W + b`."""

    is_scaling: ClassVar[bool] = False
    """Whether it only moves and stretches each column of its input."""

    is_random: ClassVar[bool] = False
    """Whether it draws random numbers in training."""

    takes_words: ClassVar[bool] = False
    """Whether its input are whole numbers that stand for words, which have no gradient."""

    is_choosy: ClassVar[bool] = False
    """Whether it refuses some rows of finite numbers where it is the first: see `require_rows`."""

    letter: ClassVar[str] = "y"
    """The letter of the output in a trace, where each layer has a number: `z1`."""

    if not TYPE_CHECKING:  # a type checker knows the fields

        def __new__(cls, *arguments: Any, **settings: Any) -> "Layer":
            """Answer words of other libraries before `__init__` refuses them."""
            behind = (it for it in arguments[1:] if isinstance(it, str) and it in NAMES)
            named = [("activation", it) for it in behind]
            own = cls.__dataclass_fields__
            given = [*named, *settings.items()]
            refuse_foreign(LAYER, {name: it for name, it in given if name not in own})
            return super().__new__(cls)

    regularizer: Regularizer | None = field(default=None, kw_only=True)
    """The penalty on its weights: all parameters named W, or ending in `.W`."""

    def __post_init__(self) -> None:
        if self.regularizer is not None:
            require_object("regularizer", self.regularizer, Regularizer, "L2(0.01)")

    @property
    def as_activation(self) -> ActivationFunction | None:
        """The activation function that it is, if it is nothing else; None for all other layers."""
        return None

    @property
    def runs_statistics(self) -> bool:
        """Whether its statistics change with every mini-batch, if it is a layer with `updated`."""
        return True

    @property
    def is_constant(self) -> bool:
        """Whether it makes the same of a row in every step, as long as its parameters stay."""
        measures = type(self).updated is not Layer.updated and self.runs_statistics
        return not (self.is_random or measures)

    def widest_output(self, shape: Shape) -> int:
        """The numbers in the widest array that it makes of one row of that shape."""
        return prod(self.output_shape(shape))

    def regularizer_of(self, parameter: str) -> Regularizer | None:
        """The penalty on the weights of one of its parts, by their name: "query.W"."""
        return self.regularizer

    def title(self, name: Callable[[object], str]) -> str:
        """The line in a summary, such as `dense 2`; `name` gives names of the catalogue."""
        return name(self)

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of one row of `y`, given the shape of one row of `x`."""
        return shape

    def require_rows(self, x: Array, given: Any) -> None:
        """Refuse rows of inputs, `(B, *shape)`, that the layer cannot take where it is the first.

        Args:
            x: the rows, as floats.
            given: the same as they came: a list, an array ...

        Raises:
            DataError: which row it is, and why.
        """
        return

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """The shape of each parameter, given the shape of one row of `x`."""
        return {}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """The initial value of each parameter."""
        return {}

    def initial_statistics(self, shape: Shape) -> Named:
        """The statistics before anything is measured."""
        return {}

    def measured(self, x: Array, statistics: Named) -> Named:
        """The statistics of the whole training set, measured before the first training."""
        return statistics

    def updated(self, statistics: Named, cache: Cache) -> Named:
        """The statistics after one mini-batch of training."""
        return statistics

    @abstractmethod
    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The output `y`, and the cache."""

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """Write the gradient of each parameter into `dp`."""
        return

    @abstractmethod
    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`, of the shape of the input."""

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """How `y`, the gradients (`dW`) and `dx` come about, by letter, for a trace.

        The letters are `x`, `y`, `dy`, and the names in `p`, in the statistics and in `cache`. What
        a layer leaves out is traced without its derivation. An array on the way to `y` may have a
        step of its own, in front of it: one of the cache, or one that `LayerStep.array` holds.

        Args:
            cache: what `forward` kept, and besides it all of these arrays by their letters.
        """
        return {}


def require_initializers(layer: Any) -> None:
    """Require objects as the initializers of a layer; names are for the short form.

    Raises:
        SettingError: one is something else.
    """
    for own in fields(layer):
        if own.name.endswith("initializer"):
            value = getattr(layer, own.name)
            require_object(own.name, value, Initializer, "HeNormal()")
