"""The losses again: the slope of one row's loss by its outputs, as in `edunn.losses`.

`delta` is the one setting that a loss may have. Label smoothing is in the targets already.
"""

import math

from edunn.arrays import Array
from edunn.fused import codes, curves
from edunn.fused.compiled import njit
from edunn.losses.classification import TINY


@njit
def sign(q: float) -> float:
    """-1, 0 or 1; NaN stays what it is."""
    return 1.0 if q > 0 else (-1.0 if q < 0 else 0.0 * q)


@njit
def surprise(y: float, t: float) -> float:
    """-t / p, and 0 where y was clipped; p = y, but at least TINY."""
    return 0.0 if y < TINY else -t / y


@njit
def two_surprises(y: float, t: float) -> float:
    """(p - t) / (p (1 - p)), and 0 where y was clipped; p = y, kept within [TINY, 1 - TINY]."""
    return 0.0 if y < TINY or y > 1.0 - TINY else (y - t) / (y * (1.0 - y))


@njit
def pull(code: int, y: float, t: float, delta: float) -> float:
    """O times the slope by one output, for losses that are means over O outputs."""
    if code == codes.SQUARED:
        return 2.0 * (y - t)
    if code == codes.ABSOLUTE:
        return sign(y - t)
    if code == codes.HUBER:
        return min(max(y - t, -delta), delta)
    if code == codes.LOG_COSH:
        return math.tanh(y - t)
    if code == codes.TWO_SURPRISES:
        return two_surprises(y, t)
    if code == codes.SIGMOID_SURPRISES:
        return curves.sigmoid(y) - t
    return -t if t * y < 1.0 else 0.0 * y  # the margin


@njit
def slope(code: int, y: Array, t: Array, delta: float, dy: Array) -> None:
    """Write the slope by each output, `(O,)`, into `dy`."""
    if code == codes.SOFTMAX_SURPRISE:
        curves.softmax(y, dy)
        total = 0.0
        for o in range(len(t)):
            total += t[o]
        for o in range(len(y)):
            dy[o] = dy[o] * total - t[o]  # answer minus target
    elif code == codes.SURPRISE:
        for o in range(len(y)):
            dy[o] = surprise(y[o], t[o])
    else:
        for o in range(len(y)):
            dy[o] = pull(code, y[o], t[o], delta) / len(y)
