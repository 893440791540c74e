"""Array types, the check that rows of inputs pass before anything is computed, and their spread.

Rows are examples. Shapes in docstrings use one set of letters: `B` rows of a batch, `I` inputs,
`O` outputs, `C` classes, `P` individuals of a population, `n` parameters in theta.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from math import prod
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edunn.errors import DataError, ShapeError
from edunn.messages import Message

Array: TypeAlias = npt.NDArray[np.floating[Any]]
"""An array of floating-point numbers, float32 or float64."""

Indices: TypeAlias = npt.NDArray[np.intp]
"""An array of whole numbers that select rows or columns of another array."""

Named: TypeAlias = Mapping[str, Array]
"""Arrays by name, such as a layer's `W` and `b`."""

Shape: TypeAlias = tuple[int, ...]

MOST_LENGTHS = 6
"""The most lengths of sequences that a message lists."""

LEAST_SIDE = 8
"""Rows and columns of the smallest image that is recognized as one, that of the 8 x 8 digits."""


def as_rows(given: Any, shape: Shape, dtype: str, columns: Sequence[str] = ()) -> Array:
    """Convert lists, DataFrames or arrays to rows of finite numbers, `(B, *shape)`.

    Args:
        given: rows, or a single row, which becomes a batch of one; images may stand for rows of
            their pixels, and such rows for images (see `fitted`).
        shape: the shape that each row must have.
        dtype: the dtype of the result.
        columns: names of the columns, for error messages.

    Raises:
        ShapeError: rows of another shape.
        DataError: no rows, texts where numbers belong, NaN or infinity.

    Example:
        >>> as_rows([1, 2], (2,), "float32")
        array([[1., 2.]], dtype=float32)
    """
    if not isinstance(given, np.ndarray) or given.dtype == object:
        require_one_length(given, "data.lengths" if len(shape) == 2 else "data.row_lengths")
    rows = fitted(as_numbers(given, dtype), shape)
    if rows.shape == shape:
        rows = rows[np.newaxis]
    if rows.shape[1:] != shape or rows.ndim != len(shape) + 1:
        raise ShapeError(
            f"inputs are {rows.shape} but the network takes rows of {_words(shape)}: expected "
            f"(rows, {', '.join(map(str, shape))}). Check the columns, or the network's input."
        )
    if not len(rows):
        raise DataError(Message("data.no_input_rows", shape=rows.shape))
    if not np.isfinite(rows).all():
        raise DataError(_where_not_finite(rows, columns))
    return rows


def require_one_length(given: Any, refusal: str = "data.lengths") -> None:
    """Refuse a list of sequences, or of other rows, that have different lengths.

    Raises:
        DataError: the lengths, and what to do.

    Example:
        >>> require_one_length([[1, 2, 3], [4, 5]])
        Traceback (most recent call last):
        edunn.errors.DataError: the sequences have different lengths: 2, 3. Cut all of them to the \
shortest, or pad them to the longest, with zeros in front.
    """
    rows = given if isinstance(given, (list, tuple, np.ndarray)) else ()
    rows = [row for row in rows if isinstance(row, (list, tuple)) or getattr(row, "ndim", 0) > 0]
    lengths = sorted({len(row) for row in rows})
    if len(lengths) > 1:
        shown = ", ".join(map(str, lengths[:MOST_LENGTHS])) + ", ..." * (
            len(lengths) > MOST_LENGTHS
        )
        raise DataError(Message(refusal, lengths=shown))


def fitted(given: Array, shape: Shape) -> Array:
    """The same numbers as rows of this shape, where they can only be meant so; else as given.

    Images may stand for rows of their pixels, rows of pixels for images, and an image of one
    channel may come without that axis.

    Example:
        >>> fitted(np.zeros((28, 28)), (784,)).shape, fitted(np.zeros((5, 28, 28)), (784,)).shape
        ((784,), (5, 784))
        >>> fitted(np.zeros((5, 784)), (28, 28, 1)).shape
        (5, 28, 28, 1)
    """
    if given.shape in (shape, given.shape[:1] + shape):
        return given
    axes = next((k for k in (1, 2, 3) if _is_row(given.shape[-k:], shape)), 0)
    if not axes or given.ndim > axes + 1:
        return given
    return given.reshape(given.shape[: given.ndim - axes] + shape)


def _is_row(found: Shape, shape: Shape) -> bool:
    """Whether an array of this shape can stand for one row of the other."""
    if not found or prod(found) != prod(shape):
        return False
    if len(shape) == 1:  # the pixels of a square image
        return found == (found[0],) * 2 and found[0] >= LEAST_SIDE
    return len(found) == 1 or (*found, 1) == shape


def place_rows(q: Array, places: int) -> Array:
    """The numbers at all places of all rows as rows, `(..., B, T, C)` to `(..., B T, C)`.

    Args:
        q: with `places` axes between the rows and the last: none for rows of numbers, one for
            sequences, two for images.

    Example:
        >>> place_rows(np.zeros((5, 28, 28, 3)), 2).shape
        (3920, 3)
    """
    return q.reshape(*q.shape[: q.ndim - places - 2], -1, q.shape[-1]) if places else q


