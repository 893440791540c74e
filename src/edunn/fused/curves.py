"""The activations again, for one number at a time: value and slope, as in `edunn.activations`.

`a` is the one setting that a curve may have: a leak, a floor, or where an exponential ends.
"""

import math
from typing import Any

from edunn.activations import SELU as READABLE_SELU
from edunn.arrays import Array
from edunn.fused import codes
from edunn.fused.compiled import inlined, njit

ALPHA, SCALE = READABLE_SELU.alpha, READABLE_SELU.scale
ROOT_HALF = math.sqrt(0.5)
ROOT_TWO_PI = math.sqrt(2.0 * math.pi)


@njit
def own(q: Array, number: Any) -> Any:
    """The number in the array's own precision, so that no product is taken in another."""
    return q.dtype.type(number)


@njit
def sigmoid(x: float) -> float:
    """1 / (1 + exp(-x)), with an exponential that never sees a positive number."""
    e = math.exp(-abs(x))
    return (1.0 if x >= 0 else e) / (1.0 + e)


@njit
def softplus(x: float) -> float:
    """The ReLU, and what the rounded corner adds to it."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


@njit
def share_below(x: float) -> float:
    """Phi: the share of a normal distribution below `x`."""
    return 0.5 * math.erfc(-x * ROOT_HALF)


@njit
def bell(x: float) -> float:
    """phi: the density of a normal distribution at `x`."""
    return math.exp(-0.5 * x * x) / ROOT_TWO_PI


@njit
def step(x: float) -> float:
    """1 from 0 upwards; NaN stays what it is."""
    return x if math.isnan(x) else (1.0 if x >= 0 else 0.0)


@njit
def ramp(x: float) -> float:
    """The line through the middle, cut off at 0 and 6."""
    return min(max(x + 3.0, 0.0), 6.0)


@njit
def floored(x: float, alpha: float) -> float:
    """The line above 0; below it the curve towards -alpha."""
    return x if x > 0 else alpha * math.expm1(x)


@njit
def value(code: int, x: float, a: float) -> float:  # noqa: C901 - one line a curve
    """`y`, by the curve of that code."""
    if code == codes.SIGMOID:
        return sigmoid(x)
    if code == codes.TANH:
        return math.tanh(x)
    if code == codes.RELU:
        return 0.0 if x <= 0 else x
    if code == codes.LEAKY_RELU:
        return x if x > 0 else a * x
    if code == codes.ELU:
        return floored(x, a)
    if code == codes.SELU:
        return SCALE * floored(x, ALPHA)
    if code == codes.SOFTPLUS:
        return softplus(x)
    if code == codes.SILU:
        return x * sigmoid(x)
    if code == codes.GELU:
        return x * share_below(x)
    if code == codes.MISH:
        return x * math.tanh(softplus(x))
    if code == codes.SOFTSIGN:
        return x / (1.0 + abs(x))
    if code == codes.HARD_SIGMOID:
        return ramp(x) / 6.0
    if code == codes.BINARY_STEP:
        return step(x)
    if code == codes.EXPONENTIAL:
        return math.exp(min(x, a))
    if code == codes.GAUSSIAN:
        return math.exp(-(min(abs(x), 30.0) ** 2))
    if code == codes.SINUSOID:
        return math.sin(x)
    return x


@njit
def slope(code: int, x: float, y: float, a: float) -> float:  # noqa: C901 - one line a curve
    """dy/dx, by the curve of that code."""
    if code == codes.SIGMOID:
        return y * (1.0 - y)
    if code == codes.TANH:
        return 1.0 - y * y
    if code == codes.RELU:
        return 1.0 if y > 0 else 0.0
    if code == codes.LEAKY_RELU:
        return 1.0 if x > 0 else a
    if code == codes.ELU:
        return 1.0 if x > 0 else y + a
    if code == codes.SELU:
        return SCALE if x > 0 else y + SCALE * ALPHA
    if code == codes.SOFTPLUS:
        return -math.expm1(-y)
    if code == codes.SILU:
        return sigmoid(x) + y * (1.0 - sigmoid(x))
    if code == codes.GELU:
        return share_below(x) + x * bell(x)
    if code == codes.MISH:
        return gate_slope(x, math.tanh(softplus(x)))
    if code == codes.SOFTSIGN:
        return (1.0 / (1.0 + abs(x))) ** 2
    if code == codes.HARD_SIGMOID:
        return 1.0 / 6.0 if abs(x) < 3.0 else 0.0
    if code == codes.BINARY_STEP:
        return 0.0
    if code == codes.EXPONENTIAL:
        return y
    if code == codes.GAUSSIAN:
        return x * y * -2.0
    if code == codes.SINUSOID:
        return math.cos(x)
    return 1.0


@njit
def gate_slope(x: float, t: float) -> float:
    """Mish's slope, where t = tanh(softplus(x))."""
    return t + x * sigmoid(x) * (1.0 - t * t)


@inlined
def bend(code: int, x: Array, y: Array, a: float) -> None:
    """y, by the curve of that code, for a whole layer."""
    if code == codes.SOFTMAX:
        softmax(x, y)
    elif code == codes.RELU:  # asked about once, not for every number
        for i in range(len(x)):
            y[i] = value(codes.RELU, x[i], a)
    else:
        for i in range(len(x)):
            y[i] = value(code, x[i], a)


@inlined
def pull_back(code: int, dy: Array, x: Array, y: Array, dx: Array, a: float) -> None:
    """dx = dy (dy/dx), for a whole layer."""
    if code == codes.SOFTMAX:
        softmax_pull_back(dy, y, dx)
    elif code == codes.RELU:
        for i in range(len(x)):
            dx[i] = dy[i] * slope(codes.RELU, x[i], y[i], a)
    else:
        for i in range(len(x)):
            dx[i] = dy[i] * slope(code, x[i], y[i], a)


@njit
def largest_of(x: Array) -> float:
    """The largest number of a row."""
    largest: float = x[0]
    for i in range(1, len(x)):
        largest = x[i] if x[i] > largest else largest
    return largest


@njit
def softmax(x: Array, y: Array) -> None:
    """The one curve that looks at a whole row, `(C,)`: y_i = exp(x_i) / sum_j exp(x_j)."""
    largest, total = largest_of(x), 0.0
    for i in range(len(x)):
        y[i] = math.exp(x[i] - largest)
        total += y[i]
    for i in range(len(x)):
        y[i] /= total


@njit
def softmax_pull_back(dy: Array, y: Array, dx: Array) -> None:
    """dx_i = y_i (dy_i - sum_j dy_j y_j)."""
    mean = 0.0
    for j in range(len(y)):
        mean += dy[j] * y[j]
    for i in range(len(y)):
        dx[i] = y[i] * (dy[i] - mean)
