"""Saved: all that a model is, and its way into a file and out of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from os import PathLike
from typing import Any, Literal, final

import numpy as np

from edunn.catalogue import describe
from edunn.data import Columns
from edunn.errors import DataError, FileFormatError
from edunn.files.atomic import write_atomically
from edunn.files.chance import chance_from_facts, chance_to_facts
from edunn.files.container import Arrays, pack, read_bytes, split
from edunn.files.facts import doubting, take
from edunn.files.parts import (
    columns_from,
    is_finite,
    learned_from,
    names_from,
    objective_from,
    rate_from,
    targets_from,
)
from edunn.files.paused import snapshot_from_facts, snapshot_to_facts
from edunn.files.story import history_from_arrays, history_to_arrays
from edunn.files.tree import with_arrays, without_arrays
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.targets import Targets, checked_scaling
from edunn.training import History
from edunn.training.snapshot import Snapshot

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
    target_scaling: str | None
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
        "targets": None if saved.targets is None else _targets_to_facts(saved.targets),
        "feature_names": saved.feature_names,
        "columns": None if saved.columns is None else saved.columns.to_json(),
        "history": story,
        "training": None if paused is None else snapshot_to_facts(paused),
    }
    if saved.target_scaling is not None:
        facts["target_scaling"] = saved.target_scaling
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
        return _decoded(with_arrays(bare, arrays), arrays)


def _decoded(facts: Mapping[str, Any], arrays: Arrays) -> Saved:
    objective = objective_from(facts, arrays)
    network = objective.network
    learned = learned_from(facts, arrays["theta"], network)
    history = history_from_arrays(take(facts, "history", dict), arrays)
    paused = take(facts, "training", dict | None)
    return Saved(
        objective=objective,
        learned=learned,
        learning_rate=rate_from(facts["learning_rate"]),
        target_scaling=checked_scaling(facts.get("target_scaling"), network),
        dtype=facts["dtype"],
        engine=take(facts, "engine", Literal["auto", "numpy", "fused"]),
        random=chance_from_facts(take(facts, "random", dict)),
        targets=targets_from(take(facts, "targets", dict | None), objective),
        feature_names=names_from(take(facts, "feature_names", list[str]), network),
        columns=columns_from(take(facts, "columns", dict | None), network),
        history=history,
        paused=None if paused is None else snapshot_from_facts(paused, replace(learned), history),
    )


def _targets_to_facts(targets: Targets) -> dict[str, Any]:
    """The fields of targets; their unit only if they have one, as in files written before."""
    facts = asdict(targets)
    return facts if targets.mean else {k: facts[k] for k in ("outputs", "classes", "off")}


def _refuse_the_future(facts: Mapping[str, Any], path: object) -> None:
    version = facts.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise FileFormatError(
            f"{path} was written by EduNN {facts.get('edunn')} in format {version}, and this "
            f"version reads formats up to {FORMAT}. Install a newer EduNN."
        )


def _version() -> str:
    from importlib import metadata  # slow to import, and asked for only when saving

    try:
        return metadata.version("edunn-lab")
    except metadata.PackageNotFoundError:  # run from its source
        return "unknown"
