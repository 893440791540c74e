"""An initializer says where learning starts: the first numbers of theta.

The contract of the family: `draw(shape, random)` gives an array of that shape, in float64, which
depends on nothing but the shape and the generator's state. The network rounds it to its own dtype,
so a float32 and a float64 network start from the same place.

A shape of one axis, `(O,)`, is a bias. One of more axes is a weight, `(..., I, O)`: every output
adds up `I` inputs, at each place of the axes in front, if there are any (a convolution's window).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from edunn.arrays import Array, Shape


@dataclass(frozen=True)
class Initializer(ABC):
    """What every initializer can do; see the module's docstring for the contract."""

    @abstractmethod
    def draw(self, shape: Shape, random: np.random.Generator) -> Array:
        """Numbers to start from, of that shape, in float64."""
