"""Normalization: what batch and layer normalization share, the learned scale and shift.

y = gamma n + beta,  dgamma = sum of dy n,  dbeta = sum of dy,  dn = gamma dy
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from edunn.arrays import Array, Named, Shape, place_rows
from edunn.layers.base import Cache, Layer


@dataclass(frozen=True)
class Normalization(Layer):
    """The common part: `gamma` and `beta` of each column, and their gradients.

    The cache of a layer has the normalized numbers n as "normal".
    """

    letter: ClassVar[str] = "n"

    def parameter_shapes(self, shape: Shape) -> Mapping[str, Shape]:
        """`gamma` and `beta` are (C,)."""
        return {"gamma": shape[-1:], "beta": shape[-1:]}

    def initial_parameters(self, shape: Shape, random: np.random.Generator) -> Named:
        """Gamma 1 and beta 0: normalized, and nothing more."""
        return {"gamma": np.ones(shape[-1:]), "beta": np.zeros(shape[-1:])}

    def parameter_gradients(self, dy: Array, cache: Cache, p: Named, dp: Named) -> None:
        """`dgamma` = sum of dy n, and `dbeta` = sum of dy."""
        places = dy.ndim - p["gamma"].ndim - 1
        dy, n = place_rows(dy, places), place_rows(cache["normal"], places)
        np.add.reduce(dy * n, axis=-2, out=dp["gamma"])
        np.add.reduce(dy, axis=-2, out=dp["beta"])
