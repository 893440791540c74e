"""CMA-ES: learn the shape of the hill, and look along its ridges."""

from dataclasses import dataclass
from typing import final

import numpy as np

from edunn.arrays import Array
from edunn.errors import SettingError
from edunn.evolution.base import Genome, Strategy
from edunn.evolution.fitness import require_scores
from edunn.evolution.ranking import is_level
from edunn.evolution.strategies.cumulation import Motion, Rates, kept, moved
from edunn.evolution.strategies.sampling import SMALLEST, usual_size, won
from edunn.guards import require_count, require_positive, unbox

LARGEST = 1000
"""The most genes whose covariances are learned."""


@final
@dataclass(frozen=True)
class CMAES(Strategy):
    """A cloud that turns and stretches until it lies along the ridge that leads to the summit.

    The covariance of the samples is learned from the steps that succeeded, so that a long
    narrow valley, for which a gene alone has no word, soon looks like a round bowl. For small
    problems there is hardly anything better without slopes. ("Covariance matrix adaptation".)

    n genes have n^2 covariances, whose eigenvectors cost n^3: above 1,000 genes it refuses, and
    `SepCMAES` is the way.

    Args:
        population_size: individuals a generation, `P`; None is 4 + floor(3 log n).
        sigma: how far it looks at first.

    Formula:  x_i = mean + sigma y_i, with y_i ~ N(0, C);  y = sum of w_i y_i, best first
              mean', sigma' and the path p_c' as in `cumulation.moved`
              C' = kept * C + c_1 p_c' p_c'^T + c_mu * sum of w_i y_i y_i^T
    Shapes:   mean, y_i, p_c (n,), C (n, n), population (P, n), w (P,)
    Source:   Hansen (2016), "The CMA evolution strategy: a tutorial"

    Example:
        >>> from edunn.evolution import climb
        >>> bowl = lambda population: -np.square(population - 1).sum(axis=1)
        >>> climb(CMAES(), bowl, np.zeros(2), generations=50).round(2)
        array([1., 1.])
    """

    population_size: int | None = None
    sigma: float = 0.5

    def __post_init__(self) -> None:
        if self.population_size is not None:
            require_count("population_size", self.population_size, least=4)
        require_positive("sigma", self.sigma, hint=0.5)
        unbox(self)

    def start(self, genome: Genome, theta: Array, random: np.random.Generator) -> Motion:
        """A round cloud where the network is now.

        Raises:
            SettingError: more genes than covariances can be learned for.
        """
        if theta.size > LARGEST:
            raise SettingError(
                f"cma_es would learn {theta.size:,}^2 covariances, one a pair of parameters; it is "
                f'for {LARGEST:,} parameters at most. Try "sep_cma_es", which learns one a '
                'parameter, or "openai_es".'
            )
        return Motion.start(theta, self.sigma, np.eye(theta.size))

    def ask(self, state: Motion, random: np.random.Generator) -> Array:
        """Samples of N(mean, sigma^2 C)."""
        n = state.mean.size
        B, d = principal_axes(state.covariance)
        z = random.standard_normal((self.population_size or usual_size(n), n))
        y = (z * d) @ B.T  # (P, n) (n, n) -> (P, n)
        return (state.mean + state.sigma * y).astype(state.mean.dtype)

    def tell(
        self, state: Motion, population: Array, fitness: Array, random: np.random.Generator
    ) -> Motion:
        """The cloud after learning from the better half; level ground teaches nothing."""
        require_scores(fitness, population)
        if is_level(fitness):  # as when the cloud is too small for the digits of its mean
            return state._replace(t=state.t + 1)
        rates = Rates.of(*population.shape)
        w = won(rates.weights, fitness)
        steps = (population - state.mean) / state.sigma  # (P, n)
        y = w @ steps  # (P,) (P, n) -> (n,)
        B, d = principal_axes(state.covariance)
        after = moved(state, y, B @ ((B.T @ y) / d), rates)
        path, crowd = np.outer(after.path, after.path), (steps.T * w) @ steps  # (n, n) both
        C = kept(after, rates) * state.covariance + rates.c_1 * path + rates.c_mu * crowd
        return after._replace(covariance=C)

    def answer(self, state: Motion, population: Array, fitness: Array) -> Array:
        """The mean."""
        return state.mean


def principal_axes(C: Array) -> tuple[Array, Array]:
    """Along which directions, the columns of B, a cloud lies, and its width d along each.

    Formula:  C = B diag(d^2) B^T
    Shapes:   C, B (n, n), d (n,)

    Example:
        >>> B, d = principal_axes(np.array([[4.0, 0.0], [0.0, 9.0]]))
        >>> d
        array([2., 3.])
    """
    squares, B = np.linalg.eigh(C)
    return B, np.sqrt(np.maximum(squares, SMALLEST))
