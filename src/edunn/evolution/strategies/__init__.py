"""Strategies that sample around one place and move it, where the genetic algorithm breeds a crowd.

From what needs the least explaining to what adapts the most: `RandomSearch` and `HillClimber` are
the baselines that everything else has to beat; `OpenAIES` estimates a slope from pairs of samples,
`RankOneES` from thousands of them, for large networks; `PGPE` and `SNES` also learn how far to look
along each axis; `SepCMAES` and `CMAES` also remember which way they have come, and the last learns
in which directions to look.
"""

from edunn.evolution.strategies.cma_es import CMAES
from edunn.evolution.strategies.hill_climber import HillClimber
from edunn.evolution.strategies.openai_es import OpenAIES
from edunn.evolution.strategies.pgpe import PGPE
from edunn.evolution.strategies.random_search import RandomSearch
from edunn.evolution.strategies.rank_one_es import RankOneES
from edunn.evolution.strategies.sep_cma_es import SepCMAES
from edunn.evolution.strategies.snes import SNES

__all__ = [
    "CMAES",
    "PGPE",
    "SNES",
    "HillClimber",
    "OpenAIES",
    "RandomSearch",
    "RankOneES",
    "SepCMAES",
]
