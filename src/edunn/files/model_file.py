"""A model as a file: all that a model is, to arrays and JSON and back.

A file may come from anywhere, so each part is checked against the others before it is used. The
readers raise KeyError for what is missing, and an EduNNError, TypeError or ValueError for what is
wrong; `validation.refusing` turns them into a FileFormatError that names the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import prod
from os import PathLike
from typing import Any, Literal, final

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import describe
from edunn.data import Columns
from edunn.data.origin import Origin
from edunn.errors import DataError, FileFormatError
from edunn.files.atomic import write_atomically
from edunn.files.checkpoint import (
    checkpoint_from_facts,
    checkpoint_to_facts,
    random_from_facts,
    random_to_facts,
)
from edunn.files.container import (
    Arrays,
    pack,
    read_bytes,
    split,
    with_arrays,
    without_arrays,
)
from edunn.files.history_columns import history_from_arrays, history_to_arrays
from edunn.files.validation import built, checked, checked_fields, refusing, take
from edunn.layers import Layer
from edunn.losses import Loss
from edunn.messages import Message
from edunn.network import Learned, Network
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.targets import Targets, checked_scaling
from edunn.training import History
from edunn.training.checkpoint import Checkpoint
from edunn.training.schema_check import matching

FORMAT = 1
"""The version of the format; it grows when older versions of EduNN could no longer read a file."""


@final
@dataclass
class Saved:
    """All that a model is; the fields are those of `Model`.

    Example:
        >>> from edunn import Model
        >>> [name for name in vars(Model([[2], [1]])) if name not in Saved.__annotations__]
        []
    """

    objective: Objective
    learned: Learned
    learning_rate: float | Schedule | None
    target_scaling: str
    dtype: str
    engine: str
    random: np.random.Generator
    targets: Targets | None
    feature_names: tuple[str, ...]
    columns: Columns | None
    origin: Origin | None
    history: History
    checkpoint: Checkpoint | None


def write(path: str | PathLike[str], saved: Saved) -> None:
    """Write a model into a file; its bytes are read back before they replace an old file.

    Raises:
        DataError: a number is NaN or infinite.
        SettingError, UnknownNameError: something in it cannot be described in a file.
        OSError: the file cannot be written.

    Example:
        >>> from edunn import Model
        >>> model = Model([[2], [1]])
        >>> model.learned.theta[0] = np.nan
        >>> write("model.edunn", Saved(**vars(model)))  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.DataError: the model has NaN or infinity in it, so it is not saved: ...
    """
    if not is_finite(saved.learned):
        raise DataError(
            "the model has NaN or infinity in it, so it is not saved: an old file stays as it is. "
            "Assign model.theta, or train a new model with a smaller learning_rate."
        )
    content = to_bytes(saved)
    from_bytes(content, path)
    write_atomically(path, content)


def read(path: str | PathLike[str]) -> Saved:
    """Read a model's file; no code from it is run.

    Raises:
        FileFormatError: it is something else, which the message names, or damaged.
        OSError: it is not there, or cannot be read.

    Example:
        >>> read("/")
        Traceback (most recent call last):
        edunn.errors.FileFormatError: / is a folder. Pass a file in it that model.save wrote.
    """
    return from_bytes(read_bytes(path), path)


def to_bytes(saved: Saved) -> bytes:
    """A model as the bytes of its file."""
    network, checkpoint = saved.objective.network, saved.checkpoint
    history, columns = history_to_arrays(saved.history)
    arrays: Arrays = {"theta": saved.learned.theta, **columns}
    facts = {
        "inputs": network.input_shape,
        "layers": [describe(layer) for layer in network.layers],
        "loss": describe(saved.objective.loss),
        "learning_rate": describe(saved.learning_rate),
        "dtype": saved.dtype,
        "engine": saved.engine,
        "random": random_to_facts(saved.random),
        "statistics": saved.learned.statistics,
        "targets": None if saved.targets is None else _targets_to_facts(saved.targets),
        "feature_names": saved.feature_names,
        "columns": None if saved.columns is None else saved.columns.to_json(),
        "origin": None if saved.origin is None else saved.origin.to_json(),
        "history": history,
        "training": None if checkpoint is None else checkpoint_to_facts(checkpoint),
    }
    if saved.target_scaling != "none":
        facts["target_scaling"] = saved.target_scaling
    head = {"format": FORMAT, "edunn": _version()}
    return pack(head | without_arrays(facts, arrays), arrays)


def from_bytes(content: bytes, path: object) -> Saved:
    """The model in the bytes of a file; `path` is for error messages.

    Raises:
        FileFormatError: the bytes are of another kind, or damaged.
    """
    bare, arrays = split(content, path)
    _refuse_the_future(bare, path)
    with refusing(path):
        take(bare, "format", Literal[1])
        return _decoded(with_arrays(bare, arrays), arrays)


def _decoded(facts: Mapping[str, Any], arrays: Arrays) -> Saved:
    objective = objective_from(facts, arrays)
    network = objective.network
    learned = learned_from(facts, arrays["theta"], network)
    history = history_from_arrays(take(facts, "history", dict), arrays)
    training = take(facts, "training", dict | None)
    return Saved(
        objective=objective,
        learned=learned,
        learning_rate=rate_from(facts["learning_rate"]),
        target_scaling=checked_scaling(facts.get("target_scaling"), network),
        dtype=facts["dtype"],
        engine=take(facts, "engine", Literal["auto", "numpy", "fused"]),
        random=random_from_facts(take(facts, "random", dict)),
        targets=targets_from(take(facts, "targets", dict | None), objective),
        feature_names=names_from(take(facts, "feature_names", list[str]), network),
        columns=columns_from(take(facts, "columns", dict | None), network),
        origin=origin_from(facts.get("origin")),
        history=history,
        checkpoint=None
        if training is None
        else checkpoint_from_facts(training, replace(learned), history),
    )


def _targets_to_facts(targets: Targets) -> dict[str, Any]:
    """The fields of targets; unit and marks only if they have any, as in files written before."""
    facts = asdict(targets)
    always = ("outputs", "classes", "off")
    return {name: value for name, value in facts.items() if value or name in always}


def _refuse_the_future(facts: Mapping[str, Any], path: object) -> None:
    version = facts.get("format")
    if isinstance(version, int) and version > FORMAT:
        versions = {"edunn": str(facts.get("edunn")), "format": version, "most": FORMAT}
        raise FileFormatError(Message("file.is_newer", path=str(path), **versions))


def _version() -> str:
    from importlib import metadata  # slow to import, and asked for only when saving

    try:
        return metadata.version("edunn-lab")
    except metadata.PackageNotFoundError:  # run from its source
        return "unknown"


WIDEST = 2**20
"""Layers may be so wide, together, without as many numbers in the file."""


def objective_from(facts: Mapping[str, Any], arrays: Arrays) -> Objective:
    """The layers and the loss; their sizes are checked against the arrays in the file."""
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
            f"its layers are {width} numbers wide, too wide for the numbers in the file."
        )
    return Objective(network, built(facts["loss"], Loss))


def learned_from(facts: Mapping[str, Any], theta: Array, network: Network) -> Learned:
    """Theta and the statistics, in the shapes and the dtype that the network has."""
    dtype = take(facts, "dtype", Literal["float32", "float64"])
    if theta.dtype != dtype:
        raise FileFormatError(f"theta is {theta.dtype}, but dtype is {dtype}.")
    expected = [dict(named) for named in network.initial_statistics()]
    learned = Learned(theta, matching(expected, facts["statistics"], "statistics"))
    if not is_finite(learned):
        raise FileFormatError("NaN or infinity is among its numbers.")
    return learned


def targets_from(facts: dict[str, Any] | None, objective: Objective) -> Targets | None:
    """What the outputs stand for, if that is known yet."""
    if facts is None:
        return None
    classes = take(facts, "classes", list[str | int] | None)
    named = None if classes is None else tuple(classes)
    unit = {name: tuple(facts.get(name, ())) for name in ("mean", "deviation", "marks")}
    unit["names"] = tuple(take(facts, "names", list[str])) if "names" in facts else ()
    targets = checked_fields(Targets(**{**facts, "classes": named, **unit}))
    expected = objective.network.shapes[-1][0], objective.loss.off
    if (targets.outputs, targets.off) != expected:
        raise FileFormatError(f"its targets {targets} do not fit the network and its loss.")
    if named is not None and len(set(named)) != max(targets.outputs, 2):
        raise FileFormatError(f"{len(named)} classes do not fit {targets.outputs} outputs.")
    if targets.marks and (named is not None or len(targets.marks) != targets.outputs):
        raise FileFormatError(f"the marks {targets.marks} do not fit {targets.outputs} outputs.")
    if len(targets.names) not in (0, targets.outputs):
        raise FileFormatError(f"{len(targets.names)} outputs have names, of {targets.outputs}.")
    _check_unit(targets)
    return targets


def _check_unit(targets: Targets) -> None:
    """The mean and the deviation of standardized targets, a finite number for each output."""
    sizes = {len(targets.mean), len(targets.deviation)}
    numbers = np.array([*targets.mean, *targets.deviation])
    fits = sizes == {0} or (sizes == {targets.outputs} and targets.classes is None)
    if not fits or not np.isfinite(numbers).all() or min(targets.deviation, default=1) <= 0:
        raise FileFormatError(f"the unit of its targets {targets} cannot be.")


def origin_from(facts: Any) -> Origin | None:
    """How the model's table was read, in files that tell it."""
    return None if facts is None else Origin.from_json(facts)


def columns_from(facts: dict[str, Any] | None, network: Network) -> Columns | None:
    """How a table's columns become inputs, if the model is one of a table."""
    if facts is None:
        return None
    columns = Columns.from_json(facts)
    names_from(columns.feature_names, network)
    return columns


def names_from(names: Sequence[str], network: Network) -> tuple[str, ...]:
    """The names of the inputs: one for each, or none at all."""
    if names and len(names) != prod(network.input_shape):
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
    """Whether all numbers of a network are finite."""
    numbers = [array for named in learned.statistics for array in named.values()]
    return all(bool(np.isfinite(array).all()) for array in (learned.theta, *numbers))
