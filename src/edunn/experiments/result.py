"""A result: one experiment, and all of its runs."""

from dataclasses import dataclass
from typing import Any, final

from edunn.experiments.distribution import Distribution
from edunn.experiments.experiment import Experiment
from edunn.experiments.runs import Runs
from edunn.experiments.scores import Run


@final
@dataclass(frozen=True)
class Result:
    """What an experiment gave; the numbers are those of its runs.

    Example:
        >>> from edunn.experiments import EXPERIMENTS, Score
        >>> score, iris = Score(0.5, ("a", "b"), ((3, 1), (0, 4))), EXPERIMENTS[0]
        >>> print(Result(iris, Runs(iris.recipe, iris.data, (Run(0, score, score),))).training)
        0.875 (0.875 .. 0.875)
    """

    experiment: Experiment
    runs: Runs

    @property
    def training(self) -> Distribution:
        """Accuracy on the rows learned from: all of them, as in the article."""
        return self.runs.training

    @property
    def held_out(self) -> Distribution:
        """Accuracy on rows never seen, of networks that learned from the others."""
        return self.runs.held_out

    @property
    def median_run(self) -> Run:
        """The run in the middle by training accuracy: no better and no worse than usual."""
        return self.runs.median_run

    @property
    def seconds(self) -> float:
        """The computing time of all runs."""
        return self.runs.seconds

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return self.experiment.to_dict() | self.runs.to_dict()
