"""Saved: all that a model is, and its way into a file and out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from math import prod
from os import PathLike
from typing import Any, Literal, final

import numpy as np

from edunn.arrays import Array
from edunn.catalogue import describe
from edunn.data import Columns
from edunn.errors import DataError, FileFormatError
from edunn.files.atomic import write_atomically
from edunn.files.chance import chance_from_facts, chance_to_facts
from edunn.files.container import Arrays, pack, read_bytes, split
from edunn.files.facts import built, checked, checked_fields, doubting, take
from edunn.files.paused import snapshot_from_facts, snapshot_to_facts
from edunn.files.story import history_from_arrays, history_to_arrays
from edunn.files.tree import with_arrays, without_arrays
from edunn.layers import Layer
from edunn.losses import Loss
from edunn.network import Learned, Network
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.targets import Targets
from edunn.training import History
from edunn.training.likeness import like
from edunn.training.snapshot import Snapshot

FORMAT = 1
"""The version of the format; it grows when older versions of EduNN could no longer read a file."""

WIDEST = 2**20
"""So many numbers between two layers are believed without as many in the file."""


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
    dtype: str
    engine: str
    random: np.random.Generator
    targets: Targets | None
    feature_names: tuple[str, ...]
    columns: Columns | None
    history: History
    paused: Snapshot | None


def write(path: str | PathLike[str], saved: Saved) -> None:
    """Write a model into a file; what is written was read back before it replaces an old file.

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
    if not _is_finite(saved.learned):
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
        FileFormatError: it is something else, or damaged; the message says what.
        OSError: it is not there, or cannot be read.

    Example:
        >>> read("/")
        Traceback (most recent call last):
        edunn.errors.FileFormatError: / is a folder. Pass a file in it that model.save wrote.
    """
    return from_bytes(read_bytes(path), path)


def to_bytes(saved: Saved) -> bytes:
    """A model as the bytes of its file."""
    network, paused = saved.objective.network, saved.paused
    story, columns = history_to_arrays(saved.history)
    arrays: Arrays = {"theta": saved.learned.theta, **columns}
    facts = {
        "inputs": network.input_shape,
        "layers": [describe(layer) for layer in network.layers],
        "loss": describe(saved.objective.loss),
        "learning_rate": describe(saved.learning_rate),
        "dtype": saved.dtype,
        "engine": saved.engine,
        "random": chance_to_facts(saved.random),
        "statistics": saved.learned.statistics,
        "targets": None if saved.targets is None else asdict(saved.targets),
        "feature_names": saved.feature_names,
        "columns": None if saved.columns is None else saved.columns.to_json(),
        "history": story,
        "training": None if paused is None else snapshot_to_facts(paused),
    }
    head = {"format": FORMAT, "edunn": _version()}
    return pack(head | without_arrays(facts, arrays), arrays)


def from_bytes(content: bytes, path: object) -> Saved:
    """The model in the bytes of a file; `path` is for complaints.

    Raises:
        FileFormatError: the bytes are of another kind, or damaged.
    """
    bare, arrays = split(content, path)
    _refuse_the_future(bare, path)
    with doubting(path):
        take(bare, "format", Literal[1])
        facts = with_arrays(bare, arrays)
        objective = _objective(facts, arrays)
        learned = _learned(facts, arrays["theta"], objective.network)
        rate, columns, paused = (
            facts["learning_rate"],
            facts["columns"],
            take(facts, "training", dict | None),
        )
        names = take(facts, "feature_names", list[str])
        _refuse_other_names(names, objective.network)
        return Saved(
            objective=objective,
            learned=learned,
            learning_rate=built(rate, Schedule) if isinstance(rate, dict) else _number(rate),
            dtype=facts["dtype"],
            engine=take(facts, "engine", Literal["auto", "numpy", "fused"]),
            random=chance_from_facts(take(facts, "random", dict)),
            targets=_targets(take(facts, "targets", dict | None), objective.network),
            feature_names=tuple(names),
            columns=None if columns is None else _columns(columns, objective.network),
            history=history_from_arrays(take(facts, "history", dict), arrays),
            paused=None if paused is None else snapshot_from_facts(paused, replace(learned)),
        )


def _objective(facts: Mapping[str, Any], arrays: Arrays) -> Objective:
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


def _learned(facts: Mapping[str, Any], theta: Array, network: Network) -> Learned:
    dtype = take(facts, "dtype", Literal["float32", "float64"])
    if theta.dtype != dtype:
        raise FileFormatError(f"theta is {theta.dtype}, but dtype is {dtype}.")
    expected = [dict(named) for named in network.initial_statistics()]
    learned = Learned(theta, like(expected, facts["statistics"], "statistics"))
    if not _is_finite(learned):
        raise FileFormatError("NaN or infinity is among its numbers.")
    return learned


def _targets(facts: dict[str, Any] | None, network: Network) -> Targets | None:
    if facts is None:
        return None
    classes = take(facts, "classes", list[str | int] | None)
    named = None if classes is None else tuple(classes)
    targets = checked_fields(Targets(**{**facts, "classes": named}))
    if targets.outputs != network.shapes[-1][0]:
        raise FileFormatError(f"its targets have {targets.outputs} outputs, the network others.")
    if named is not None and len(set(named)) != max(targets.outputs, 2):
        raise FileFormatError(f"{len(named)} classes do not fit {targets.outputs} outputs.")
    return targets


def _columns(facts: Any, network: Network) -> Columns:
    columns = Columns.from_json(checked("columns", facts, dict))
    _refuse_other_names(columns.feature_names, network)
    return columns


def _refuse_other_names(names: Sequence[str], network: Network) -> None:
    if names and (len(names),) != network.input_shape:
        raise FileFormatError(f"{len(names)} columns are named, for {network.input_shape} inputs.")


def _refuse_the_future(facts: Mapping[str, Any], path: object) -> None:
    version = facts.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise FileFormatError(
            f"{path} was written by EduNN {facts.get('edunn')} in format {version}, and this "
            f"version reads formats up to {FORMAT}. Install a newer EduNN."
        )


def _number(rate: Any) -> float | None:
    number: float | None = checked("learning_rate", rate, float | None)
    if number is not None and number <= 0:
        raise FileFormatError(f"learning_rate is {number}: a positive number is expected.")
    return number


def _is_finite(learned: Learned) -> bool:
    numbers = [array for named in learned.statistics for array in named.values()]
    return all(bool(np.isfinite(array).all()) for array in (learned.theta, *numbers))


def _version() -> str:
    try:
        return metadata.version("edunn-lab")
    except metadata.PackageNotFoundError:  # run from its source
        return "unknown"
