"""A snapshot is a training without its rows: all that it takes to go on, bit for bit.

    snapshot = Snapshot.of(training)                         # between any two steps
    training = snapshot.resumed(objective, rows)             # as if nothing had happened

The rows stay where they are; only their fingerprint is kept, so that a training cannot go on with
other rows by mistake. A snapshot may come out of a stranger's file, so nothing in it is believed:
every array must look like the one that a fresh start would have in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, final, get_type_hints

import numpy as np

from edunn.errors import DataError, FileFormatError, SettingError
from edunn.evolution.base import Strategy
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Optimizer
from edunn.training.base import Plan, Training
from edunn.training.early_stopping import Watch
from edunn.training.fingerprints import fingerprint
from edunn.training.history import History
from edunn.training.memories import algorithm_of, memory_of, remember
from edunn.training.records import Examples
from edunn.training.start import begin
from edunn.workers import Workers


@final
@dataclass(frozen=True)
class Snapshot:
    """A training between two of its steps.

    Args:
        algorithm: the optimizer or the strategy.
        plan: without the validation rows and the workers.
        learned: where the network is.
        history: the records so far.
        random: the source of randomness, a copy.
        shares_random: whether the training draws from the model's own source.
        forward_passes: so many were made.
        watch: what early stopping remembers.
        fingerprint: that of the rows, see `fingerprint`.
        memory: what only this kind of training remembers, by name.
    """

    algorithm: Optimizer | Strategy
    plan: Plan
    learned: Learned
    history: History
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
                "fitness is a function, which a file cannot hold. Train by 'accuracy' or 'loss', "
                "or keep the model alone with model.save."
            )
        return cls(
            algorithm=algorithm_of(training),
            plan=replace(plan, validation=None, workers=None),
            learned=replace(training.learned),
            history=training.history,
            random=training.random,
            shares_random=shares_random,
            forward_passes=training.forward_passes,
            watch=training.watch,
            fingerprint=training.fingerprint,
            memory=memory_of(training),
        )

    def resumed(
        self,
        objective: Objective,
        rows: Examples,
        validation: Examples | None = None,
        workers: Workers = None,
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
        plan = replace(self.plan, validation=validation, workers=workers)
        chance = np.random.default_rng(0)  # a beginning draws numbers; they are replaced below
        engine = "fused" if self.history.engine == "fused" else "numpy"  # other bits, otherwise
        training = begin(
            self.algorithm, objective, replace(self.learned), rows, plan, chance, engine
        )
        training.random = self.random
        training.forward_passes = self.forward_passes
        training.watch = self.watch
        training.history = self.history
        remember(training, self.memory)
        return training

    def _refuse_other_crowds(self) -> None:
        """A word is not enough to make a population of that size: it must be in the file."""
        kept = getattr(get_type_hints(type(self.algorithm).start).get("return"), "_fields", ())
        state, size = self.memory.get("state"), getattr(self.algorithm, "population_size", None)
        population: Any = state.get("population") if isinstance(state, Mapping) else None
        if "population" in kept and np.shape(population)[:1] != (size,):
            raise FileFormatError(f"the population in the file has not the size {size}.")
