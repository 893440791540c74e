"""A checkpoint is a training without its rows: all that it takes to resume it, bit for bit.

    checkpoint = Checkpoint.of(training)                     # between any two steps
    training = checkpoint.resumed(objective, rows)           # as if nothing had happened

Only a hash of the rows is kept, so that a training cannot go on with other rows by mistake. A
checkpoint may come out of a file from anywhere: every array in it is checked against the one that a
new training would have in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, final, get_type_hints

import numpy as np

from edunn.errors import DataError, FileFormatError, SettingError, UnknownNameError
from edunn.evolution.base import Strategy
from edunn.fused.support import missing
from edunn.network import Learned
from edunn.objective import Examples, Objective
from edunn.optimizers import Optimizer
from edunn.training.algorithms import begin, require_fitting
from edunn.training.base import Plan, Training
from edunn.training.early_stopping import Watch, stopping_rule
from edunn.training.evolution import EvolutionTraining
from edunn.training.fingerprint import fingerprint
from edunn.training.gradient_descent import GradientDescentTraining
from edunn.training.history import History
from edunn.training.schema_check import matching
from edunn.workers import Workers


@final
@dataclass(frozen=True)
class Checkpoint:
    """A training between two of its steps.

    Args:
        algorithm: the optimizer or the strategy.
        plan: without the validation set and the workers.
        learned: theta and the running statistics.
        history: the records so far.
        random: the source of random numbers, a copy.
        shares_random: whether the training draws from the model's own source.
        forward_passes: their number so far.
        watch: the state of early stopping.
        fingerprint: the hash of the rows.
        state_dict: by name, what only this kind of training has.
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
    state_dict: Mapping[str, Any]

    def __post_init__(self) -> None:
        require_fitting(self.algorithm, self.plan)

    @classmethod
    def of(cls, training: Training, shares_random: bool = False) -> "Checkpoint":
        """The checkpoint of a training, which may go on afterwards.

        Raises:
            SettingError: its fitness is a function, or it is of an unknown kind.
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
            state_dict=state_dict_of(training),
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
            FileFormatError: something in the checkpoint does not fit the network.
        """
        self._refuse_other_rows(rows, validation)
        self._refuse_other_populations()
        plan = replace(self.plan, validation=validation, workers=workers)
        try:
            training = self._begun(objective, rows, plan)
        except (SettingError, UnknownNameError) as error:
            if workers is not None or missing():
                raise
            raise FileFormatError(f"the training in the file cannot go on: {error}") from None
        training.random = self.random
        training.forward_passes = self.forward_passes
        training.watch = self.watch
        training.history = self.history
        load_state_dict(training, self.state_dict)
        return training

    def _begun(self, objective: Objective, rows: Examples, plan: Plan) -> Training:
        """A training that has just begun; what it drew is replaced."""
        stopping_rule(plan.early_stopping, self.algorithm, plan.validation is not None)
        random, learned = np.random.default_rng(0), replace(self.learned)
        engine = "fused" if self.history.engine == "fused" else "numpy"  # other bits, otherwise
        return begin(self.algorithm, objective, learned, rows, plan, random, engine)

    def _refuse_other_rows(self, rows: Examples, validation: Examples | None) -> None:
        if fingerprint(rows, validation) != self.fingerprint:
            raise DataError(
                "these are not the rows that this training began with: inputs, labels, weights and "
                "validation rows must be the same, in the same order. To learn from others, start "
                "a new training with model.train."
            )

    def _refuse_other_populations(self) -> None:
        """A population of the size that the strategy claims must be in the file itself."""
        names = getattr(get_type_hints(type(self.algorithm).start).get("return"), "_fields", ())
        state, size = self.state_dict.get("state"), getattr(self.algorithm, "population_size", None)
        population: Any = state.get("population") if isinstance(state, Mapping) else None
        found = population.shape[:1] if isinstance(population, np.ndarray) else ()
        if "population" in names and found != (size,):
            raise FileFormatError(f"the population in the file has not the size {size}.")


def algorithm_of(training: Training) -> Optimizer | Strategy:
    """The optimizer or strategy of a training, as it is now.

    Raises:
        SettingError: the training is of an unknown kind.
    """
    if isinstance(training, GradientDescentTraining):
        return training.optimizer
    if isinstance(training, EvolutionTraining):
        return training.strategy
    raise SettingError(f"{type(training).__name__} is of a kind that a file cannot hold.")


