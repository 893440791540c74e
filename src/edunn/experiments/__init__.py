"""Many runs at once: a recipe over many seeds, recipes beside each other, and the article again.

    recipe = Recipe([[4], [8, "relu"], [3, "softmax"]], "adam", {"epochs": 50})
    repeat(recipe, "iris", seeds=20)                           # one recipe: a distribution
    compare(recipe.grid(learning_rate=[0.01, 0.1]), "iris")    # which is better, and is it luck?
    reproduce(quick=True)                                      # the article's experiments

`article` is the table of its experiments, `findings` the table of its claims; everything said about
them is decided by numbers measured on the spot.
"""

from edunn.experiments.article import EXPERIMENTS, NOT_REPEATED
from edunn.experiments.claims import Claim, Finding, Verdict
from edunn.experiments.comparing import compare
from edunn.experiments.comparison import Comparison
from edunn.experiments.contest import Contest
from edunn.experiments.distribution import Distribution
from edunn.experiments.duel import Duel, sign_test
from edunn.experiments.experiment import Experiment
from edunn.experiments.findings import CLAIMS
from edunn.experiments.grid import Axis, Grid
from edunn.experiments.heat import Heat
from edunn.experiments.pages.comparison import html_comparison
from edunn.experiments.pages.report import html_report
from edunn.experiments.recipe import Recipe
from edunn.experiments.repeating import repeat
from edunn.experiments.reproduction import (
    Progress,
    Reproduction,
    machine,
    reproduce,
    results,
    select,
)
from edunn.experiments.result import Result
from edunn.experiments.runs import Runs
from edunn.experiments.scores import Curve, Errors, Run, Score
from edunn.experiments.units import Unit, unit_for

__all__ = [
    "CLAIMS",
    "EXPERIMENTS",
    "NOT_REPEATED",
    "Axis",
    "Claim",
    "Comparison",
    "Contest",
    "Curve",
    "Distribution",
    "Duel",
    "Errors",
    "Experiment",
    "Finding",
    "Grid",
    "Heat",
    "Progress",
    "Recipe",
    "Reproduction",
    "Result",
    "Run",
    "Runs",
    "Score",
    "Unit",
    "Verdict",
    "compare",
    "html_comparison",
    "html_report",
    "machine",
    "repeat",
    "reproduce",
    "results",
    "select",
    "sign_test",
    "unit_for",
]
