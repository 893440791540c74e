"""Learning by breeding: populations that are scored, selected, crossed and mutated."""

from edunn.evolution.base import Genome, Strategy
from edunn.evolution.genetic_algorithm import GeneticAlgorithm
from edunn.evolution.lineage import summary
from edunn.evolution.recipes import ORIGINAL, from_settings

__all__ = [
    "ORIGINAL",
    "GeneticAlgorithm",
    "Genome",
    "Strategy",
    "from_settings",
    "summary",
]
