"""Memories: what each way of training keeps in mind between two of its steps, by name, and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from edunn.errors import FileFormatError, SettingError
from edunn.evolution.base import Strategy
from edunn.network import Learned
from edunn.optimizers import Optimizer
from edunn.training.base import Training
from edunn.training.evolution import EvolutionTraining
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.likeness import like


def algorithm_of(training: Training) -> Optimizer | Strategy:
    """The optimizer or strategy that a training follows now.

    Raises:
        SettingError: it is of a kind that nobody here knows.
    """
    if isinstance(training, GradientDescentTraining):
        return training.optimizer
    if isinstance(training, EvolutionTraining):
        return training.strategy
    raise SettingError(f"{type(training).__name__} is of a kind that a file cannot hold.")


def memory_of(training: Training) -> dict[str, Any]:
    """What a training keeps in mind besides what all trainings do."""
    if isinstance(training, GradientDescentTraining):
        return _place(training) | {
            "scores": training.z[: training.position],
            "penalty": training.penalty,
            "good_theta": training.good.theta,
            "good_statistics": list(training.good.statistics),
            "plateau": training.plateau,
            "plateau_memory": training.plateau_state and training.plateau_state._asdict(),
        }
    return _place(training) if isinstance(training, EvolutionTraining) else {}


def remember(training: Training, memory: Mapping[str, Any]) -> None:
    """Give a training that has just begun the memory of another.

    Raises:
        FileFormatError: the memory does not fit it.
    """
    if not isinstance(training, (GradientDescentTraining, EvolutionTraining)):
        return
    training.position = _checked_position(memory.get("position"), len(training.order))
    if isinstance(training, GradientDescentTraining) and memory.get("plateau"):
        training.plateau = memory["plateau"]
        training.plateau_state = memory["plateau"].start()
    found = like(memory_of(training), memory, "the training's memory")
    training.state = training.state._replace(**found["state"])
    training.order = found["order"]
    if len(np.unique(training.order)) != len(training.order):
        raise FileFormatError("the order of the rows names one of them twice.")
    if isinstance(training, GradientDescentTraining):
        _remember_epoch(training, found)


def _remember_epoch(training: GradientDescentTraining, memory: Mapping[str, Any]) -> None:
    """What was done in this epoch, where it began, and what the rate waits for."""
    training.z[: training.position] = memory["scores"]
    training.penalty = memory["penalty"]
    training.good = Learned(memory["good_theta"], memory["good_statistics"])
    if training.plateau_state is not None:
        training.plateau_state = training.plateau_state._replace(**memory["plateau_memory"])


def _place(training: GradientDescentTraining | EvolutionTraining) -> dict[str, Any]:
    """The state of the optimizer or strategy, and how far through the rows it is."""
    return {
        "state": training.state._asdict(),
        "order": training.order,
        "position": training.position,
    }


def _checked_position(position: Any, rows: int) -> int:
    place: int = like(0, position, "position")
    if not 0 <= place <= rows:
        raise FileFormatError(f"position is {place}, but there are {rows} rows.")
    return place
