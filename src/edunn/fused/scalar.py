"""One source: what the other packages write for arrays, compiled for a single number.

Numba compiles no method of a class, but it compiles the method's code, with `self` as
a tuple of settings, and `np` as a module whose functions take one number. So `Sigmoid.value`,
`Huber.derivative` and `Adam.update` are written once, for the reader, and run in compiled loops.

There are two such modules. `EXACT` has the functions of the C library. `VECTORIZED` has functions
without a branch and without a call, so that LLVM turns a loop over them into instructions for four
or eight numbers at once: exponential and logarithm are plain arithmetic, right to the last digits.

A float is `mantissa * 2^exponent`, and its bits hold the two side by side: 52 bits of mantissa,
above them the exponent. So adding to those upper bits multiplies by a power of two.
"""

import math
from collections import namedtuple
from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
from numba.extending import overload
from numba.np.unsafe.ndarray import to_fixed_tuple

from edunn.activations.simple import largest_exponent
from edunn.activations.smooth import share_below
from edunn.arrays import Array
from edunn.fused.compiled import WITHIN, formula
from edunn.fused.stack import names_of_numbers

LOG2_E = 1.0 / math.log(2.0)
LN2_HIGH = float.fromhex("0x1.62e42fefa3800p-1")
"""log(2) without its last digits: a whole number of times this is exact."""
LN2_LOW = float.fromhex("0x1.ef35793c76730p-45")
"""The digits that it lacks."""
ROUND = 1.5 * 2.0**52
"""Added to a number and taken away again, it leaves a whole one: floats this large have no digits
behind the point. In between, that whole number stands in the lowest bits."""
EXPONENTIAL = tuple(1.0 / math.factorial(i) for i in range(12, -1, -1))
"""e^r = 1 + r + r^2 / 2! + r^3 / 3! + ..., the last first."""
ARTANH = tuple(1.0 / i for i in range(21, 0, -2))
"""artanh s = s (1 + s^2 / 3 + s^4 / 5 + ...), the last first."""
MANTISSA = 52
ROOT_HALF = 0x3FE6A09E667F3BCD
"""The bits of the square root of 1/2."""


@formula
def exp(x: float) -> float:
    """e^x = 2^k e^r with a whole k and a small r, by the exponential series; below -708 it is 0.

    For x up to 709; NaN stays what it is.
    """
    near = x if x > -708.0 else -708.0
    shifted = near * LOG2_E + ROUND
    k = shifted - ROUND
    r = (near - k * LN2_HIGH) - k * LN2_LOW  # within log(2) / 2 of 0
    y = 0.0
    for share in EXPONENTIAL:
        y = y * r + share
    bits = np.float64(y).view(np.int64) + (np.float64(shifted).view(np.int64) << MANTISSA)
    return np.int64(bits).view(np.float64) if x > -708.0 else (0.0 if x <= -708.0 else x)


@formula
def log(x: float) -> float:
    """ln(2^k m) = k ln 2 + 2 artanh((m - 1) / (m + 1)), with m near 1, by its series.

    For finite numbers above 1e-300; NaN stays what it is.
    """
    bits = np.float64(x).view(np.int64) - ROOT_HALF
    k = float(bits >> MANTISSA)
    m = np.int64((bits & ((1 << MANTISSA) - 1)) + ROOT_HALF).view(np.float64)  # 0.71 ... 1.41
    s = (m - 1.0) / (m + 1.0)
    square, series = s * s, 0.0
    for share in ARTANH:
        series = series * square + share
    return k * LN2_LOW + 2.0 * s * series + k * LN2_HIGH if x == x else x


Compiled = Callable[..., Any]


@formula
def own(q: Array, number: Any) -> Any:
    """The number in the array's own precision, so that no product is taken in another."""
    return q.dtype.type(number)


@formula
def maximum(a: float, b: float) -> float:
    """The larger number; NaN if one is."""
    return a if a > b or a != a else b


@formula
def minimum(a: float, b: float) -> float:
    """The smaller number; NaN if one is."""
    return a if a < b or a != a else b


@formula
def clip(q: float, low: float, high: float) -> float:
    """The number, kept within two others; NaN stays NaN."""
    return low if q < low else (high if q > high else q)


@formula
def sign(q: float) -> float:
    """-1, 0 or 1; NaN stays NaN."""
    return 1.0 if q > 0 else (-1.0 if q < 0 else 0.0 * q)


@formula
def heaviside(x: float, middle: float) -> float:
    """0 below 0, 1 above, `middle` at 0; NaN stays NaN."""
    return middle if x == 0 else (1.0 if x > 0 else (0.0 if x < 0 else x))


@formula
def where(condition: bool, a: float, b: float) -> float:
    """One of two numbers."""
    return a if condition else b


@formula
def equal(a: float, b: float) -> bool:
    """Whether two numbers are equal; NaN is not."""
    return a == b


@formula
def square(x: float) -> float:
    """x^2."""
    return x * x


