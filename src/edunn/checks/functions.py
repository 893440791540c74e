"""The derivative of a function of one's own, beside the numerical one."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Shape, as_numbers
from edunn.checks.report import GradientCheck, PartialDerivative
from edunn.checks.surface import Surface
from edunn.errors import DataError, ShapeError

Function: TypeAlias = Callable[[Any], Any]
"""A function of a number, or of an array of numbers."""


def check_derivative(
    function: Function, derivative: Function, at: npt.ArrayLike, h: float, tolerance: float
) -> GradientCheck:
    """Compare a derivative with the numerical one at a point: a number or an array, of any shape.

    Three kinds of functions are told apart by the shapes of what they give:

        y has the shape of x, the derivative too          element by element, dy[k]/dx[k]
        y is one number, the derivative has x's shape     a gradient, dy/dx[k]
        the derivative has y's axes, then x's             a Jacobian matrix, dy[j]/dx[k]

    Raises:
        ShapeError: the derivative has another shape.
        DataError: something is no finite number, or mixes numbers and is no matrix.

    Example:
        >>> check_derivative(np.sin, np.cos, at=[0.0, 1.0, 2.0], h=1e-5, tolerance=1e-5).ok
        True
    """
    x = as_numbers(at, "float64", "at")
    y, dy = _value(function, x, "function"), as_numbers(derivative(_passed(x)), "float64", "it")
    if dy.shape == y.shape + x.shape:
        pairs = [(j, k) for j in range(y.size) for k in range(x.size)]
    elif dy.shape == x.shape == y.shape:
        _require_element_wise(function, x, y, h)
        pairs = [(k, k) for k in range(x.size)]
    else:
        raise ShapeError(
            f"the derivative is {dy.shape}, but the function makes {y.shape} of {x.shape}, so that "
            f"{y.shape + x.shape} is expected."
        )
    found = tuple(_compared(function, x, y, dy, pairs, h, tolerance))
    return GradientCheck(found, len(found), tolerance, ("at", "derivative"))


def _compared(
    function: Function,
    x: Array,
    y: Array,
    dy: Array,
    pairs: list[tuple[int, int]],
    h: float,
    tolerance: float,
) -> Iterator[PartialDerivative]:
    """Each derivative beside the numerical one; of a Jacobian dy[j]/dx[k]."""
    is_matrix = dy.shape != x.shape
    for (j, k), analytic in zip(pairs, dy.ravel().tolist(), strict=True):
        name = f"x{_place(k, x.shape)}"
        name = f"y{_place(j, y.shape)} by {name}" if is_matrix else name

        def value(point: Array, j: int = j) -> float:
            return float(_value(function, point.reshape(x.shape), "function").ravel()[j])

        surface = Surface(value, x.ravel())
        yield surface.compared(name, k, h, analytic, surface.floor, tolerance)


def _value(function: Function, x: Array, what: str) -> Array:
    """What the function makes of x, as finite numbers."""
    y = as_numbers(function(_passed(x)), "float64", f"what the {what} gives")
    if not np.isfinite(y).all():
        raise DataError(f"the {what} is not finite at {x.tolist()}. Choose another point.")
    return y


def _passed(x: Array) -> Any:
    """A copy, which may be changed; of a single number, the number."""
    return x.copy() if x.ndim else x[()]


def _place(k: int, shape: Shape) -> str:
    """The place of number `k` in an array, `[0,2]`; nothing for a single number."""
    where = [str(int(axis)) for axis in np.unravel_index(k, shape)] if shape else []
    return f"[{','.join(where)}]" if where else ""


def _require_element_wise(function: Function, x: Array, y: Array, h: float) -> None:
    """Require that each output depends on its own input alone.

    Raises:
        DataError: one depends on others, as with softmax: then the derivative is a matrix.
    """
    for k in range(x.size):
        moved = x.copy()
        moved.flat[k] += h * max(1.0, abs(float(x.flat[k])))
        changed = np.flatnonzero(_value(function, moved, "function") != y)
        others = changed[changed != k]
        if len(others):
            raise DataError(
                f"y{_place(int(others[0]), y.shape)} changes with x{_place(k, x.shape)}, so the "
                f"derivative is a matrix: expected {y.shape + x.shape}, row by row dy[j]/dx[k]."
            )
