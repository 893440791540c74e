"""Steering: what can be changed about a training in mid-run."""

from dataclasses import replace

from edunn.studio.problems import Conflict
from edunn.studio.wire import limits
from edunn.training import Descent, Training

LONG = 5_000_000
"""Rows times parameters of an epoch that is shown in mid-way."""


def rate_of(training: Training) -> float | None:
    """The learning rate of the next step; None where there is no slope to follow."""
    if not isinstance(training, Descent):
        return None
    return training.optimizer.rate(training.state.t)


def progress_of(training: Training) -> float:
    """How much of the epoch is done, 0 to 1."""
    if not isinstance(training, Descent):
        return 0.0
    return training.position / len(training.order)


def is_long(training: Training) -> bool:
    """Whether an epoch takes so long that it should be shown in mid-way."""
    return len(training.examples.x) * training.learned.theta.size > LONG


def set_rate(training: Training, rate: float) -> None:
    """Another learning rate from here on, with the network as it is.

    Raises:
        Conflict: this way has none that could change.
    """
    if not isinstance(training, Descent):
        raise Conflict(
            "evolution follows no slope: it has no learning rate that could change in mid-run. "
            "Its settings are chosen before it begins: copy the run and change them."
        )
    training.optimizer = replace(training.optimizer, learning_rate=rate)


def go_back(training: Training) -> float:
    """To the last good network, with half the learning rate and no memory of the way there."""
    rate = (rate_of(training) or 0.0) / 2
    set_rate(training, rate)
    if isinstance(training, Descent):
        training.state = training.optimizer.start(training.learned.theta)
        training.position = 0
    training.history.ending = ""
    return rate


def extend(training: Training, epochs: int) -> None:
    """Let it learn for more epochs than it was going to.

    Raises:
        Conflict: more than a run may have.
    """
    total = training.plan.epochs + epochs
    if total > limits.EPOCHS:
        raise Conflict(f"a run has at most {limits.EPOCHS:,} epochs, and this would be {total:,}.")
    training.plan = replace(training.plan, epochs=total)
    training.history.ending = ""
