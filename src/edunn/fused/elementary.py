"""Exponential and logarithm without a branch, so that a processor takes several at a time.

The library's own `exp` handles one number a call. These two are plain arithmetic: LLVM turns a
loop over them into instructions for four or eight numbers, which is what a population needs. They
are right to the last digits of a float64 (and so for a float32).

A float is `mantissa * 2^exponent`, and its bits hold the two side by side: 52 bits of mantissa,
above them the exponent. So adding to those upper bits multiplies by a power of two.
"""

import math

import numpy as np

from edunn.fused.compiled import formula

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
