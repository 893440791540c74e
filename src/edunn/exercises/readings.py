"""Readings: outcomes as arrays that can be compared, in whatever form a program returned them.

A list does as well as an array, and float32 as well as float64: what counts are the numbers and
their shape. Where chance decides the numbers, their summary is read instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from edunn.arrays import Array
from edunn.exercises.exercise import Arguments, Exercise
from edunn.exercises.outcomes import Outcome

COARSE = 1e-4
"""The relative error that is still right for a result in float32."""

CHANCE_RELATIVE, CHANCE_ABSOLUTE = 0.06, 0.03
"""How far the summaries of two random results may be apart."""


@final
@dataclass(frozen=True)
class Reading:
    """The outputs of one call as arrays, or the reason why they cannot be read.

    Args:
        parts: one array, or one mapping of summaries, for each output.
        fault: "" or what is in the way: "nothing", "count", "kind" or "error".
    """

    parts: tuple[Any, ...] = ()
    fault: str = ""


def read(outcome: Outcome, exercise: Exercise, arguments: Arguments) -> Reading:
    """The numbers of an outcome.

    Example:
        >>> from edunn.exercises import find
        >>> read(Outcome([0.5, 1]), find("sigmoid"), ()).parts
        (array([0.5, 1. ]),)
        >>> read(Outcome(None), find("sigmoid"), ()).fault
        'nothing'
    """
    if outcome.error is not None:
        return Reading(fault="error")
    if outcome.value is None or outcome.value is Ellipsis:
        return Reading(fault="nothing")
    if exercise.summary is not None:
        return _summarized(outcome.value, exercise, arguments)
    parts = outcome.value if len(exercise.outputs) > 1 else (outcome.value,)
    if not _are_outputs(parts, len(exercise.outputs)):
        return Reading(fault="count")
    arrays = [_as_numbers(part) for part in parts]
    if any(array is None for array in arrays):
        return Reading(fault="kind")
    return Reading(tuple(arrays))


def are_same(one: Any, other: Any, tolerance: float) -> bool:
    """Whether two outputs have the same shape and, within the tolerance, the same numbers.

    Example:
        >>> are_same(np.array([1.0]), np.array([1.0 + 1e-9]), 1e-6)
        True
        >>> are_same(np.ones(2), np.ones((2, 1)), 1e-6)
        False
    """
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        return _are_alike(one, other)
    if one.shape != other.shape:
        return False
    if np.float32 in (one.dtype, other.dtype) or np.float16 in (one.dtype, other.dtype):
        tolerance = max(tolerance, COARSE)
    return bool(differences(one, other, tolerance).sum() == 0)


def differences(one: Array, other: Array, tolerance: float) -> Array:
    """Where two arrays of one shape differ: 1 there, 0 elsewhere.

    A number near 0 is measured by the largest one beside it.
    """
    finite = np.abs(other[np.isfinite(other)])
    floor = tolerance * 1e-3 * float(finite.max(initial=0.0))
    return 1.0 - np.isclose(one, other, rtol=tolerance, atol=floor, equal_nan=True)


def _are_outputs(parts: Any, count: int) -> bool:
    if count == 1:
        return True
    return isinstance(parts, tuple | list | np.ndarray) and len(parts) == count


def _as_numbers(part: Any) -> Array | None:
    """An array of float64, or of float32 if it came so; None for what are no numbers."""
    try:
        array = np.asarray(part)
        is_number = array.dtype.kind in "biuf" or (array.dtype == object and array.size > 0)
        dtype = array.dtype if array.dtype.kind == "f" else np.float64
        return np.asarray(array, dtype) if is_number else None
    except (TypeError, ValueError):
        return None


def _summarized(value: Any, exercise: Exercise, arguments: Arguments) -> Reading:
    try:
        with np.errstate(all="ignore"):
            return Reading((exercise.summary(value, arguments),) if exercise.summary else ())
    except (TypeError, ValueError, IndexError, AttributeError, KeyError):
        return Reading(fault="kind")


def _are_alike(one: Any, other: Any) -> bool:
    """Whether two summaries agree: texts and shapes exactly, numbers roughly."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping) or one.keys() != other.keys():
        return False
    return all(are_near(one[name], other[name]) for name in one)


def are_near(one: Any, other: Any) -> bool:
    """Whether two entries of summaries agree: texts exactly, numbers as chance has it."""
    if isinstance(one, str | tuple) or isinstance(other, str | tuple):
        return bool(one == other)
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    same_shape = a.shape == b.shape
    return same_shape and bool(
        np.allclose(a, b, rtol=CHANCE_RELATIVE, atol=CHANCE_ABSOLUTE, equal_nan=True)
    )
