"""Memories: what each way of training keeps in mind between two of its steps, by name, and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from edunn.errors import FileFormatError, SettingError
from edunn.network import Learned
from edunn.optimizers import ReduceOnPlateau
from edunn.training.base import Training
from edunn.training.descent import Descent
from edunn.training.generations import Generations
from edunn.training.likeness import like


def memory_of(training: Training) -> dict[str, Any]:
    """What a training keeps in mind besides what all trainings do.

    Raises:
        SettingError: it is of a kind that nobody here knows.
    """
    if isinstance(training, Descent):
        return _descent_memory(training)
    if isinstance(training, Generations):
        return _generations_memory(training)
    raise SettingError(f"{type(training).__name__} is of a kind that a file cannot hold.")


def remember(training: Training, memory: Mapping[str, Any]) -> None:
    """Give a training that has just begun the memory of another.

    Raises:
        KeyError, FileFormatError: the memory does not fit.
    """
    if isinstance(training, Descent):
        _remember_descent(training, memory)
    elif isinstance(training, Generations):
        _remember_generations(training, memory)


def _descent_memory(training: Descent) -> dict[str, Any]:
    memory = training.plateau_memory
    return {
        "state": training.state._asdict(),
        "order": training.order,
        "position": training.position,
        "scores": training.scores[: training.position],
        "penalty": training.penalty,
        "good_theta": training.good.theta,
        "good_statistics": training.good.statistics,
        "plateau": training.plateau,
        "plateau_memory": None if memory is None else memory._asdict(),
    }


def _remember_descent(training: Descent, memory: Mapping[str, Any]) -> None:
    training.state = like(training.state, memory["state"], "the optimizer's state")
    _remember_place(training, memory)
    done = training.scores[: training.position]
    done[:] = like(done, memory["scores"], "scores")
    training.penalty = like(0.0, memory["penalty"], "penalty")
    training.good = Learned(
        like(training.learned.theta, memory["good_theta"], "theta"),
        like(list(training.learned.statistics), memory["good_statistics"], "statistics"),
    )
    training.plateau = memory["plateau"]
    if training.plateau is not None:
        if not isinstance(training.plateau, ReduceOnPlateau):
            raise FileFormatError(f"plateau is {training.plateau!r}.")
        training.plateau_memory = like(training.plateau.start(), memory["plateau_memory"])


def _generations_memory(training: Generations) -> dict[str, Any]:
    return {
        "state": training.state._asdict(),
        "order": training.order,
        "position": training.position,
    }


def _remember_generations(training: Generations, memory: Mapping[str, Any]) -> None:
    training.state = like(training.state, memory["state"], "the strategy's state")
    _remember_place(training, memory)


def _remember_place(training: Descent | Generations, memory: Mapping[str, Any]) -> None:
    """In which order the rows come, and how many of them are done."""
    position, order = like(0, memory["position"], "position"), memory["order"]
    order = like(np.arange(len(training.order)), order, "order")
    if not 0 <= position <= len(order) or len(np.unique(order)) != len(order):
        raise FileFormatError(f"the order of the rows is broken, or the place in it, {position}.")
    training.position, training.order = position, order
