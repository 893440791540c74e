"""Many runs at once: a recipe over many seeds, several recipes compared, and the article again.

    recipe = Recipe([[4], [8, "relu"], [3, "softmax"]], "adam", {"epochs": 50})
    repeat(recipe, "iris", seeds=20)                           # one recipe: a distribution
    compare(recipe.grid(learning_rate=[0.01, 0.1]), "iris")    # which is better, or is it chance?
    Race(recipe.grid(algorithm=["adam", "pgpe"]), load("iris"))    # the same at equal cost
    reproduce(quick=True)                                      # the article's experiments

All of them produce the same thing: `Runs`, one recipe over many seeds, each run with a score and a
learning curve. Several of these are a `Comparison`; a race is one over forward passes.
"""

from edunn.experiments.article import Reproduction, reproduce
from edunn.experiments.budget import Measurement
from edunn.experiments.comparison import Comparison, compare
from edunn.experiments.curve import Curve
from edunn.experiments.grid import Axis, Grid
from edunn.experiments.heat import Heat
from edunn.experiments.outcome import Outcome, Standing
from edunn.experiments.pages import html_comparison, html_race, html_report
from edunn.experiments.race import Race
from edunn.experiments.recipe import Recipe
from edunn.experiments.repeating import repeat
from edunn.experiments.runs import Run, Runs, Score
from edunn.experiments.statistics import PairedComparison, Ranking, sign_test
from edunn.plots.bands import Band, Distribution

__all__ = [
    "Axis",
    "Band",
    "Comparison",
    "Curve",
    "Distribution",
    "Grid",
    "Heat",
    "Measurement",
    "Outcome",
    "PairedComparison",
    "Race",
    "Ranking",
    "Recipe",
    "Reproduction",
    "Run",
    "Runs",
    "Score",
    "Standing",
    "compare",
    "html_comparison",
    "html_race",
    "html_report",
    "repeat",
    "reproduce",
    "sign_test",
]
