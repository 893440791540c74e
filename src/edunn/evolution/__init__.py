"""Evolution: training by the fitness of populations, without gradients.

`genetic_algorithm` breeds a population by `selection`, `crossover` and `mutation`. The other
strategies sample around one point and move it, from the simplest to the most adaptive:
`random_search` and the hill climber are baselines; `openai_es` estimates a gradient from pairs of
samples, `low_rank_es` from thousands of them, for large networks; `pgpe` and `snes` also learn a
sigma for each gene; `sep_cma_es` and `cma_es` add evolution paths, and `cma_es` learns the
covariance of all genes. `base` states the contract of all.
"""

from edunn.evolution.base import SearchSpace, Strategy, maximize
from edunn.evolution.cma_es import CMAES
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.lineage import summary
from edunn.evolution.low_rank_es import LowRankES
from edunn.evolution.openai_es import OpenAIES
from edunn.evolution.pgpe import PGPE
from edunn.evolution.random_search import HillClimber, RandomSearch
from edunn.evolution.recipes import ORIGINAL, from_settings
from edunn.evolution.sep_cma_es import SepCMAES
from edunn.evolution.snes import SNES

NAMES: dict[str, type[Strategy]] = {
    "genetic_algorithm": GeneticAlgorithm,
    "random_search": RandomSearch,
    "hill_climber": HillClimber,
    "openai_es": OpenAIES,
    "low_rank_es": LowRankES,
    "pgpe": PGPE,
    "snes": SNES,
    "sep_cma_es": SepCMAES,
    "cma_es": CMAES,
}
"""Every strategy by its name."""

__all__ = [
    "CMAES",
    "ORIGINAL",
    "PGPE",
    "SNES",
    "GeneticAlgorithm",
    "HillClimber",
    "LowRankES",
    "OpenAIES",
    "RandomSearch",
    "SearchSpace",
    "SepCMAES",
    "Strategy",
    "from_settings",
    "maximize",
    "summary",
]
