"""Cumulation: what the two CMA strategies share, the memory of the last steps and what it tells.

Steps that point the same way add up to a long path: the strategy could have gone there in fewer,
so it looks farther. Steps that undo each other make a short path: it looks less far.

    weights -> y, the mean step -> paths -> sigma, the overall length of steps
"""

from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.evolution.ranking import logarithmic
from edunn.evolution.strategies.sampling import SMALLEST


class Rates(NamedTuple):
    """How much a generation of P individuals with n genes may teach: the tutorial's defaults.

    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial", with positive weights only

    Example:
        >>> Rates.of(P=12, n=19).weights.round(2)[:6]
        array([0.4 , 0.25, 0.17, 0.1 , 0.06, 0.02])
    """

    weights: Array
    """Of the individuals, best first, `(P,)`; they sum to 1, and the worse half has 0."""

    mu: float
    """How many individuals the weighted ones are worth: 1 / sum of squared weights."""

    c_sigma: float
    """What a new step counts in the path that steers sigma."""

    damping: float
    """How slowly sigma follows that path."""

    c_c: float
    """What a new step counts in the path that teaches the covariance."""

    c_1: float
    """What that path counts in the covariance."""

    c_mu: float
    """What the generation's own steps count in it."""

    chi: float
    """The mean length of a vector of n normal numbers."""

    @classmethod
    def of(cls, P: int, n: int) -> "Rates":
        """The defaults for a population and a number of genes."""
        weights = logarithmic(P, reach=(P + 1) / 2)
        mu = float(1 / np.square(weights).sum())
        c_sigma = (mu + 2) / (n + mu + 5)
        c_1 = 2 / ((n + 1.3) ** 2 + mu)
        return cls(
            weights,
            mu,
            c_sigma,
            damping=1 + 2 * max(0.0, sqrt((mu - 1) / (n + 1)) - 1) + c_sigma,
            c_c=(4 + mu / n) / (n + 4 + 2 * mu / n),
            c_1=c_1,
            c_mu=min(1 - c_1, 2 * (mu - 2 + 1 / mu) / ((n + 2) ** 2 + mu)),
            chi=sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2)),
        )


class Motion(NamedTuple):
    """Where a CMA strategy looks, and how it came there."""

    mean: Array
    """The middle of the samples, `(n,)`."""

    t: int
    sigma: float
    """The overall length of steps."""

    sigma_path: Array
    """Past steps in units of the cloud, `(n,)`; as long as a sample if chance alone walked."""

    path: Array
    """Past steps in units of sigma, `(n,)`."""

    covariance: Array
    """The shape of the cloud: `(n, n)`, or its diagonal `(n,)`."""

    @classmethod
    def start(cls, theta: Array, sigma: float, covariance: Array) -> "Motion":
        """At rest; paths are float64, whatever theta is."""
        rest = np.zeros(theta.size)
        return cls(theta.copy(), 0, float(sigma), rest, rest.copy(), covariance)


def moved(state: Motion, y: Array, whitened: Array, rates: Rates) -> Motion:
    """The state after the mean step y, in units of sigma; the covariance is still the old one.

    Formula:  mean' = mean + sigma y
              p_sigma' = (1 - c_sigma) p_sigma + sqrt(c_sigma (2 - c_sigma) mu) C^(-1/2) y
              p_c' = (1 - c_c) p_c + h sqrt(c_c (2 - c_c) mu) y, h as in `is_settled`
              sigma' = sigma exp(c_sigma / damping * (|p_sigma'| / chi - 1)), at most e sigma
    Shapes:   y, whitened = C^(-1/2) y, p_sigma, p_c, mean (n,)
    """
    c_sigma, c_c = rates.c_sigma, rates.c_c
    pull = sqrt(c_sigma * (2 - c_sigma) * rates.mu)
    p_sigma = (1 - c_sigma) * state.sigma_path + pull * whitened
    h = is_settled(p_sigma, state.t + 1, rates)
    leap = c_sigma / rates.damping * (float(np.linalg.norm(p_sigma)) / rates.chi - 1)
    return state._replace(
        mean=(state.mean + state.sigma * y).astype(state.mean.dtype),
        t=state.t + 1,
        sigma=max(state.sigma * exp(min(1.0, leap)), SMALLEST),
        sigma_path=p_sigma,
        path=(1 - c_c) * state.path + h * sqrt(c_c * (2 - c_c) * rates.mu) * y,
    )


def is_settled(p_sigma: Array, t: int, rates: Rates) -> bool:
    """Whether sigma is about right: no when the path is far longer than chance explains.

    Formula:  h = |p_sigma| < (1.4 + 2 / (n + 1)) chi sqrt(1 - (1 - c_sigma)^(2 t))
    """
    usual = rates.chi * sqrt(1 - (1 - rates.c_sigma) ** (2 * t))
    return bool(np.linalg.norm(p_sigma) < (1.4 + 2 / (p_sigma.size + 1)) * usual)


def kept(state: Motion, rates: Rates) -> float:
    """How much of the old covariance stays: what no path and no sample of this generation replaces.

    Formula:  1 - c_1 - c_mu + (1 - h) c_1 c_c (2 - c_c)
    """
    stalled = not is_settled(state.sigma_path, state.t, rates)
    return 1 - rates.c_1 - rates.c_mu + stalled * rates.c_1 * rates.c_c * (2 - rates.c_c)
