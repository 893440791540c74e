"""CMA-ES: covariance matrix adaptation, in the letters of Hansen's tutorial.

    x_i = m + sigma y_i,  y_i ~ N(0, C)                                     sample the population
    y_w = sum of w_i y_i, best first                                        rank and recombine
    m       <- m + sigma y_w                                                move the mean
    p_sigma <- (1 - c_sigma) p_sigma + sqrt(c_sigma (2 - c_sigma) mu_eff) C^(-1/2) y_w
    p_c     <- (1 - c_c) p_c + h_sigma sqrt(c_c (2 - c_c) mu_eff) y_w       evolution paths
    sigma   <- sigma exp(c_sigma / d_sigma (|p_sigma| / chi_n - 1))         step-size control
    C       <- decay C + c_1 p_c p_c^T + c_mu sum of w_i y_i y_i^T          rank-one, rank-mu update
               decay = 1 - c_1 - c_mu sum of w_i, and slightly more where p_c stalls

Successive steps in one direction make a long evolution path: sigma grows. Steps that cancel make a
short one: sigma shrinks.

The mean moves by the better half alone. In C the worse half may count too, with negative weights
(active CMA-ES): where bad steps lie, the distribution shrinks.

Source: Hansen (2016), "The CMA evolution strategy: a tutorial", figure 6 and equations 46 to 58
"""

from abc import abstractmethod
from dataclasses import dataclass
from math import exp, sqrt
from typing import ClassVar, NamedTuple, final

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.base import SearchSpace, Strategy
from edunn.evolution.equations import CMA_PATHS, cma_update
from edunn.evolution.ranking import all_equal, by_rank, recombination_weights, require_fitness
from edunn.evolution.sampling import SMALLEST, default_population_size
from edunn.formulas import Formula
from edunn.guards import require_count, require_positive, require_switch, unbox
from edunn.messages import Message


class CMAState(NamedTuple):
    """The state of CMA-ES; paths and covariances are float64, whatever theta is."""

    m: Array
    """The mean of the search distribution, `(n,)`."""

    t: int
    """The generations evaluated so far."""

    sigma: float
    """The step size."""

    p_sigma: Array
    """The evolution path of sigma, `(n,)`."""

    p_c: Array
    """The evolution path of the covariance, `(n,)`."""

    C: Array
    """The covariance, `(n, n)`, or its diagonal, `(n,)`."""


class StrategyParameters(NamedTuple):
    """The learning rates for P individuals with n genes.

    Example:
        >>> StrategyParameters.default(P=12, n=19).w.round(2)[:6]
        array([0.4 , 0.25, 0.17, 0.1 , 0.06, 0.02])
    """

    w: Array
    """The recombination weights, best first, `(P,)`: positive for the better half, their sum 1; of
    the worse half 0, or in active CMA-ES negative."""

    mu_eff: float
    """The variance effective selection mass: 1 / sum of squared weights."""

    c_sigma: float
    """The learning rate of p_sigma."""

    d_sigma: float
    """The damping of sigma."""

    c_c: float
    """The learning rate of p_c."""

    c_1: float
    """The learning rate of the rank-one update."""

    c_mu: float
    """The learning rate of the rank-mu update."""

    chi_n: float
    """The expected length of a standard normal vector, E|N(0, I)|."""

    @classmethod
    def default(cls, P: int, n: int) -> "StrategyParameters":
        """The defaults of the tutorial."""
        w = recombination_weights(P, cutoff=(P + 1) / 2)
        mu_eff = float(1 / np.square(w).sum())
        c_sigma = (mu_eff + 2) / (n + mu_eff + 5)
        c_1 = 2 / ((n + 1.3) ** 2 + mu_eff)
        return cls(
            w,
            mu_eff,
            c_sigma,
            d_sigma=1 + 2 * max(0.0, sqrt((mu_eff - 1) / (n + 1)) - 1) + c_sigma,
            c_c=(4 + mu_eff / n) / (n + 4 + 2 * mu_eff / n),
            c_1=c_1,
            c_mu=min(1 - c_1, 2 * (mu_eff - 2 + 1 / mu_eff) / ((n + 2) ** 2 + mu_eff)),
            chi_n=sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2)),
        )


