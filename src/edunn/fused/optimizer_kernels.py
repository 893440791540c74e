"""Optimizer kernels: loops around `update` of the readable classes, one parameter after the other.

The compiled `update` takes one parameter's state: a number where the readable one has a vector.
"""

import math
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.fused.compiled import inlined, njit
from edunn.fused.scalar import EXACT, Compiled, choice, compiled, selves
from edunn.fused.stack import OPTIMIZERS, Rule
from edunn.optimizers import Optimizer


def update_loop(kind: type[Optimizer]) -> Compiled:
    """Theta and the optimizer's memory after a step; `memory` is (2, n), whatever is used of it."""
    update, make = compiled(kind.update, EXACT), selves(kind)
    State: Any = type(kind().start(np.empty(0)))
    loops = {2: _without_memory, 3: _with_one_vector, 4: _with_two_vectors}
    return loops[len(State._fields)](update, make, State)


def _without_memory(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(settings: Array, theta: Array, memory: Array, g: Array, rate: float, t: float) -> None:
        itself = make(settings)
        for i in range(len(theta)):
            theta[i] = update(itself, State(theta[i], t), g[i], rate)[0]

    return loop


def _with_one_vector(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(settings: Array, theta: Array, memory: Array, g: Array, rate: float, t: float) -> None:
        itself, v = make(settings), memory[0]
        for i in range(len(theta)):
            theta[i], _, v[i] = update(itself, State(theta[i], t, v[i]), g[i], rate)

    return loop


def _with_two_vectors(update: Compiled, make: Compiled, State: Any) -> Compiled:
    @inlined
    def loop(settings: Array, theta: Array, memory: Array, g: Array, rate: float, t: float) -> None:
        itself, m, v = make(settings), memory[0], memory[1]
        for i in range(len(theta)):
            theta[i], _, m[i], v[i] = update(itself, State(theta[i], t, m[i], v[i]), g[i], rate)

    return loop


_update = choice([update_loop(kind) for kind in OPTIMIZERS], "settings, theta, memory, g, rate, t")


@njit
def update(rule: Rule, theta: Array, memory: Array, g: Array, rate: float, t: int) -> None:
    """The step that follows `t` steps; as a float `t` makes bias correction one power a loop."""
    _update(rule.code, rule.settings, theta, memory, g, rate, float(t))


@njit
def is_finite(q: Array) -> bool:
    """Whether no number is infinite or NaN."""
    finite = True
    for i in range(len(q)):
        finite &= math.isfinite(q[i])
    return finite


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
