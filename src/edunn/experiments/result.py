"""A result: one experiment, all its seeds, and the distribution that they make."""

from dataclasses import dataclass
from typing import Any, final

from edunn.experiments.experiment import Experiment
from edunn.experiments.scores import Distribution, Run


@final
@dataclass(frozen=True)
class Result:
    """What all runs of an experiment say together.

    Example:
        >>> from edunn.experiments import EXPERIMENTS, Score
        >>> runs = [Run(seed, *2 * [Score(("a", "b"), ((3, 1), (seed, 4)))]) for seed in (0, 1, 2)]
        >>> result = Result(EXPERIMENTS[0], tuple(runs))
        >>> print(result.training)
        0.778 (0.700 .. 0.875)
        >>> result.median_run.seed
        1
    """

    experiment: Experiment
    runs: tuple[Run, ...]

    @property
    def training(self) -> Distribution:
        """Accuracy on the rows learned from: all of them, as in the article."""
        return Distribution.of(run.training.accuracy for run in self.runs)

    @property
    def held_out(self) -> Distribution:
        """Accuracy on rows never seen, of networks that learned from the others."""
        return Distribution.of(run.held_out.accuracy for run in self.runs)

    @property
    def median_run(self) -> Run:
        """The run in the middle by training accuracy: no better and no worse than usual."""
        ordered = sorted(self.runs, key=lambda run: (run.training.accuracy, run.seed))
        return ordered[(len(ordered) - 1) // 2]

    @property
    def seconds(self) -> float:
        """The computing time of all runs."""
        return sum(run.seconds for run in self.runs)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            **self.experiment.to_dict(),
            "training": self.training._asdict(),
            "held_out": self.held_out._asdict(),
            "median_seed": self.median_run.seed,
            "seconds": round(self.seconds, 3),
            "runs": [run.to_dict() for run in self.runs],
        }
