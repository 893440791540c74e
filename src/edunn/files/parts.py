"""Parts of a model out of a file's facts, each held against the others before it is believed.

All raise KeyError for what is missing, and an EduNNError, TypeError or ValueError for what is
wrong; `facts.doubting` turns them into a FileFormatError that names the file.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, Literal

import numpy as np

from edunn.arrays import Array
from edunn.data import Columns
from edunn.errors import FileFormatError
from edunn.files.container import Arrays
from edunn.files.facts import built, checked, checked_fields, take
from edunn.layers import Layer
from edunn.losses import Loss
from edunn.network import Learned, Network
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.targets import Targets
from edunn.training.likeness import like

WIDEST = 2**20
"""So many numbers between two layers are believed without as many in the file."""


def objective_from(facts: Mapping[str, Any], arrays: Arrays) -> Objective:
    """The layers and the loss; the sizes that they claim are held against what is in the file."""
    layers = tuple(built(layer, Layer) for layer in take(facts, "layers", list))
    network = Network(layers, tuple(take(facts, "inputs", list[int])))
    if not layers or not network.input_shape or min(network.input_shape) < 1:
        raise FileFormatError("a network needs an input and at least one layer.")
    theta = arrays["theta"]
    if theta.shape != (network.layout.size,):
        raise FileFormatError(
            f"its layers have {network.layout.size} parameters, but theta is {theta.shape}."
        )
    width = sum(prod(shape) for shape in network.shapes)
    if width > max(WIDEST, 4 * sum(array.size for array in arrays.values())):
        raise FileFormatError(
            f"its layers are {width} numbers wide, more than the file speaks for."
        )
    return Objective(network, built(facts["loss"], Loss))


def learned_from(facts: Mapping[str, Any], theta: Array, network: Network) -> Learned:
    """Theta and the statistics, in the shapes and the dtype that the network has."""
    dtype = take(facts, "dtype", Literal["float32", "float64"])
    if theta.dtype != dtype:
        raise FileFormatError(f"theta is {theta.dtype}, but dtype is {dtype}.")
    expected = [dict(named) for named in network.initial_statistics()]
    learned = Learned(theta, like(expected, facts["statistics"], "statistics"))
    if not is_finite(learned):
        raise FileFormatError("NaN or infinity is among its numbers.")
    return learned


def targets_from(facts: dict[str, Any] | None, objective: Objective) -> Targets | None:
    """What the outputs stand for, if that is known yet."""
    if facts is None:
        return None
    classes = take(facts, "classes", list[str | int] | None)
    named = None if classes is None else tuple(classes)
    unit = {name: tuple(facts.get(name, ())) for name in ("mean", "deviation")}
    targets = checked_fields(Targets(**{**facts, "classes": named, **unit}))
    expected = objective.network.shapes[-1][0], objective.loss.off
    if (targets.outputs, targets.off) != expected:
        raise FileFormatError(f"its targets {targets} do not fit the network and its loss.")
    if named is not None and len(set(named)) != max(targets.outputs, 2):
        raise FileFormatError(f"{len(named)} classes do not fit {targets.outputs} outputs.")
    _check_unit(targets)
    return targets


def _check_unit(targets: Targets) -> None:
    """The mean and the deviation of standardized targets, a finite number for each output."""
    sizes = {len(targets.mean), len(targets.deviation)}
    numbers = np.array([*targets.mean, *targets.deviation])
    fits = sizes == {0} or (sizes == {targets.outputs} and targets.classes is None)
    if not fits or not np.isfinite(numbers).all() or min(targets.deviation, default=1) <= 0:
        raise FileFormatError(f"the unit of its targets {targets} cannot be.")


def columns_from(facts: dict[str, Any] | None, network: Network) -> Columns | None:
    """How a table's columns become inputs, if the model is one of a table."""
    if facts is None:
        return None
    columns = Columns.from_json(facts)
    names_from(columns.feature_names, network)
    return columns


def names_from(names: Sequence[str], network: Network) -> tuple[str, ...]:
    """The names of the inputs: one for each, or none at all."""
    if names and (len(names),) != network.input_shape:
        raise FileFormatError(f"{len(names)} columns are named, for {network.input_shape} inputs.")
    return tuple(names)


def rate_from(described: Any) -> float | Schedule | None:
    """A learning rate: a number, a schedule, or none."""
    if isinstance(described, dict):
        schedule: Schedule = built(described, Schedule)
        return schedule
    rate: float | None = checked("learning_rate", described, float | None)
    if rate is not None and rate <= 0:
        raise FileFormatError(f"learning_rate is {rate}: a positive number is expected.")
    return rate


def is_finite(learned: Learned) -> bool:
    """Whether all numbers of a network are."""
    numbers = [array for named in learned.statistics for array in named.values()]
    return all(bool(np.isfinite(array).all()) for array in (learned.theta, *numbers))
