"""Learning from heights alone: populations that are scored and bred, or drawn around a place."""

from edunn.evolution.base import Genome, Strategy
from edunn.evolution.climbing import climb
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.lineage import summary
from edunn.evolution.recipes import ORIGINAL, from_settings
from edunn.evolution.strategies import (
    CMAES,
    PGPE,
    SNES,
    HillClimber,
    OpenAIES,
    RandomSearch,
    RankOneES,
    SepCMAES,
)

NAMES: dict[str, type[Strategy]] = {
    "genetic_algorithm": GeneticAlgorithm,
    "random_search": RandomSearch,
    "hill_climber": HillClimber,
    "openai_es": OpenAIES,
    "rank_one_es": RankOneES,
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
    "Genome",
    "HillClimber",
    "OpenAIES",
    "RandomSearch",
    "RankOneES",
    "SepCMAES",
    "Strategy",
    "climb",
    "from_settings",
    "summary",
]
