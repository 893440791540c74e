"""A runner: one lane of a race with one seed, always one step ahead of where it is counted."""

from dataclasses import dataclass, replace
from typing import Any, final

import numpy as np

from edunn.errors import DivergedError
from edunn.network import Learned
from edunn.training import EvolutionTraining, Examples, GradientDescentTraining, Training

DESCENT_PASSES = 3
"""What a row costs a way that asks for the slope: once forward, and twice as much back."""

MOST_MEASURED = 2_000
"""Of the rows learned from, so many at most are measured, evenly spaced; of those held out, all."""


@final
@dataclass(frozen=True)
class Lap:
    """How one lane with one seed did when a mark of the budget was reached.

    Example:
        >>> Lap("adam", 0, 100, 96, 0.7, 0.6, 0.8, 0.5).passes
        96
    """

    lane: str
    seed: int

    mark: int
    """How many forward passes it was allowed to use."""

    passes: int
    """How many it had used where it stood last, at or before the mark."""

    loss: float
    accuracy: float | None
    """Of the rows learned from; None where the task is not classification."""

    val_loss: float
    val_accuracy: float | None

    ending: str = ""
    """Why it went no further; empty while it goes on."""


@dataclass(frozen=True)
class Place:
    """Where a network stood after so many passes."""

    passes: int
    learned: Learned


@final
class Runner:
    """A training that halts at marks, and is measured there.

    It takes each step before it knows whether the step ends at or before the mark; where it does
    not, the runner is counted where it stood before. A training that ends or diverges leaves its
    runner where it left the network, for all marks to come.

    Args:
        lane: its name.
        seed: what repeats it.
        training: before its first step.
        held_out: rows to be measured on, never learned from.

    Example:
        >>> from edunn import Model
        >>> from edunn.training import Examples
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> training = model.training("adam", [[0.0], [1.0]], [1.0, 3.0], learning_rate=0.1)
        >>> runner = Runner("adam", 1, training, Examples(np.array([[2.0]]), np.array([[5.0]])))
        >>> runner.price, runner.lap(15).passes, runner.lap(17).passes, runner.lap(18).passes
        (6, 12, 12, 18)
    """

    def __init__(self, lane: str, seed: int, training: Training, held_out: Examples) -> None:
        self.lane = lane
        self.seed = seed
        self.training = training
        self.held_out = held_out
        every = -(-len(training.examples.x) // MOST_MEASURED)
        self.seen = training.examples.part(slice(None, None, every))
        self.ending = ""
        self._measured: dict[str, Any] = {}
        """What was measured here; empty after a step."""
        self.here = self._place()
        self.ahead: Place | None = self.here
        self._advance(mark=0)
        self.price = self.ahead.passes if self.ahead else 0
        """How many passes its first step takes."""

    @property
    def piece(self) -> str:
        """What its steps are called."""
        return "generation" if isinstance(self.training, EvolutionTraining) else "mini-batch"

    def lap(self, mark: int) -> Lap:
        """Go on to the mark, and measure."""
        while self.ahead is not None and self.ahead.passes <= mark:
            self._advance(mark)
        if not self._measured:
            self._measured = self._measure()
        passes, found = self.here.passes, self._measured
        return Lap(self.lane, self.seed, mark, passes, ending=self.ending, **found)

    def _advance(self, mark: int) -> None:
        """One stride: where it was ahead is now where it is."""
        self.here = self.ahead or self.here
        self._measured = {}
        try:
            self._stride(mark)
        except (StopIteration, DivergedError):
            self.here, self.ahead = self._place(), None  # back at its best, or before it diverged
            self.ending = self.training.history.ending
        else:
            self.ahead = self._place()

    def _stride(self, mark: int) -> None:
        """A whole epoch where one fits before the mark: the same steps, but fewer halts."""
        training = self.training
        epoch = DESCENT_PASSES * len(training.examples.x)
        if isinstance(training, GradientDescentTraining) and self.here.passes + epoch <= mark:
            next(training)
        else:
            training.step()

    def _place(self) -> Place:
        return Place(self.training.forward_passes, replace(self.training.learned))

    def _measure(self) -> dict[str, Any]:
        loss, accuracy = self._scored(self.seen)
        val_loss, val_accuracy = self._scored(self.held_out)
        return {
            "loss": loss,
            "accuracy": accuracy,
            "val_loss": val_loss,
            "val_accuracy": val_accuracy,
        }

    def _scored(self, rows: Examples) -> tuple[float, float | None]:
        """Loss, its penalty included, and accuracy; rows count alike."""
        objective, learned = self.training.objective, self.here.learned
        with np.errstate(all="ignore"):  # an infinite loss says enough by itself
            scores = objective.logits(learned.theta, rows.x, learned.statistics)
            loss = float(objective.mean_loss(scores, rows.t) + objective.penalty(learned.theta))
        right = objective.are_right(scores, rows.t) if self.training.plan.classifies else None
        return loss, None if right is None else float(right.mean())