def state_dict_of(training: Training) -> dict[str, Any]:
    """By name, what a training has besides what all trainings have."""
    if isinstance(training, GradientDescentTraining):
        return _progress(training) | {
            "z": training.z[: training.position],
            "penalty": training.penalty,
            "good_theta": training.good.theta,
            "good_statistics": list(training.good.statistics),
            "plateau": training.plateau,
            "plateau_state": training.plateau_state and training.plateau_state._asdict(),
        }
    return _progress(training) if isinstance(training, EvolutionTraining) else {}


def load_state_dict(training: Training, state_dict: Mapping[str, Any]) -> None:
    """Give a training that has just begun the state of another.

    Raises:
        FileFormatError: the state does not fit it.
    """
    if not isinstance(training, (GradientDescentTraining, EvolutionTraining)):
        return
    training.position = _checked_position(state_dict.get("position"), len(training.order))
    if isinstance(training, GradientDescentTraining) and state_dict.get("plateau"):
        training.plateau = state_dict["plateau"]
        training.plateau_state = state_dict["plateau"].start()
    found = matching(state_dict_of(training), state_dict, "the training's state")
    _refuse_impossible_state(found["state"])
    _refuse_another_network(training.state, found["state"])
    training.state = training.state._replace(**found["state"])
    training.order = found["order"]
    if len(np.unique(training.order)) != len(training.order):
        raise FileFormatError("the order of the rows names one of them twice.")
    if isinstance(training, GradientDescentTraining):
        _load_epoch(training, found)


MOST_STEPS = 2**53
"""So many steps a float can count."""

WIDEST_SIGMA = 1e30


def _refuse_impossible_state(state: Mapping[str, Any]) -> None:
    """A count of steps, or a standard deviation, that no training arrives at."""
    if not 0 <= state["t"] <= MOST_STEPS:
        raise FileFormatError(f"t is {state['t']}: a number of steps from 0 on is expected.")
    for name, value in state.items():
        is_spread = name in ("sigma", "C", "D") or name.endswith("deviation")
        if is_spread and not _is_spread(value, is_matrix=name == "C"):
            raise FileFormatError(f"{name} is not positive and finite.")
        if isinstance(value, np.ndarray) and np.isnan(value).any():
            raise FileFormatError(f"{name} has NaN in it.")


def _refuse_another_network(expected: Any, state: Mapping[str, Any]) -> None:
    """A state of parameters that are laid out as in another network."""
    for name in {"neurons", "shapes"} & state.keys():
        if not np.array_equal(getattr(expected, name), state[name]):
            raise FileFormatError(f"{name} are not those of this network.")


def _is_spread(value: Any, is_matrix: bool) -> bool:
    """Whether a standard deviation, or the diagonal of a covariance matrix, can be one."""
    numbers = np.diagonal(value) if is_matrix and np.ndim(value) == 2 else np.asarray(value)
    return bool((numbers > 0).all() and (numbers < WIDEST_SIGMA).all())


def _load_epoch(training: GradientDescentTraining, state_dict: Mapping[str, Any]) -> None:
    """The rows done in this epoch, where it began, and the state of the learning rate."""
    training.z[: training.position] = state_dict["z"]
    training.penalty = state_dict["penalty"]
    training.good = Learned(state_dict["good_theta"], state_dict["good_statistics"])
    if not np.isfinite(training.good.theta).all():
        raise FileFormatError("good_theta has NaN or infinity in it.")
    if training.plateau_state is not None:
        state = training.plateau_state._replace(**state_dict["plateau_state"])
        if not 0 < state.rate < np.inf:
            raise FileFormatError(f"rate is {state.rate}: a positive number is expected.")
        training.plateau_state = state


def _progress(training: GradientDescentTraining | EvolutionTraining) -> dict[str, Any]:
    """The state of the optimizer or strategy, and the place in the order of the rows."""
    return {
        "state": training.state._asdict(),
        "order": training.order,
        "position": training.position,
    }


def _checked_position(position: Any, rows: int) -> int:
    place: int = matching(0, position, "position")
    if not 0 <= place <= rows:
        raise FileFormatError(f"position is {place}, but there are {rows} rows.")
    return place
