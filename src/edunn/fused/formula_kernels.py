"""Formula kernels: loops around the methods of the readable classes.

For gradients there is one row at a time: `value` and `backward` of a layer, `loss_of_row`. For
populations rows lie side by side: `value_of_block` and `losses_of_block` take what one neuron
computes for a block of rows. An optimizer's `update` runs over the parameters, a number at a time
where the readable one has a vector.

Only softmax, alone and with cross-entropy, works on whole rows and has its formula here again.
"""

import math
from types import ModuleType
from typing import Any

import numpy as np

from edunn.activations import Elementwise
from edunn.activations.sigmoid import sigmoid as readable_sigmoid
from edunn.arrays import Array
from edunn.fused.compiled import inlined, njit
from edunn.fused.scalar import EXACT, VECTORIZED, Compiled, choice, compiled, exp, log, own, selves
from edunn.fused.stack import ELEMENTWISE, OPTIMIZERS, PER_OUTPUT, Rule
from edunn.losses import PerOutputLoss
from edunn.optimizers import Optimizer


def value_loop(kind: type[Elementwise], numpy: ModuleType) -> Compiled:
    """y = value(x), number by number."""
    value, make = compiled(kind.value, numpy), selves(kind)

    @inlined
    def loop(settings: Array, x: Array, y: Array) -> None:
        itself = make(settings)
        for i in range(len(x)):
            y[i] = value(itself, x[i])

    return loop


def backward_loop(kind: type[Elementwise]) -> Compiled:
    """dx = dy * derivative(x, y), number by number."""
    derivative, make = compiled(kind.derivative, EXACT), selves(kind)

    @inlined
    def loop(settings: Array, dy: Array, x: Array, y: Array, dx: Array) -> None:
        itself = make(settings)
        for i in range(len(x)):
            dx[i] = dy[i] * derivative(itself, x[i], y[i])

    return loop


value = choice([value_loop(kind, EXACT) for kind in ELEMENTWISE], "settings, x, y")
"""y of a layer, for one row: `value(code, settings, x, y)`."""

backward = choice([backward_loop(kind) for kind in ELEMENTWISE], "settings, dy, x, y, dx")
"""dx of a layer, for one row: `backward(code, settings, dy, x, y, dx)`."""

value_of_block = choice([value_loop(kind, VECTORIZED) for kind in ELEMENTWISE], "settings, x, y")
"""y of one neuron, for a block of rows `(B,)`: `value_of_block(code, settings, x, y)`."""


@njit
def fill(q: Array, number: float) -> None:
    """The same number everywhere."""
    for i in range(len(q)):
        q[i] = number


@njit
def copy(q: Array, into: Array) -> None:
    """The same numbers in another array."""
    for i in range(len(q)):
        into[i] = q[i]


@njit
def penalty_of(w: float, l1: float, l2: float) -> float:
    """The penalty of one weight."""
    return l1 * abs(w) + 0.5 * l2 * w * w


@njit
def largest_of(x: Array) -> float:
    """The largest number of a row."""
    largest: float = x[0]
    for i in range(1, len(x)):
        largest = x[i] if x[i] > largest else largest
    return largest


@njit
def softmax(x: Array, y: Array) -> None:
    """y_i = exp(x_i) / sum_j exp(x_j), for one row `(C,)`."""
    largest, total = largest_of(x), 0.0
    for i in range(len(x)):
        y[i] = math.exp(x[i] - largest)
        total += y[i]
    for i in range(len(x)):
        y[i] /= total


@njit
def softmax_backward(dy: Array, y: Array, dx: Array) -> None:
    """dx_i = y_i (dy_i - sum_j dy_j y_j)."""
    mean = 0.0
    for j in range(len(y)):
        mean += dy[j] * y[j]
    for i in range(len(y)):
        dx[i] = y[i] * (dy[i] - mean)


@njit
def largest_of_block(x: Array, largest: Array) -> None:
    """The largest number of each row; x (C, B), largest (B,)."""
    fill(largest, -math.inf)
    for i in range(len(x)):
        for r in range(len(largest)):
            largest[r] = x[i, r] if x[i, r] > largest[r] else largest[r]


@njit
def softmax_of_block(x: Array, y: Array, largest: Array, total: Array) -> None:
    """The softmax of each row of a block; x and y (C, B), largest and total (B,)."""
    largest_of_block(x, largest)
    fill(total, 0.0)
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] = exp(x[i, r] - largest[r])
            total[r] += y[i, r]
    for i in range(len(x)):
        for r in range(len(total)):
            y[i, r] /= total[r]


sigmoid = compiled(readable_sigmoid, EXACT)


def row_loop(kind: type[PerOutputLoss]) -> Compiled:
    """The loss of one row; its gradient is written into `dy`."""
    cost, derivative = compiled(kind.cost, EXACT), compiled(kind.derivative, EXACT)
    make, is_mean = selves(kind), kind.is_mean

    @inlined
    def loop(settings: Array, y: Array, t: Array, dy: Array) -> float:
        itself, total, share = make(settings), 0.0, len(y) if is_mean else 1
        for o in range(len(y)):
            total += cost(itself, y[o], t[o])
            dy[o] = derivative(itself, y[o], t[o]) / share
        return total / share

    return loop


