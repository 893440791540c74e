"""Steering: what can be changed about a training in mid-run."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from edunn.arrays import Array
from edunn.evolution import SearchSpace
from edunn.studio.changes import Change, moment_of
from edunn.studio.problems import Conflict
from edunn.studio.wire import limits
from edunn.training import EvolutionTraining, GradientDescentTraining, Training

LONG = 5_000_000
"""Rows times parameters of an epoch that is shown in mid-way."""

STRIDES = ("sigma", "scale", "learning_rate")
"""Settings of evolution that say how far a child, or the middle of the samples, may go."""


def rate_of(training: Training) -> float | None:
    """The learning rate of the next step; None where there is no slope to follow."""
    if not isinstance(training, GradientDescentTraining):
        return None
    return training.optimizer.rate(training.state.t)


def progress_of(training: Training) -> float:
    """How much of the epoch is done, 0 to 1."""
    if not isinstance(training, GradientDescentTraining):
        return 0.0
    return training.position / len(training.order)


def is_long(training: Training) -> bool:
    """Whether an epoch takes so long that it should be shown in mid-way."""
    return len(training.examples.x) * training.learned.theta.size > LONG


def set_rate(training: Training, rate: float) -> Change:
    """Another learning rate from here on, with the network as it is.

    Raises:
        Conflict: this way has none that could change.
    """
    if not isinstance(training, GradientDescentTraining):
        raise Conflict(
            "evolution follows no slope: it has no learning rate that could change in mid-run. "
            "Its settings are chosen before it begins: copy the run and change them."
        )
    training.optimizer = replace(training.optimizer, learning_rate=rate)
    return Change(do="rate", **moment_of(training), value=rate)


def go_back(training: Training) -> tuple[Change, str]:
    """To the last good network, with half the stride and no memory of the way there.

    Returns:
        The change, and what was halved, in words.
    """
    training.history.ending = ""
    change = Change(do="go_back", epoch=len(training.history))
    if isinstance(training, EvolutionTraining):
        training.strategy = shortened(training.strategy)
        training.state = training.strategy.start(
            search_space_of(training), training.learned.theta, training.random
        )
        return change, "half the stride, and a new generation around it"
    rate = (rate_of(training) or 0.0) / 2
    set_rate(training, rate)
    if isinstance(training, GradientDescentTraining):
        training.state = training.optimizer.start(training.learned.theta)
        training.position = 0
    return change.model_copy(update={"value": rate}), f"learning rate {rate:g}"


def shortened(strategy: Any) -> Any:
    """The same strategy with half its stride, its mutation's included.

    Example:
        >>> from edunn.evolution import OpenAIES
        >>> shortened(OpenAIES(sigma=0.5, learning_rate=0.25))
        OpenAIES(population_size=50, sigma=0.25, learning_rate=0.125)
    """
    halved: dict[str, Any] = {}
    for field in fields(strategy):
        value = getattr(strategy, field.name)
        if field.name in STRIDES and isinstance(value, int | float):
            halved[field.name] = value / 2
        elif field.name == "mutation" and is_dataclass(value):
            halved[field.name] = shortened(value)
    return replace(strategy, **halved)


def search_space_of(training: Training) -> SearchSpace:
    """Where a strategy takes its first generation from."""
    network = training.objective.network

    def drawn(count: int, random: np.random.Generator) -> Array:
        return np.stack([network.initial_theta(random) for _ in range(count)])

    return SearchSpace(drawn, network.layout.neurons, network.layout.matrices)


def extend(training: Training, epochs: int) -> Change:
    """Let it learn for more epochs than it was going to.

    Raises:
        Conflict: more than a run may have.
    """
    total = training.plan.epochs + epochs
    if total > limits.EPOCHS:
        raise Conflict(f"a run has at most {limits.EPOCHS:,} epochs, and this would be {total:,}.")
    change = Change(do="extend", **moment_of(training), value=epochs)
    training.plan = replace(training.plan, epochs=total)
    training.history.ending = ""
    return change
