"""The optimizers again, each written into theta and its memory, as in `edunn.optimizers`.

Letters: `g` gradient, `v` velocity or mean square, `m` mean, `G` sum of squares; all `(n,)`.
"""

import math

from edunn.arrays import Array
from edunn.fused import codes
from edunn.fused.compiled import njit
from edunn.fused.curves import own
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
def rmsprop(theta: Array, s: Array, g: Array, rate: float, rule: Rule) -> None:
    """A step in units of the slope's recent size."""
    old, new, epsilon = own(g, rule.rho), own(g, 1.0 - rule.rho), own(g, rule.epsilon)
    for i in range(len(theta)):
        s[i] = old * s[i] + new * g[i] * g[i]
        theta[i] -= rate * g[i] / (math.sqrt(s[i]) + epsilon)


@njit
def adam(theta: Array, m: Array, v: Array, g: Array, rate: float, t: int, rule: Rule) -> None:
    """A step of about the rate, whatever the slope; and the weight decay beside it."""
    old1, new1 = own(g, rule.beta1), own(g, 1.0 - rule.beta1)
    old2, new2 = own(g, rule.beta2), own(g, 1.0 - rule.beta2)
    root = math.sqrt(1.0 - rule.beta2 ** float(t))
    corrected = own(g, rate * root / (1.0 - rule.beta1 ** float(t)))
    epsilon, decay = own(g, rule.epsilon), own(g, rate * rule.weight_decay)
    for i in range(len(theta)):
        m[i] = old1 * m[i] + new1 * g[i]
        v[i] = old2 * v[i] + new2 * g[i] * g[i]
        theta[i] -= corrected * m[i] / (math.sqrt(v[i]) + epsilon) + decay * theta[i]


@njit
def is_finite(q: Array) -> bool:
    """Whether no number is infinite or NaN."""
    finite = True
    for i in range(len(q)):
        finite &= math.isfinite(q[i])
    return finite


@njit
def is_plain(rule: Rule) -> bool:
    """Whether theta moves by the gradient times the rate, and nothing else."""
    unclipped = rule.clip_norm == math.inf and rule.clip_value == math.inf
    return rule.code == codes.GRADIENT_DESCENT and unclipped


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
    if rule.clip_value < math.inf and is_finite(g):  # infinity is to be seen, not to be hidden
        for i in range(len(g)):
            g[i] = min(max(g[i], -rule.clip_value), rule.clip_value)


@njit
def move(rule: Rule, theta: Array, memory: Array, g: Array, rate: float, t: int) -> None:
    """The step number `t` of the optimizer; `memory` is (2, n)."""
    if rule.code == codes.GRADIENT_DESCENT:
        gradient_descent(theta, g, rate)
    elif rule.code == codes.MOMENTUM:
        momentum(theta, memory[0], g, rate, own(g, rule.decay))
    elif rule.code == codes.NESTEROV:
        nesterov(theta, memory[0], g, rate, own(g, rule.decay))
    elif rule.code == codes.ADAGRAD:
        adagrad(theta, memory[0], g, rate, own(g, rule.epsilon))
    elif rule.code == codes.RMSPROP:
        rmsprop(theta, memory[0], g, rate, rule)
    else:
        adam(theta, memory[0], memory[1], g, rate, t, rule)