@dataclass(frozen=True)
class CovarianceAdaptation(Strategy):
    """The update that CMA-ES and separable CMA-ES share; they differ in the form of C."""

    recommends: ClassVar[str] = "m"

    population_size: int | None = None
    sigma: float = 0.5

    def __post_init__(self) -> None:
        if self.population_size is not None:
            require_count("population_size", self.population_size, least=4)
        require_positive("sigma", self.sigma, hint=0.5)
        unbox(self)

    def start(self, space: SearchSpace, theta: Array, random: np.random.Generator) -> CMAState:
        """The isotropic distribution around theta."""
        n = theta.size
        C = self.identity(n)
        return CMAState(theta.copy(), 0, float(self.sigma), np.zeros(n), np.zeros(n), C)

    def tell(
        self, state: CMAState, population: Array, fitness: Array, random: np.random.Generator
    ) -> CMAState:
        """One generation of the update; without differences in fitness nothing is learned."""
        require_fitness(fitness, population)
        if all_equal(fitness):  # as where sigma is too small for the digits of m
            return state._replace(t=state.t + 1)
        parameters, t = self.parameters(*population.shape), state.t + 1
        w, mu_eff, c_sigma, d_sigma, c_c, c_1, c_mu, chi_n = parameters
        y = (population - state.m) / state.sigma  # (P, n)
        y_w = by_rank(np.maximum(w, 0), fitness) @ y  # (P,) (P, n) -> (n,)
        m = (state.m + state.sigma * y_w).astype(state.m.dtype)
        p_sigma = (1 - c_sigma) * state.p_sigma
        p_sigma += sqrt(c_sigma * (2 - c_sigma) * mu_eff) * self.whitened(state.C, y_w)
        h_sigma = is_short(p_sigma, t, c_sigma, chi_n)
        p_c = (1 - c_c) * state.p_c + h_sigma * sqrt(c_c * (2 - c_c) * mu_eff) * y_w
        log_factor = c_sigma / d_sigma * (float(np.linalg.norm(p_sigma)) / chi_n - 1)
        sigma = max(state.sigma * exp(min(1.0, log_factor)), SMALLEST)
        decay = 1 - c_1 - c_mu + (not h_sigma) * c_1 * c_c * (2 - c_c)
        C = self.updated(state.C, decay, p_c, y, by_rank(w, fitness), parameters)
        return CMAState(m, t, sigma, p_sigma, p_c, C)

    def parameters(self, P: int, n: int) -> StrategyParameters:
        """The learning rates for P individuals with n genes."""
        return StrategyParameters.default(P, n)

    @abstractmethod
    def identity(self, n: int) -> Array:
        """The covariance of independent genes."""

    @abstractmethod
    def whitened(self, C: Array, y: Array) -> Array:
        """C^(-1/2) y, `(n,)`."""

    @abstractmethod
    def updated(
        self, C: Array, decay: float, p_c: Array, y: Array, w: Array, rates: StrategyParameters
    ) -> Array:
        """The covariance after the rank-one and the rank-mu update."""


def negative_weights(P: int, n: int, rates: StrategyParameters) -> Array:
    """The weights of the worse half in active CMA-ES, `(P,)`, 0 for the better half.

    They fall with the logarithm of the rank, as the others do. Their sum is limited so that C
    remains positive definite, and so that it cannot shrink faster than it grows.

    Source:   equations 49 to 53 of the tutorial

    Example:
        >>> negative_weights(8, 5, StrategyParameters.default(8, 5)).round(2)
        array([ 0.  ,  0.  ,  0.  ,  0.  , -0.17, -0.46, -0.7 , -0.91])
    """
    raw = np.minimum(0.0, np.log((P + 1) / 2) - np.log(np.arange(1, P + 1)))
    mu_eff_minus = np.square(raw.sum()) / np.square(raw).sum()
    alpha_mu = 1 + rates.c_1 / rates.c_mu
    alpha_mu_eff = 1 + 2 * mu_eff_minus / (rates.mu_eff + 2)
    alpha_pos_def = (1 - rates.c_1 - rates.c_mu) / (n * rates.c_mu)
    weights: Array = min(alpha_mu, alpha_mu_eff, alpha_pos_def) * raw / -raw.sum()
    return weights


def is_short(p_sigma: Array, t: int, c_sigma: float, chi_n: float) -> bool:
    """Whether p_sigma is no longer than chance explains; else p_c stalls while sigma grows.

    Formula:  h_sigma = |p_sigma| < (1.4 + 2 / (n + 1)) chi_n sqrt(1 - (1 - c_sigma)^(2 t))
    """
    expected = chi_n * sqrt(1 - (1 - c_sigma) ** (2 * t))
    return bool(np.linalg.norm(p_sigma) < (1.4 + 2 / (p_sigma.size + 1)) * expected)


LARGEST = 1000
"""The largest number of genes whose covariances are learned."""


