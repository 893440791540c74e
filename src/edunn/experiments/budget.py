"""A budget of forward passes, and a training that is measured at marks of it.

Cost is counted neither in seconds nor in epochs but in forward passes: one row through the network
once is one, and the backward pass of gradient descent counts two more. A generation of 50 networks
on 112 rows costs 5,600, a mini-batch of 32 rows by gradient descent 96.

The marks are evenly spaced by ratio, ten a decade. At each, a training is measured in the state
that it had reached *at or before* the mark. It advances by its smallest step (a mini-batch or a
generation), so that even a budget below one epoch of a large data set can be resolved. Measuring
costs no passes.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, final

import numpy as np

from edunn.errors import DivergedError
from edunn.network import Learned
from edunn.training import EvolutionTraining, Examples, GradientDescentTraining, Training

PREFERRED = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0)
"""Ten numbers a decade, each about a quarter larger than the one before."""

PASSES_PER_ROW = 2_000
LARGEST_DEFAULT = 2_000_000
"""The default budget is so many passes for each row, but no more than this in all."""

DESCENT_PASSES = 3
"""The cost of a row for gradient descent: one forward pass, and a backward pass counts two."""

MOST_MEASURED = 2_000
"""At most so many rows of the training set are measured, evenly spaced; of held-out rows, all."""


def budget_marks(first: int, budget: int) -> tuple[int, ...]:
    """Where trainings are measured: ten marks a decade from `first` or just below, to the budget.

    Example:
        >>> budget_marks(96, 500)
        (80, 100, 125, 160, 200, 250, 315, 400, 500)
    """
    series = [
        int(number * 10**decade) for decade in range(len(str(budget))) for number in PREFERRED
    ]
    begin = max((mark for mark in series if mark <= first), default=1)
    return tuple(sorted({mark for mark in series if begin <= mark < budget} | {budget}))


def default_budget(rows: int) -> int:
    """A round number of passes that separates algorithms on a small table within seconds.

    Example:
        >>> default_budget(150), default_budget(70_000)
        (250000, 2000000)
    """
    return budget_marks(1, min(PASSES_PER_ROW * rows, LARGEST_DEFAULT) + 1)[-2]


@final
@dataclass(frozen=True)
class Measurement:
    """How well one contender did with one seed at one mark of the budget.

    Args:
        mark: how many forward passes were allowed.
        passes: how many had been used in the last state at or before the mark.
        loss, accuracy: on the training set; there is no accuracy in a regression.
        val_loss, val_accuracy: on held-out rows.
        ending: why the training ended; empty while it goes on.
        notes: what deserves attention in the training.

    Example:
        >>> Measurement("adam", 0, 100, 96, 0.7, 0.6, 0.8, 0.5).passes
        96
    """

    contender: str
    seed: int
    mark: int
    passes: int
    loss: float
    accuracy: float | None
    val_loss: float
    val_accuracy: float | None
    ending: str = ""
    notes: tuple[str, ...] = ()


class _State(NamedTuple):
    """A network after so many passes."""

    passes: int
    learned: Learned


@final
class BudgetedTraining:
    """A training that pauses at marks of its budget, and is measured there.

    Whether a step ends at or before a mark is known only after it, so the training is always one
    step ahead of the state that is measured. A training that ends or diverges is measured in its
    last state at all further marks.

    Args:
        contender: the name of the contender.
        seed: the seed that reproduces it.
        training: before its first step.
        held_out: rows to measure, never trained on.

    Example:
        >>> from edunn import Model
        >>> from edunn.training import Examples
        >>> model = Model([[1], [1]], "mse", seed=1)
        >>> training = model.training("adam", [[0.0], [1.0]], [1.0, 3.0], learning_rate=0.1)
        >>> held_out = Examples(np.array([[2.0]]), np.array([[5.0]]))
        >>> adam = BudgetedTraining("adam", 1, training, held_out)
        >>> adam.first_cost, adam.at(15).passes, adam.at(17).passes, adam.at(18).passes
        (6, 12, 12, 18)
    """

    def __init__(self, contender: str, seed: int, training: Training, held_out: Examples) -> None:
        self.contender = contender
        self.seed = seed
        self.training = training
        self.held_out = held_out
        every = -(-len(training.examples.x) // MOST_MEASURED)
        self.trained_on = training.examples.part(slice(None, None, every))
        self.ending = ""
        self._measured: Measurement | None = None  # of the current state, once it is measured
        self.state = self._snapshot()
        self.ahead: _State | None = self.state
        self._advance(mark=0)
        self.first_cost = self.ahead.passes if self.ahead else 0
        """How many passes the first step takes."""

    @property
    def step_name(self) -> str:
        """What one of its steps is called."""
        return "generation" if isinstance(self.training, EvolutionTraining) else "mini-batch"

    def at(self, mark: int) -> Measurement:
        """Train up to the mark, and measure."""
        while self.ahead is not None and self.ahead.passes <= mark:
            self._advance(mark)
        if self._measured is None:
            self._measured = self._measure(mark)
        return replace(self._measured, mark=mark)

    def _advance(self, mark: int) -> None:
        """One step: the state ahead becomes the current one."""
        self.state = self.ahead or self.state
        self._measured = None
        try:
            self._step(mark)
        except (StopIteration, DivergedError):
            self.state, self.ahead = self._snapshot(), None  # the best, or before it diverged
            self.ending = self.training.history.ending
        else:
            self.ahead = self._snapshot()

    def _step(self, mark: int) -> None:
        """A whole epoch where one fits before the mark: the same steps, with fewer pauses."""
        training = self.training
        epoch = DESCENT_PASSES * len(training.examples.x)
        if isinstance(training, GradientDescentTraining) and self.state.passes + epoch <= mark:
            next(training)
        else:
            training.step()

    def _snapshot(self) -> _State:
        return _State(self.training.forward_passes, replace(self.training.learned))

    def _measure(self, mark: int) -> Measurement:
        passes, learned = self.state
        with np.errstate(all="ignore"):  # an infinite loss needs no warning
            on_trained = self.training.measured(self.trained_on, learned)
            scores = *on_trained, *self.training.measured(self.held_out, learned)
        notes = self.training.history.notes_on_result
        return Measurement(self.contender, self.seed, mark, passes, *scores, self.ending, notes)