def block_loop(kind: type[PerOutputLoss]) -> Compiled:
    """The loss of each row of a block is added to `sums`, `(B,)`; y and t are (O, B)."""
    cost, make, is_mean = compiled(kind.cost, VECTORIZED), selves(kind), kind.is_mean

    @inlined
    def loop(settings: Array, y: Array, t: Array, sums: Array) -> None:
        itself = make(settings)
        for o in range(len(y)):
            for r in range(len(sums)):
                sums[r] += cost(itself, y[o, r], t[o, r])
        if is_mean:
            for r in range(len(sums)):
                sums[r] /= len(y)

    return loop


loss_of_row = choice([row_loop(kind) for kind in PER_OUTPUT], "settings, y, t, dy")
"""The loss of a row, and its gradient: `loss_of_row(code, settings, y, t, dy)`."""

losses_of_block = choice([block_loop(kind) for kind in PER_OUTPUT], "settings, y, t, sums")
"""The losses of a block of rows: `losses_of_block(code, settings, y, t, sums)`."""


@njit
def softmax_cross_entropy(z: Array, t: Array, dz: Array) -> float:
    """-sum_o t_o log_softmax(z)_o of one row, and its gradient, probability minus target."""
    largest, none = largest_of(z), own(z, 0.0)
    whole, total, hit = none, none, none
    for o in range(len(z)):
        below = z[o] - largest
        dz[o] = math.exp(below)
        total += dz[o]
        whole += t[o]
        hit += t[o] * below
    for o in range(len(z)):
        dz[o] = dz[o] * (whole / total) - t[o]
    loss: float = whole * math.log(total) - hit
    return loss


@njit
def softmax_cross_entropies(z: Array, t: Array, sums: Array, largest: Array, total: Array) -> None:
    """-sum_o t_o log_softmax(z)_o of each row of a block, `(B,)`; z and t (O, B)."""
    largest_of_block(z, largest)
    fill(total, 0.0)
    for o in range(len(z)):
        for r in range(len(total)):
            total[r] += exp(z[o, r] - largest[r])
    fill(sums, 0.0)
    for r in range(len(total)):
        total[r] = log(total[r])
    for o in range(len(z)):
        for r in range(len(total)):
            sums[r] += t[o, r] * (total[r] - (z[o, r] - largest[r]))


def update_loop(kind: type[Optimizer]) -> Compiled:
    """Theta and the optimizer's vectors m and v after a step, number by number."""
    update, make = compiled(kind.update, EXACT), selves(kind)
    State: Any = type(kind().start(np.empty(0)))
    loops = {2: _without_memory, 3: _with_one_vector, 4: _with_two_vectors}
    return loops[len(State._fields)](update, make, State)


def _without_memory(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(
        settings: Array, theta: Array, m: Array, v: Array, g: Array, rate: float, t: float
    ) -> None:
        itself = make(settings)
        for i in range(len(theta)):
            theta[i] = update(itself, State(theta[i], t), g[i], rate)[0]

    return loop


def _with_one_vector(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(
        settings: Array, theta: Array, m: Array, v: Array, g: Array, rate: float, t: float
    ) -> None:
        itself = make(settings)
        for i in range(len(theta)):
            theta[i], _, m[i] = update(itself, State(theta[i], t, m[i]), g[i], rate)

    return loop


def _with_two_vectors(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(
        settings: Array, theta: Array, m: Array, v: Array, g: Array, rate: float, t: float
    ) -> None:
        itself = make(settings)
        for i in range(len(theta)):
            theta[i], _, m[i], v[i] = update(itself, State(theta[i], t, m[i], v[i]), g[i], rate)

    return loop


_update = choice([update_loop(kind) for kind in OPTIMIZERS], "settings, theta, m, v, g, rate, t")


@njit
def update(rule: Rule, theta: Array, m: Array, v: Array, g: Array, rate: float, t: int) -> None:
    """The step that follows `t` steps; as a float `t` makes bias correction one power a loop.

    An optimizer with one vector besides theta keeps it in `m`; one with none leaves both alone.
    """
    _update(rule.code, rule.settings, theta, m, v, g, rate, float(t))


@njit
def is_finite(q: Array) -> bool:
    """Whether no number is infinite or NaN."""
    finite = True
    for i in range(len(q)):
        finite &= math.isfinite(q[i])
    return finite


@njit
def is_clipped(rule: Rule) -> bool:
    """Whether the gradient is kept short in any way."""
    return rule.clip_norm < math.inf or rule.clip_value < math.inf


@njit
def clip(g: Array, rule: Rule) -> None:
    """Keep the gradient no longer than `clip_norm`, and within `clip_value`, if it is finite."""
    if rule.clip_norm < math.inf:
        square = 0.0
        for i in range(len(g)):
            square += float(g[i]) ** 2
        length = math.sqrt(square)
        if length > rule.clip_norm:
            for i in range(len(g)):
                g[i] *= rule.clip_norm / length
    if rule.clip_value < math.inf and is_finite(g):  # infinity has to be noticed, not hidden
        for i in range(len(g)):
            g[i] = min(max(g[i], -rule.clip_value), rule.clip_value)
