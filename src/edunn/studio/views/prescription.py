"""A prescription: what a finding of the doctor changes, as an experiment of the studio.

The doctor changes a training by its objects: layers, an algorithm, options. Here these are written
as the fields of an experiment, and the experiment is built again: only if it gives the very same
objects is it offered. Whatever a form cannot hold, other rows for example, remains advice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import ValidationError

from edunn.catalogue import FAMILIES, label_of
from edunn.doctor import Finding
from edunn.doctor.experiment import Experiment as Repeatable
from edunn.errors import EduNNError
from edunn.initializers import default_for
from edunn.layers import Layer
from edunn.studio.experiment import (
    AlgorithmChoice,
    DenseChoice,
    DropoutChoice,
    Experiment,
    LayerChoice,
    NamedLayerChoice,
)
from edunn.studio.plan import planned
from edunn.studio.workspace import Workspace

OF_A_RECIPE = ("layers", "loss", "algorithm", "options")
"""What has to be the same of a training that is offered."""


def prescribed(it: Experiment, finding: Finding, workspace: Workspace) -> Experiment | None:
    """The experiment with the change of a finding; None where a form cannot hold it."""
    before, after = finding.original, finding.changed
    if before is None or after is None:
        return None
    if after.train is not before.train or after.test is not before.test:
        return None
    try:
        changed = Experiment.model_validate(it.model_dump() | dict(_changes(it, before, after)))
        return changed if _is_made_of(changed, after, workspace) else None
    except (EduNNError, ValidationError):
        return None


def _is_made_of(changed: Experiment, wanted: Repeatable, workspace: Workspace) -> bool:
    """Whether an experiment gives this very training."""
    plan = planned(changed, workspace)
    model = plan.model()
    plan.begun(model)
    if model.setup is None:
        return False
    found = Repeatable.of(model, model.setup, wanted.train, wanted.test)
    return all(getattr(found, name) == getattr(wanted, name) for name in OF_A_RECIPE)


def _changes(it: Experiment, before: Repeatable, after: Repeatable) -> Iterator[tuple[str, Any]]:
    """The fields that differ, each with its new value."""
    for name in ("epochs", "batch_size"):
        if after.options[name] != before.options[name]:
            yield name, after.options[name]
    if after.loss != before.loss:
        yield "loss", label_of(after.loss)
    yield "algorithm", _algorithm(it.algorithm, before, after)
    old, new = _parts(before.layers), _parts(after.layers)
    yield from ((name, value) for name, value in new.items() if value != old[name])


def _algorithm(it: AlgorithmChoice, before: Repeatable, after: Repeatable) -> AlgorithmChoice:
    """The algorithm with the settings that differ; of an operator, with the default ones."""
    settings = dict(it.settings)
    for name, value in _differing(before.algorithm, after.algorithm):
        if isinstance(value, bool | int | float | str):
            settings[name] = value
        else:
            settings = {key: kept for key, kept in settings.items() if not key.startswith(name)}
    rule = after.options["early_stopping"]
    if rule != before.options["early_stopping"] and rule is not None:
        settings.pop("early_stopping", None)
        settings["patience"] = rule.patience
    if after.options["fitness"] != before.options["fitness"]:
        settings["fitness"] = str(after.options["fitness"])
    return AlgorithmChoice(name=it.name, settings=settings)


def _differing(before: Any, after: Any) -> Iterator[tuple[str, Any]]:
    """The settings of an object that are not those of another one."""
    for field in fields(after) if is_dataclass(after) else ():
        value = getattr(after, field.name)
        if getattr(before, field.name, None) != value:
            yield field.name, value


def _parts(layers: Sequence[Layer]) -> Mapping[str, Any]:
    """The fields of an experiment that decide its layers."""
    rest = list(layers)
    scaling = label_of(rest.pop(0)) if rest and rest[0].is_scaling else "none"
    ending = rest.pop().as_activation if rest[-1].as_activation is not None else None
    hidden = list(_hidden(rest[:-1]))
    output = "linear" if ending is None else label_of(ending)
    return {"scaling": scaling, "hidden": hidden, "output": output}


def _hidden(layers: Sequence[Layer]) -> Iterator[LayerChoice]:
    """Each layer with the activation behind it."""
    for layer, behind in zip(layers, [*layers, None][1:], strict=True):
        if layer.as_activation is None:
            yield _choice(layer, behind)


def _choice(layer: Any, behind: Layer | None) -> LayerChoice:
    function = None if behind is None else behind.as_activation
    if layer.is_random:
        return DropoutChoice(rate=layer.rate)
    if not layer.is_dense:
        names = (field.name for field in fields(layer) if field.init)
        own = {name: getattr(layer, name) for name in names if name not in FAMILIES}
        name = label_of(layer)
        activation = None if function is None else label_of(function)
        return NamedLayerChoice(name=name, settings=own, activation=activation)
    return DenseChoice(
        units=layer.units,
        activation="linear" if function is None else label_of(function),
        initializer=_initializer(layer, function),
        **_penalty(layer),
    )


def _initializer(layer: Any, function: Any) -> str | None:
    """The name of an initializer; None for the one that suits the activation."""
    own = layer.initializer
    return None if own is None or own == default_for(function) else label_of(own)


def _penalty(layer: Any) -> dict[str, Any]:
    """The regularizer of a layer, and its strength."""
    if layer.regularizer is None:
        return {}
    strengths = [getattr(layer.regularizer, field.name) for field in fields(layer.regularizer)]
    return {"regularizer": label_of(layer.regularizer), "strength": strengths[0]}
