"""The optimizers again, each written into theta and its memory, as in `edunn.optimizers`.

Letters: `g` gradient, `v` velocity or mean square, `m` mean, `G` sum of squares; all `(n,)`.
"""

import math

from edunn.arrays import Array
from edunn.fused import codes
from edunn.fused.compiled import njit
from edunn.fused.stack import Rule


@njit
def gradient_descent(theta: Array, g: Array, rate: float) -> None:
    """One step straight against the slope."""
    for i in range(len(theta)):
        theta[i] -= rate * g[i]


@njit
def momentum(theta: Array, v: Array, g: Array, rate: float, decay: float) -> None:
    """Gravity changes the velocity, the velocity changes the place."""
    for i in range(len(theta)):
        v[i] = decay * v[i] - rate * g[i]
        theta[i] += v[i]


@njit
def nesterov(theta: Array, v: Array, g: Array, rate: float, decay: float) -> None:
    """The velocity of momentum, and already a look at its next step."""
    for i in range(len(theta)):
        push = rate * g[i]
        v[i] = decay * v[i] - push
        theta[i] += decay * v[i] - push


@njit
def adagrad(theta: Array, G: Array, g: Array, rate: float, epsilon: float) -> None:
    """A step, the shorter the more slope this parameter has met."""
    for i in range(len(theta)):
        G[i] += g[i] * g[i]
        theta[i] -= rate * g[i] / (math.sqrt(G[i]) + epsilon)


@njit
def rmsprop(theta: Array, s: Array, g: Array, rate: float, rho: float, epsilon: float) -> None:
    """A step in units of the slope's recent size."""
    for i in range(len(theta)):
        s[i] = rho * s[i] + (1.0 - rho) * g[i] * g[i]
        theta[i] -= rate * g[i] / (math.sqrt(s[i]) + epsilon)


@njit
def adam(theta: Array, m: Array, v: Array, g: Array, rate: float, t: int, rule: Rule) -> None:
    """A step of about the rate, whatever the slope; and the weight decay beside it."""
    beta1, beta2, decay = rule.beta1, rule.beta2, rate * rule.weight_decay
    corrected = rate * math.sqrt(1.0 - beta2 ** float(t)) / (1.0 - beta1 ** float(t))
    for i in range(len(theta)):
        m[i] = beta1 * m[i] + (1.0 - beta1) * g[i]
        v[i] = beta2 * v[i] + (1.0 - beta2) * g[i] * g[i]
        theta[i] -= corrected * m[i] / (math.sqrt(v[i]) + rule.epsilon) + decay * theta[i]


@njit
def clip(g: Array, rule: Rule) -> None:
    """Keep the gradient no longer than `clip_norm`, and within `clip_value`."""
    if rule.clip_norm < math.inf:
        square = 0.0
        for i in range(len(g)):
            square += float(g[i]) ** 2
        length = math.sqrt(square)
        if length > rule.clip_norm:
            for i in range(len(g)):
                g[i] *= rule.clip_norm / length
    if rule.clip_value < math.inf:
        for i in range(len(g)):
            g[i] = min(max(g[i], -rule.clip_value), rule.clip_value)


@njit
def move(rule: Rule, theta: Array, memory: Array, g: Array, rate: float, t: int) -> None:
    """The step number `t` of the optimizer; `memory` is (2, n)."""
    if rule.code == codes.GRADIENT_DESCENT:
        gradient_descent(theta, g, rate)
    elif rule.code == codes.MOMENTUM:
        momentum(theta, memory[0], g, rate, rule.decay)
    elif rule.code == codes.NESTEROV:
        nesterov(theta, memory[0], g, rate, rule.decay)
    elif rule.code == codes.ADAGRAD:
        adagrad(theta, memory[0], g, rate, rule.epsilon)
    elif rule.code == codes.RMSPROP:
        rmsprop(theta, memory[0], g, rate, rule.rho, rule.epsilon)
    else:
        adam(theta, memory[0], memory[1], g, rate, t, rule)
