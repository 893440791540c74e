"""Live settings: what can be changed about a training in mid-run, and the record of each change."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, TypedDict, final

from pydantic import Field

from edunn import regularizers as penalties
from edunn.evolution import SearchSpace
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.experiment import Regularizer, penalty_of
from edunn.studio.messages import Conflict, Message, Number
from edunn.studio.runs.messages import Regularization
from edunn.training import (
    EvolutionTraining,
    GradientDescentTraining,
    Training,
    change_batch_size,
    change_regularizer,
    use_engine,
)

LONG = 5_000_000
"""Rows times parameters of an epoch from which on its progress is shown."""

STEP_SIZES = ("sigma", "scale", "learning_rate")
"""Settings of evolution that decide how far a child, or the mean of the samples, moves."""


class Change(Message):
    """A change of settings in mid-run, with its moment, so that a script can repeat it.

    Example:
        >>> Change(do="rate", epoch=40, value=0.01).in_words
        'After 40 epochs: another learning rate.'
    """

    do: Literal["rate", "batch_size", "regularize", "go_back", "extend", "engine"]
    epoch: int = Field(description="After so many epochs.")
    rows: int = Field(default=0, description="And so many rows of the next one.")
    steps: int = Field(default=0, description="Mini-batches of it: in runs of earlier versions.")
    value: Number = Field(
        default=None,
        description="The learning rate, rows of a mini-batch, a strength, or epochs added.",
    )
    regularizer: Regularizer | None = None
    engine: str = ""

    @property
    def in_words(self) -> str:
        """The change as a sentence."""
        change = Coded(f"change.{self.do}")
        if self.rows:
            return Coded("change.after_rows", epochs=self.epoch, rows=self.rows, change=change)
        if self.steps:
            return Coded(
                "change.after_batches", epochs=self.epoch, batches=self.steps, change=change
            )
        return Coded("change.after", epochs=self.epoch, change=change)

    @property
    def penalty(self) -> penalties.Regularizer | None:
        """The regularizer of this name and strength; None is no penalty."""
        if self.regularizer is None:
            return None
        return penalty_of(self.regularizer, self.value or 0.0)


@final
class Moment(TypedDict):
    """A moment of a training."""

    epoch: int
    rows: int


def moment_of(training: Training) -> Moment:
    """The present moment of a training, as the fields of a change."""
    epoch = len(training.history)
    if training.finished or not isinstance(training, GradientDescentTraining):
        return Moment(epoch=epoch, rows=0)
    return Moment(epoch=epoch, rows=training.position)


def rate_of(training: Training) -> float | None:
    """The learning rate of the next step; None for evolution."""
    if not isinstance(training, GradientDescentTraining):
        return None
    return training.optimizer.rate(training.state.t)


def progress_of(training: Training) -> float:
    """The share of the epoch that is done, from 0 to 1."""
    if not isinstance(training, GradientDescentTraining):
        return 0.0
    return training.position / len(training.order)


def is_long(training: Training) -> bool:
    """Whether an epoch takes so long that its progress should be shown."""
    return len(training.examples.x) * training.learned.theta.size > LONG


def set_rate(training: Training, rate: float) -> Change:
    """Set the learning rate from now on; the network stays as it is.

    Raises:
        Conflict: the algorithm is evolution, which has none.
    """
    if not isinstance(training, GradientDescentTraining):
        raise Conflict(Coded("run.has_no_learning_rate"))
    training.optimizer = replace(training.optimizer, learning_rate=rate)
    return Change(do="rate", **moment_of(training), value=rate)


def set_engine(training: Training, engine: str) -> Change:
    """Go on with another engine; the last digits of what follows are those of that engine."""
    use_engine(training, engine)
    return Change(do="engine", **moment_of(training), engine=engine)


def set_batch_size(training: Training, rows: int) -> Change:
    """Set the size of the mini-batches from now on; the network stays as it is.

    Raises:
        Conflict: the algorithm is evolution, whose settings stay.
    """
    if not isinstance(training, GradientDescentTraining):
        raise Conflict(Coded("run.settings_stay"))
    change_batch_size(training, rows)
    return Change(do="batch_size", **moment_of(training), value=rows)


def set_regularizer(training: Training, name: Regularizer | None, strength: float) -> Change:
    """Set the penalty in all hidden layers of neurons from now on; the network stays as it is.

    Raises:
        Conflict: the algorithm is evolution, whose settings stay.
    """
    if not isinstance(training, GradientDescentTraining):
        raise Conflict(Coded("run.settings_stay"))
    change = Change(do="regularize", **moment_of(training), value=strength, regularizer=name)
    change_regularizer(training, change.penalty)
    return change


def changed_settings(changes: Sequence[Change]) -> dict[str, Any]:
    """The settings that were changed in mid-run, as fields of the run's message.

    Example:
        >>> changed_settings([Change(do="batch_size", epoch=2, value=8)])
        {'batch_size': 8, 'regularization': None}
    """
    latest = {change.do: change for change in changes}
    size, penalty = latest.get("batch_size"), latest.get("regularize")
    return {
        "batch_size": size and int(size.value or 0),
        "regularization": penalty
        and Regularization(regularizer=penalty.regularizer, strength=penalty.value or 0.0),
    }


def go_back(training: Training) -> tuple[Change, str]:
    """Back to the last good network, with half the step size and a fresh optimizer state.

    Returns:
        The change, and what was halved, as a phrase.
    """
    training.history.reopen()
    change = Change(do="go_back", epoch=len(training.history))
    if isinstance(training, EvolutionTraining):
        training.strategy = with_half_step(training.strategy)
        training.state = training.strategy.start(
            SearchSpace.of(training.objective.network), training.learned.theta, training.random
        )
        return change, Coded("run.with_half_step")
    rate = (rate_of(training) or 0.0) / 2
    set_rate(training, rate)
    if isinstance(training, GradientDescentTraining):
        training.state = training.optimizer.start(training.learned.theta)
        training.position = 0
    return change.model_copy(update={"value": rate}), Coded("run.with_half_rate", rate=rate)


def with_half_step(strategy: Any) -> Any:
    """The same strategy with half its step size, that of its mutation included.

    Example:
        >>> from edunn.evolution import OpenAIES
        >>> with_half_step(OpenAIES(sigma=0.5, learning_rate=0.25))
        OpenAIES(population_size=50, sigma=0.25, learning_rate=0.125)
    """
    halved: dict[str, Any] = {}
    for field in fields(strategy):
        value = getattr(strategy, field.name)
        if field.name in STEP_SIZES and isinstance(value, int | float):
            halved[field.name] = value / 2
        elif field.name == "mutation" and is_dataclass(value):
            halved[field.name] = with_half_step(value)
    return replace(strategy, **halved)


def extend(training: Training, epochs: int) -> Change:
    """Add epochs to the plan.

    Raises:
        Conflict: more than a run may have.
    """
    total = training.plan.epochs + epochs
    if total > limits.EPOCHS:
        raise Conflict(Coded("run.too_many_epochs", most=limits.EPOCHS, total=total))
    change = Change(do="extend", **moment_of(training), value=epochs)
    training.plan = replace(training.plan, epochs=total)
    training.history.reopen()
    return change
