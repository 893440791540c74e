"""An initializer draws the parameters that training starts from: the first theta.

The contract of the family: `draw(shape, random)` gives an array of that shape, in float64, which
depends on nothing but the shape and the generator's state. The network rounds it to its own dtype,
so a float32 and a float64 network start from the same place.

A shape of one axis, `(O,)`, is a bias. One of more axes is a weight, `(..., I, O)`: every output
is a sum over `I` inputs, at each place of the axes in front, if any (the window of a convolution).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from edunn.arrays import Array, Shape


@dataclass(frozen=True)
class Initializer(ABC):
    """The contract of every initializer, as in the docstring of the module."""

    @abstractmethod
    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Initial parameters of that shape, in float64."""
