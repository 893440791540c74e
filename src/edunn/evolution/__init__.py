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
