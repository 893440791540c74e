"""Live settings: what can be changed about a training in mid-run, and the record of each change."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal

from pydantic import Field

from edunn.evolution import SearchSpace
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Conflict, Message, Number
from edunn.training import EvolutionTraining, GradientDescentTraining, Training

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

    do: Literal["rate", "go_back", "extend"]
    epoch: int = Field(description="After so many epochs.")
    steps: int = Field(default=0, description="And so many mini-batches of the next one.")
    value: Number = Field(default=None, description="The learning rate, or epochs added.")

    @property
    def in_words(self) -> str:
        """The change as a sentence."""
        steps = f" and {self.steps} mini-batches" if self.steps else ""
        return f"After {self.epoch} epochs{steps}: {WHAT[self.do]}."


WHAT = {
    "rate": "another learning rate",
    "go_back": "it diverged, and went back to the last good network",
    "extend": "more epochs",
}


def moment_of(training: Training) -> dict[str, int]:
    """The present moment of a training, as the fields of a change."""
    steps = 0
    if isinstance(training, GradientDescentTraining) and not training.finished:
        steps = training.position // training.batch_size
    return {"epoch": len(training.history), "steps": steps}


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
