"""Names for the arrays that flow through EduNN.

Rows are examples. Shapes in docstrings use one set of letters: `B` rows of a batch, `I` inputs,
`O` outputs, `C` classes, `P` individuals of a population, `n` numbers in theta.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.floating[Any]]
"""An array of floating-point numbers, float32 or float64."""

Named: TypeAlias = Mapping[str, Array]
"""Arrays by name, such as a layer's `W` and `b`."""

Shape: TypeAlias = tuple[int, ...]
