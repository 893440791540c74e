"""A layer takes rows to other rows, and can tell how the loss changes with what it was given.

The contract of the family. A layer is a frozen dataclass of hyperparameters and holds no arrays;
numbers come in and go out as arguments:

- `forward(x, p, state)` gives the output `y` and a cache: what it met, by name, to be shown to a
  reader and handed back to `backward`.
- Backward, given `dy` = dL/dy, a layer answers two questions, each by the chain rule.
  `parameter_gradients(dy, cache, p, dp)`: how does the loss change with my parameters? It writes
  dL/dW and the like into the views `dp`. `input_gradient(dy, cache, p)`: how does it change with
  my input? It returns `dx`, which is the `dy` of the layer below. The lowest layer that learns is
  asked the first question only: nobody needs its `dx`.

`p` and `dp` are views of theta and of its gradient, by name (`p["W"]`). Whatever else a layer may
need is in its `LayerState`. Axes are counted from the end: rows of inputs are `(..., B, I)`, and
with a population of thetas, `(P, n)`, every parameter and every output has `P` in front.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, NamedTuple

import numpy as np

from edunn.arrays import Array, Named, Shape
from edunn.formulas import LayerSteps
from edunn.regularizers import Regularizer

Cache = dict[str, Array]
"""What a layer met in `forward`, by name."""


class LayerState(NamedTuple):
    """What a layer may use besides its input and its parameters.

    Example:
        >>> LayerState(random=np.random.default_rng(0)).statistics
        mappingproxy({})
    """

    statistics: Named = MappingProxyType({})
    """Numbers that are measured instead of learned, such as a column's mean."""

    random: np.random.Generator | None = None
    """The source of randomness while training; None while predicting."""


@dataclass(frozen=True)
class Layer(ABC):
    """What every layer can do; see the module's docstring for the contract.

    A layer without parameters, or without statistics, leaves those methods as they are here.
    """

    letter: ClassVar[str] = "y"
    """The letter of the output in a trace, where each layer has a number: `z1`."""

    regularizer: Regularizer | None = field(default=None, kw_only=True)
    """What makes large weights (parameters named W) expensive."""

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of one row of `y`, given the shape of one row of `x`."""
        return shape

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """The shape of each parameter, given the shape of one row of `x`."""
        return {}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """A fresh value of each parameter."""
        return {}

    def initial_statistics(self, shape: Shape) -> Named:
        """The statistics before any row was seen."""
        return {}

    def measured(self, x: Array, statistics: Named) -> Named:
        """The statistics after a look at all training rows, before the first training."""
        return statistics

    def updated(self, statistics: Named, cache: Cache) -> Named:
        """The statistics after one mini-batch of training."""
        return statistics

    @abstractmethod
    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """The output `y` and the cache of what was met."""

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """Write the gradient of each parameter into `dp`; nothing to do without parameters."""
        return

    @abstractmethod
    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`, of the shape of the input."""

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """How `y`, the gradients (`dW`) and `dx` come about, by letter, for a trace.

        The letters are `x`, `y`, `dy`, and the names in `p`, in the statistics and in `cache`. What
        a layer leaves out is traced without its derivation.
        """
        return {}
