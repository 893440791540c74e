"""A tree of plain values with arrays as leaves, and the same tree without them.

JSON has no arrays of numbers worth the name, and no infinity. So each array is moved out of the
tree and its name left in its place; an array that occurs twice is moved once, and is one again
afterwards.

    {"theta": array, "best": -inf}  <->  {"theta": {"array": "theta"}, "best": {"float": "-inf"}}
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.errors import FileFormatError

Arrays = dict[str, npt.NDArray[Any]]
"""Arrays by name."""


def without_arrays(value: Any, arrays: Arrays, name: str = "") -> Any:
    """The tree without its arrays, which join `arrays`, each under the name of its place.

    Example:
        >>> arrays = {}
        >>> without_arrays({"best": [np.ones(2), 0.5]}, arrays)
        {'best': [{'array': 'best.0'}, 0.5]}
        >>> arrays
        {'best.0': array([1., 1.])}
    """
    if isinstance(value, np.ndarray):
        known = next((old for old, array in arrays.items() if array is value), name)
        arrays[known] = value
        return {"array": known}
    if isinstance(value, (float, np.floating)) and not isfinite(value):
        return {"float": str(float(value))}
    inside = f"{name}." if name else ""
    if isinstance(value, Mapping):
        return {key: without_arrays(item, arrays, inside + key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_arrays(item, arrays, f"{inside}{k}") for k, item in enumerate(value)]
    return value


def with_arrays(value: Any, arrays: Mapping[str, npt.NDArray[Any]]) -> Any:
    """The tree with its arrays back in their places.

    Raises:
        FileFormatError: an array of that name is not there.

    Example:
        >>> with_arrays({"best": {"float": "-inf"}}, {})
        {'best': -inf}
    """
    if isinstance(value, list):
        return [with_arrays(item, arrays) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"array"}:
        if not isinstance(value["array"], str) or value["array"] not in arrays:
            raise FileFormatError(f"the array {value['array']!r} is missing.")
        return arrays[value["array"]]
    if value.keys() == {"float"}:
        return float(value["float"])
    return {name: with_arrays(item, arrays) for name, item in value.items()}