@formula
def ones_like(x: float) -> float:
    """1."""
    return 0 * x + 1


@formula
def zeros_like(x: float) -> float:
    """0."""
    return 0 * x


@formula
def full_like(x: float, number: float) -> float:
    """The number."""
    return 0 * x + number


@formula
def log1p(x: float) -> float:
    """ln(1 + x): that of the rounded sum, and what was lost by rounding, divided by the sum."""
    total = 1.0 + x
    return log(total) - ((total - 1.0) - x) / total


@formula
def expm1(x: float) -> float:
    """e^x - 1, for x not near 0."""
    return exp(x) - 1.0


@formula
def expm1_exact(x: float) -> float:
    """e^x - 1, for any x, in double precision: the C library's `expm1f` is slow."""
    return math.expm1(np.float64(x))


@formula
def tanh(x: float) -> float:
    """The hyperbolic tangent."""
    e = exp(-2.0 * abs(x))
    return math.copysign((1.0 - e) / (1.0 + e), x)


@overload(share_below, jit_options=WITHIN, strict=False)  # type: ignore[untyped-decorator]
def _share_below(x: Any) -> Any:
    """Phi by the C library, where the readable function has a table."""
    return lambda x: 0.5 * math.erfc(-x * math.sqrt(0.5))


@overload(largest_exponent, jit_options=WITHIN, strict=False)  # type: ignore[untyped-decorator]
def _largest_exponent(x: Any) -> Any:
    """A constant: a number has its type from the compiler."""
    largest = largest_exponent(np.empty(0, str(x)))
    return lambda x: largest


COMMON: dict[str, Any] = {
    "abs": abs,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "log": math.log,
    "maximum": maximum,
    "minimum": minimum,
    "clip": clip,
    "sign": sign,
    "heaviside": heaviside,
    "where": where,
    "equal": equal,
    "square": square,
    "ones_like": ones_like,
    "zeros_like": zeros_like,
    "full_like": full_like,
}


def numpy_for_one_number(name: str, functions: dict[str, Any]) -> ModuleType:
    """A module with some of NumPy's functions, each for a single number."""
    module = ModuleType(name)
    vars(module).update(COMMON | functions)
    return module


EXACT = numpy_for_one_number(
    "exact", {"exp": math.exp, "log1p": math.log1p, "expm1": expm1_exact, "tanh": math.tanh}
)
VECTORIZED = numpy_for_one_number(
    "vectorized", {"exp": exp, "log1p": log1p, "expm1": expm1, "tanh": tanh}
)


@cache
def compiled(function: FunctionType, numpy: ModuleType) -> Compiled:
    """A function of arrays or a method, compiled for one number, and all of ours that it calls."""
    used = {name: function.__globals__.get(name) for name in function.__code__.co_names}
    ours = {name: _compiled(value, numpy) for name, value in used.items() if value is not None}
    ours["__name__"] = function.__module__  # where the next process finds what it was made of
    return formula(FunctionType(function.__code__, ours, function.__name__))


def _compiled(value: Any, numpy: ModuleType) -> Any:
    if value is np:
        return numpy
    is_ours = isinstance(value, FunctionType) and value.__module__.startswith("edunn.")
    if is_ours and value not in (share_below, largest_exponent):
        return compiled(value, numpy)
    return value


def selves(kind: type) -> Compiled:
    """A compiled function that makes `self` of a row of settings: a tuple of numbers with names."""
    names = names_of_numbers(kind)
    constants = {
        name: value
        for name, value in vars(kind).items()
        if isinstance(value, float) and name not in names
    }
    Self = namedtuple("Self", [*names, *constants])  # type: ignore[misc]
    count, values = len(names), tuple(constants.values())
    if count == 0:
        return formula(lambda settings: Self(*values))
    fixed: Any = to_fixed_tuple  # Numba's own function: type checkers see its compile-time form
    return formula(lambda settings: Self(*(fixed(settings, count) + values)))


def choice(branches: list[Compiled], arguments: str) -> Compiled:
    """One function of many: a code, which is a place in the list, selects the one to call.

    Numba has no table of functions, so `if code == 0: ... elif code == 1: ...` is written out.

    Example:
        >>> first, second = formula(lambda x: x + 1), formula(lambda x: x * x)
        >>> chosen = choice([first, second], "x")
        >>> import numba
        >>> numba.njit(lambda code, x: chosen(code, x))(1, 5)
        25
    """
    lines = [f"    if code == {k}: return branch_{k}({arguments})" for k in range(len(branches))]
    lines[-1] = lines[-1].replace(f"if code == {len(branches) - 1}: ", "")
    names: dict[str, Any] = {f"branch_{k}": branch for k, branch in enumerate(branches)}
    names["__name__"] = __name__
    exec("\n".join([f"def chosen(code, {arguments}):", *lines]), names)
    return formula(names["chosen"])  # type: ignore[no-any-return]
