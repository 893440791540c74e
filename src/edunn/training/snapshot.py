"""A snapshot is a training without its rows: all that it takes to go on, bit for bit.

    snapshot = Snapshot.of(training)                         # between any two steps
    training = snapshot.resumed(objective, rows, history)    # as if nothing had happened

The rows stay where they are; only their fingerprint is kept, so that a training cannot go on with
other rows by mistake. A snapshot may come out of a stranger's file, so nothing in it is believed:
every array must look like the one that a fresh start would have in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar, final

import numpy as np

from edunn.arrays import Array
from edunn.errors import DataError, FileFormatError, SettingError
from edunn.evolution.base import Strategy
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Optimizer, ReduceOnPlateau
from edunn.training.base import Plan, Training
from edunn.training.descent import Descent
from edunn.training.early_stopping import Watch
from edunn.training.generations import Generations
from edunn.training.history import History
from edunn.training.records import Examples
from edunn.training.start import begin

Value = TypeVar("Value")


@final
@dataclass(frozen=True)
class Snapshot:
    """A training between two of its steps.

    Args:
        way: the optimizer or the strategy.
        plan: without the validation rows.
        learned: where the network is.
        random: the source of randomness, a copy.
        shares_random: whether the training draws from the model's own source.
        forward_passes: so many were made.
        watch: what early stopping remembers.
        fingerprint: that of the rows, see `fingerprint`.
        memory: what only this way of training remembers, by name.
    """

    way: Optimizer | Strategy
    plan: Plan
    learned: Learned
    random: np.random.Generator
    shares_random: bool
    forward_passes: int
    watch: Watch
    fingerprint: str
    memory: Mapping[str, Any]

    @classmethod
    def of(cls, training: Training, shares_random: bool = False) -> "Snapshot":
        """Look at a training; it may go on afterwards.

        Raises:
            SettingError: its fitness is a function, or nobody knows what this kind remembers.
        """
        plan = training.plan
        if callable(plan.fitness):
            raise SettingError(
                "fitness is a function, which a file cannot hold. Train by 'accuracy' or 'loss', or "
                "keep the model alone with model.save."
            )
        if not isinstance(training, (Descent, Generations)):
            raise SettingError(f"{type(training).__name__} is of a kind that cannot be saved.")
        is_descent = isinstance(training, Descent)
        return cls(
            training.optimizer if is_descent else training.strategy,
            replace(plan, validation=None),
            replace(training.learned),
            training.random,
            shares_random,
            training.forward_passes,
            training.watch,
            fingerprint(training.examples, plan.validation),
            _descent_memory(training) if is_descent else _generations_memory(training),
        )

    def resumed(
        self,
        objective: Objective,
        rows: Examples,
        validation: Examples | None = None,
        history: History | None = None,
    ) -> Training:
        """The training, on the same rows as before.

        Raises:
            DataError: the rows are others.
            FileFormatError: what is remembered does not fit the network.
        """
        if fingerprint(rows, validation) != self.fingerprint:
            raise DataError(
                "these are not the rows that this training began with: inputs, labels, weights and "
                "validation rows must be the same, in the same order. To learn from others, start "
                "a new training with model.train."
            )
        self._refuse_other_crowds()
        plan = replace(self.plan, validation=validation)
        chance = np.random.default_rng(0)  # a beginning draws numbers; they are replaced below
        training = begin(self.way, objective, replace(self.learned), rows, plan, chance)
        training.random = self.random
        training.forward_passes = self.forward_passes
        training.watch = self.watch
        training.history = history or training.history
        if isinstance(training, Descent):
            _remember_descent(training, self.memory)
        elif isinstance(training, Generations):
            _remember_generations(training, self.memory)
        return training

    def _refuse_other_crowds(self) -> None:
        """A file's word is not enough to make a population of that size: it must be in the file."""
        population = self.memory["state"].get("population")
        size = getattr(self.way, "population_size", None)
        if population is not None and len(population) != size:
            raise FileFormatError(f"population_size is {size} but {len(population)} are there.")


def fingerprint(rows: Examples, validation: Examples | None = None) -> str:
    """A number that no other rows have: SHA-256 over their shapes and bytes.

    Example:
        >>> rows = Examples(np.zeros((2, 3)), np.ones((2, 1)))
        >>> fingerprint(rows) == fingerprint(rows._replace(t=np.zeros((2, 1))))
        False
    """
    digest = sha256()
    for array in (*rows, *(validation or ())):
        if array is None:
            digest.update(b"none;")
        else:
            digest.update(f"{array.dtype.str}{array.shape};".encode())
            digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def like(expected: Value, found: Any, name: str = "it") -> Value:
    """What was found, if it has the types, shapes and names of what was expected.

    Whole numbers in arrays point at something, so they must lie between the expected ones.

    Raises:
        FileFormatError: it looks otherwise.

    Example:
        >>> like({"shift": np.zeros(2)}, {"shift": np.ones(3)})
        Traceback (most recent call last):
        edunn.errors.FileFormatError: shift is float64 (3,), but float64 (2,) is expected.
    """
    result: Any = found
    if isinstance(expected, tuple) and hasattr(expected, "_asdict"):
        result = type(expected)(**like(expected._asdict(), found, name))
    elif isinstance(expected, Mapping):
        if not isinstance(found, Mapping) or found.keys() != expected.keys():
            raise FileFormatError(f"{name} must hold {', '.join(expected)}.")
        result = {key: like(value, found[key], key) for key, value in expected.items()}
    elif isinstance(expected, list):
        if not isinstance(found, Sequence) or len(found) != len(expected):
            raise FileFormatError(f"{name} must be a list of {len(expected)}.")
        result = [like(*pair, name) for pair in zip(expected, found, strict=True)]
    elif isinstance(expected, np.ndarray):
        _require_array(expected, found, name)
    elif not _is_number(found, float if isinstance(expected, float) else type(expected)):
        raise FileFormatError(f"{name} is {found!r}, but something like {expected!r} is expected.")
    return result  # type: ignore[no-any-return]


def _require_array(expected: Array, found: Any, name: str) -> None:
    words = f"{expected.dtype} {expected.shape}"
    if not isinstance(found, np.ndarray):
        raise FileFormatError(f"{name} is {found!r}, but {words} is expected.")
    if (found.dtype, found.shape) != (expected.dtype, expected.shape):
        raise FileFormatError(f"{name} is {found.dtype} {found.shape}, but {words} is expected.")
    points = expected.dtype.kind == "i" and expected.size
    if points and (found.min() < expected.min() or found.max() > expected.max()):
        raise FileFormatError(f"{name} points outside of {expected.min()} to {expected.max()}.")


def _is_number(value: Any, kind: type) -> bool:
    return isinstance(value, (kind, int) if kind is float else kind) and not isinstance(value, bool)


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
