"""The losses again: what one row costs, and the slope by its outputs, as in `edunn.losses`.

`delta` is the one setting that a loss may have. Label smoothing is in the targets already.
"""

import math

from edunn.arrays import Array
from edunn.fused import codes, curves
from edunn.fused.compiled import inlined, njit
from edunn.losses.classification import TINY


@njit
def sign(q: float) -> float:
    """-1, 0 or 1; NaN stays what it is."""
    return 1.0 if q > 0 else (-1.0 if q < 0 else 0.0 * q)


@njit
def within(q: float, low: float, high: float) -> float:
    """The number, kept within two others."""
    return min(max(q, low), high)


@njit
def kept(y: float) -> float:
    """A probability, kept within [TINY, 1 - TINY]."""
    return within(y, TINY, 1.0 - TINY)


@njit
def bowl(miss: float, delta: float) -> float:
    """Huber's: c (miss - c / 2), where c is the miss, kept within plus or minus delta."""
    c = within(miss, -delta, delta)
    return c * (miss - 0.5 * c)


@njit
def log_cosh(miss: float) -> float:
    """The logarithm of cosh, in a form that never overflows."""
    return abs(miss) + math.log1p(0.5 * math.expm1(-2.0 * abs(miss)))


@njit
def cost(code: int, y: float, t: float, delta: float) -> float:
    """O times the loss by one output, for losses that are means over O outputs."""
    if code == codes.SQUARED:
        return (y - t) * (y - t)
    if code == codes.ABSOLUTE:
        return abs(y - t)
    if code == codes.HUBER:
        return bowl(y - t, delta)
    if code == codes.LOG_COSH:
        return log_cosh(y - t)
    if code == codes.TWO_SURPRISES:
        return -(t * math.log(kept(y)) + (1.0 - t) * math.log1p(-kept(y)))
    if code == codes.SIGMOID_SURPRISES:
        return t * curves.softplus(-y) + (1.0 - t) * curves.softplus(y)
    return 0.0 if t * y >= 1.0 else 1.0 - t * y  # the margin


@njit
def pull(code: int, y: float, t: float, delta: float) -> float:
    """O times the slope by one output, for losses that are means over O outputs."""
    if code == codes.SQUARED:
        return 2.0 * (y - t)
    if code == codes.ABSOLUTE:
        return sign(y - t)
    if code == codes.HUBER:
        return within(y - t, -delta, delta)
    if code == codes.LOG_COSH:
        return math.tanh(y - t)
    if code == codes.TWO_SURPRISES:  # (p - t) / (p (1 - p)), and 0 where y was clipped
        return 0.0 if y < TINY or y > 1.0 - TINY else (y - t) / (y * (1.0 - y))
    if code == codes.SIGMOID_SURPRISES:
        return curves.sigmoid(y) - t
    return -t if t * y < 1.0 else 0.0 * y  # the margin


@njit
def surprise(y: Array, t: Array, dy: Array) -> float:
    """-sum_o t_o log p_o, with p = y, but at least TINY; the slope is 0 where y was clipped."""
    total = 0.0
    for o in range(len(y)):
        total -= t[o] * math.log(max(y[o], TINY))
        dy[o] = 0.0 if y[o] < TINY else -t[o] / y[o]
    return total


@njit
def divergence(y: Array, t: Array, dy: Array) -> float:
    """sum_o t_o log(t_o / p_o), with 0 log 0 = 0; the slope is that of the surprise."""
    surprise(y, t, dy)
    total = 0.0
    for o in range(len(y)):
        total += t[o] * math.log(t[o] / max(y[o], TINY)) if t[o] > 0 else 0.0
    return total


@inlined
def softmax_surprise(y: Array, t: Array, dy: Array) -> float:
    """-sum_o t_o log softmax(y)_o; and answer minus target."""
    largest, none = curves.largest_of(y), curves.own(y, 0.0)
    whole, total, hit = none, none, none
    for o in range(len(y)):
        below = y[o] - largest
        dy[o] = math.exp(below)
        total += dy[o]
        whole += t[o]
        hit += t[o] * below
    for o in range(len(y)):
        dy[o] = dy[o] * (whole / total) - t[o]
    loss: float = whole * math.log(total) - hit
    return loss


@njit
def mean_of_outputs(code: int, y: Array, t: Array, delta: float, dy: Array) -> float:
    """The mean of what each output costs; and its slope."""
    total = 0.0
    for o in range(len(y)):
        total += cost(code, y[o], t[o], delta)
        dy[o] = pull(code, y[o], t[o], delta) / len(y)
    return total / len(y)


@inlined
def judge(code: int, y: Array, t: Array, delta: float, dy: Array) -> float:
    """The loss of a row; its slope by each output, `(O,)`, is written into `dy`."""
    if code == codes.SOFTMAX_SURPRISE:
        return softmax_surprise(y, t, dy)
    if code == codes.SURPRISE:
        return surprise(y, t, dy)
    if code == codes.DIVERGENCE:
        return divergence(y, t, dy)
    return mean_of_outputs(code, y, t, delta, dy)


@inlined
def answer(code: int, y: Array, middle: float) -> int:
    """Which class the outputs name: the largest, or on which side of the middle the only one is."""
    if len(y) == 1:
        return int((curves.sigmoid(y[0]) if code == codes.SIGMOID_SURPRISES else y[0]) > middle)
    best, largest = 0, y[0]
    for o in range(1, len(y)):
        best, largest = (o, y[o]) if y[o] > largest else (best, largest)
    return best