@final
@dataclass(frozen=True)
class CMAES(CovarianceAdaptation):
    """CMA-ES: learns the covariance of successful steps, so that a narrow valley becomes round.

    For small problems there is hardly anything better without gradients. n genes have n^2
    covariances, whose eigenvectors cost n^3 operations: beyond 1,000 genes use `SepCMAES`.

    Args:
        population_size: individuals in a generation, `P`; None is 4 + floor(3 log n).
        sigma: the initial step size.
        active: whether the worse half counts in C, with negative weights, as in the tutorial. With
            10 genes that saves 27 % of the evaluations on an ellipsoid, 43 % on a tablet (both of
            condition 1e6), 15 % on Rosenbrock's valley and none on a sphere.

    Formula:  C' = decay C + c_1 p_c p_c^T + c_mu sum of w_i y_i y_i^T, all else as in the module
              a negative w_i is multiplied by n / |C^(-1/2) y_i|^2
    Shapes:   m, y_i, p_c (n,), C (n, n), population (P, n), w (P,)
    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial"

    Example:
        >>> from edunn.evolution import maximize
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> maximize(CMAES(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    equations: ClassVar[tuple[Formula, ...]] = (
        Formula(
            "x_i = m + sigma y_i, y_i ~ N(0, C)",
            r"x_i = m + \sigma \, y_i, \quad y_i \sim N(0, C)",
        ),
        *CMA_PATHS,
        cma_update(is_diagonal=False),
    )

    active: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        require_switch("active", self.active)

    def parameters(self, P: int, n: int) -> StrategyParameters:
        """Those of the tutorial; with positive weights only unless it is active."""
        rates = super().parameters(P, n)
        return rates._replace(w=rates.w + negative_weights(P, n, rates)) if self.active else rates

    def identity(self, n: int) -> Array:
        """The matrix, `(n, n)`.

        Raises:
            SettingError: more genes than covariances can be learned for.
        """
        if n > LARGEST:
            raise SettingError(Message("setting.cma_es_is_too_large", n=n, most=LARGEST))
        return np.eye(n)

    def ask(self, state: CMAState, random: np.random.Generator) -> Array:
        """Samples of N(m, sigma^2 C)."""
        n = state.m.size
        B, d = principal_axes(state.C)
        z = random.standard_normal((self.population_size or default_population_size(n), n))
        y = (z * d) @ B.T  # (P, n) (n, n) -> (P, n)
        return (state.m + state.sigma * y).astype(state.m.dtype)

    def whitened(self, C: Array, y: Array) -> Array:
        """B diag(1 / d) B^T y."""
        B, d = principal_axes(C)
        return np.asarray(B @ ((B.T @ y) / d))

    def updated(
        self, C: Array, decay: float, p_c: Array, y: Array, w: Array, rates: StrategyParameters
    ) -> Array:
        """Both updates are matrices `(n, n)`; what negative weights take away, the decay leaves."""
        decay -= rates.c_mu * float(np.minimum(rates.w, 0).sum())
        rank_one, rank_mu = np.outer(p_c, p_c), (y.T * bounded(w, C, y)) @ y
        return decay * C + rates.c_1 * rank_one + rates.c_mu * rank_mu


def bounded(w: Array, C: Array, y: Array) -> Array:
    """The weights in the rank-mu update: a negative one counts less the longer its step is.

    Formula:  w_i n / |C^(-1/2) y_i|^2 if w_i < 0, else w_i
    Shapes:   w, result (P,), C (n, n), y (P, n)
    Source:   equation 46 of the tutorial

    Example:
        >>> bounded(np.array([1.0, -0.5]), np.eye(2), np.array([[1.0, 0.0], [0.0, 2.0]]))
        array([ 1.  , -0.25])
    """
    if not (w < 0).any():
        return w
    B, d = principal_axes(C)
    squares = np.square((y @ B) / d).sum(axis=1)  # (P, n) -> (P,)
    return np.where(w < 0, w * len(C) / np.maximum(squares, SMALLEST), w)


def principal_axes(C: Array) -> tuple[Array, Array]:
    """The principal axes of a distribution, the columns of B, and its width d along each.

    Formula:  C = B diag(d^2) B^T
    Shapes:   C, B (n, n), d (n,)

    Example:
        >>> B, d = principal_axes(np.array([[4.0, 0.0], [0.0, 9.0]]))
        >>> d
        array([2., 3.])
    """
    squares, B = np.linalg.eigh(C)
    return B, np.sqrt(np.maximum(squares, SMALLEST))