def as_numbers(
    given: Any, dtype: str, what: str = "inputs", refusal: str = "data.no_numbers"
) -> Array:
    """Convert to numbers of this dtype; what is masked becomes NaN.

    Raises:
        DataError: texts, dates, complex numbers, or rows of several lengths.

    Example:
        >>> as_numbers(np.ma.array([1, 2], mask=[False, True]), "float64")
        array([ 1., nan])
    """
    numbers = as_plain(given, what, refusal)
    try:
        with np.errstate(over="ignore"):  # numbers too large for float32 are reported later
            return numbers.astype(dtype, copy=False)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(Message(refusal, what=what, error=str(error))) from None


def as_plain(given: Any, what: str, refusal: str = "data.no_array") -> npt.NDArray[Any]:
    """An array of numbers, texts or objects, as given; what is masked becomes NaN, or None.

    Raises:
        DataError: it cannot be an array, or it is one of dates or complex numbers.

    Example:
        >>> as_plain([[1, 2], [3, 4]], "inputs").shape
        (2, 2)
    """
    if isinstance(given, np.ma.MaskedArray):
        given = _unmasked(given)
    names = () if isinstance(given, np.ndarray) else column_names(given)
    try:
        kinds = {_kind_of(given[name]) for name in names}
        array = np.asarray([] if kinds & {"m", "M"} else given)
        kinds.add(array.dtype.kind)
    except Exception as error:  # an object of another library may refuse in any way
        raise DataError(Message(refusal, what=what, error=str(error))) from None
    if "c" in kinds:
        raise DataError(Message("data.complex", what=what))
    if kinds & {"m", "M"}:
        raise DataError(Message("data.dates", what=what))
    return array


def column_names(frame: Any) -> tuple[Any, ...]:
    """The names of the columns of a data frame, in their order; empty for everything else.

    Raises:
        DataError: the frame is a query without rows, such as `scan_csv` of Polars makes.

    Example:
        >>> column_names([[1, 2]])
        ()
    """
    if not hasattr(frame, "__getitem__"):
        return ()
    if hasattr(frame, "collect_schema") and not hasattr(frame, "__len__"):
        raise DataError(Message("data.not_collected", kind=type(frame).__name__))
    names = getattr(frame, "column_names", None)  # of PyArrow, whose `columns` are the cells
    names = names if isinstance(names, list) else getattr(frame, "columns", None)
    return tuple(names) if isinstance(names, Iterable) else ()


def _kind_of(column: Any) -> str:
    """What NumPy calls the kind of a column: a frame with dates may be whole numbers as a whole."""
    cells = np.asarray(column)
    first = next((cell for cell in cells.flat if cell is not None), None)
    return "M" if isinstance(first, (date, time, timedelta)) else cells.dtype.kind


def _unmasked(given: "np.ma.MaskedArray[Any, Any]") -> npt.NDArray[Any]:
    """A masked array with its gaps as NaN; of texts, as None."""
    if not np.ma.is_masked(given):
        return np.asarray(given.data)
    is_numeric = given.dtype.kind in "fiub"
    filled: npt.NDArray[Any] = given.data.astype(np.float64 if is_numeric else object)
    filled[np.ma.getmaskarray(given)] = np.nan if is_numeric else None
    return filled


def _where_not_finite(rows: Array, columns: Sequence[str]) -> str:
    row, *place = (int(k) for k in np.argwhere(~np.isfinite(rows))[0])
    number = int(np.ravel_multi_index(place, rows.shape[1:]))
    column = repr(columns[number]) if len(columns) > number else ", ".join(map(str, place))
    return (
        f"the input in row {row}, column {column} is {rows[(row, *place)]}: missing, or too large "
        f"for {rows.dtype}. Fill in or drop such rows first; edunn.data.from_csv can do it."
    )


def _words(shape: Shape) -> str:
    return f"{shape[0]} numbers" if len(shape) == 1 else f"shape {shape}"


def mean_and_deviation(t: Array, weights: Array | None = None) -> tuple[Array, Array]:
    """Mean and standard deviation of each column of `t`, `(N, O)`: both `(O,)`.

    Large numbers are divided by a power of two first, so that no square overflows; that changes no
    digit. The deviation of equal numbers is exactly 0.

    Args:
        weights: of the rows, `(N,)`; None if all count the same.

    Example:
        >>> mean_and_deviation(np.array([[1e300, 0.1], [3e300, 0.1]]))
        (array([2.e+300, 1.e-001]), array([1.e+300, 0.e+000]))
        >>> mean_and_deviation(np.array([[1.0], [5.0]]), np.array([3.0, 1.0]))
        (array([2.]), array([1.73205081]))
    """
    if weights is not None:
        t, weights = t[weights > 0], weights[weights > 0]
    exponent = np.frexp(np.abs(t).max(axis=0))[1]
    q = np.ldexp(t, -exponent)
    mean = np.average(q, axis=0, weights=weights)
    spread = np.sqrt(np.average((q - mean) ** 2, axis=0, weights=weights))
    deviation = np.where(np.ptp(q, axis=0) > 0, spread, 0.0)
    return np.ldexp(mean, exponent), np.ldexp(deviation, exponent)
