"""From a draft to a model: the weights as theta, and what the outputs stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, final

import numpy as np

from edunn.catalogue import find
from edunn.errors import ArchitectureError, SettingError
from edunn.guards import require_choice
from edunn.imports.draft import Draft
from edunn.labels import ClassName, as_class_names, checked_classes
from edunn.model import Model
from edunn.network import Learned
from edunn.objective import Objective
from edunn.targets import Targets

ENDINGS = ("softmax", "sigmoid")
"""The activations that may be put behind a network of logits."""

LOGITS = (
    "the network ends without softmax or sigmoid, so its outputs are no probabilities of classes. "
    'Pass ending="softmax" (or "sigmoid") if they are logits, as for PyTorch\'s CrossEntropyLoss; '
    "or a loss_function that takes them as they are."
)

LOGARITHMS = (
    "the network ends with log-softmax, the logarithms of probabilities. EduNN has softmax with "
    'the same loss: pass ending="softmax" to have the probabilities themselves.'
)


@final
@dataclass(frozen=True)
class Meaning:
    """What is said about a network besides its layers: by its user, or by the library.

    Example:
        >>> Meaning(class_names=["no", "yes"]).filled(class_names=(0, 1), ending="sigmoid")
        Meaning(class_names=['no', 'yes'], feature_names=None, loss_function=None, \
ending='sigmoid', marks=())
    """

    class_names: Sequence[Any] | None = None
    feature_names: Sequence[Any] | None = None
    loss_function: Any = None
    ending: str | None = None
    marks: tuple[ClassName, ...] = ()
    """The name of each output, where any number of them can be true at once."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Meaning()

    def filled(self, **found: Any) -> "Meaning":
        """With what the library says, where the user says nothing."""
        said = {name: it for name, it in vars(self).items() if it is not None and it != ()}
        return Meaning(**found | said)


def model_of(draft: Draft, meaning: Meaning) -> Model:
    """The model with the draft's layers, its numbers and this meaning.

    Raises:
        ArchitectureError, SettingError, DataError: parts that do not fit each other.
    """
    _end(draft, meaning.ending)
    if draft.input_shape is None or not draft.parts:
        raise ArchitectureError("there is no layer with weights, so the network has no shape.")
    loss = None if meaning.loss_function is None else find("loss", meaning.loss_function)
    layers = [part.layer for part in draft.parts]
    model = Model(
        layers=layers,
        loss_function=loss,
        inputs=draft.input_shape,
        target_scaling="none",
        dtype=dtype_of(draft),
    )
    model.learned = _learned(draft, model)
    last = model.network.ending
    if last is not None and last.is_linear and model.objective.loss.takes_probabilities:
        raise SettingError(LOGITS)
    model.objective.require_meaning()
    model.targets = targets_of(model.objective, meaning)
    model.feature_names = _feature_names(meaning.feature_names, model)
    return model


def dtype_of(draft: Draft) -> Literal["float32", "float64"]:
    """float64 if the source counts in it; else float32, which holds every shorter float."""
    dtypes = {q.dtype for part in draft.parts for q in part.parameters.values()}
    return "float64" if np.dtype("float64") in dtypes else "float32"


def targets_of(objective: Objective, meaning: Meaning) -> Targets:
    """What the outputs stand for: named classes, numbered ones, a yes or no each, or numbers.

    Raises:
        SettingError: class names for outputs that are no classes.
        DataError: more or fewer names than classes.
    """
    outputs, loss, last = objective.network.shapes[-1][0], objective.loss, objective.network.ending
    are_probabilities = last is not None and (last.is_distribution or last.is_probability)
    are_classes = loss.is_for_classes or (last is not None and last.is_distribution)
    if meaning.marks:
        return Targets(outputs, None, loss.off, marks=meaning.marks)
    if meaning.class_names is not None:
        if not (are_classes or are_probabilities or meaning.loss_function):
            raise SettingError(LOGITS)
        names = as_class_names(meaning.class_names)
        return Targets(outputs, checked_classes(names, max(outputs, 2)), loss.off)
    if outputs > 1 and loss.is_binary:
        return Targets(outputs, None, loss.off, marks=tuple(range(outputs)))
    return Targets(outputs, tuple(range(max(outputs, 2))) if are_classes else None, loss.off)


def _end(draft: Draft, ending: str | None) -> None:
    """Put an activation behind logits, if it is wanted and not there yet."""
    draft.refuse_order()
    if draft.are_logarithms and ending != "softmax":
        raise ArchitectureError(LOGARITHMS)
    draft.are_logarithms = False
    if ending is None:
        return
    require_choice("ending", ending, ENDINGS)
    wanted = find("activation", ending)
    last = draft.parts[-1].layer.as_activation if draft.parts else None
    if last == wanted:
        return
    if last is not None and last.bounds == wanted.bounds:
        raise SettingError(
            f"ending is {ending!r}, but the network ends with {last} already. Leave ending out."
        )
    draft.activate(ending)


def _learned(draft: Draft, model: Model) -> Learned:
    """The parameters in theta's order, and each layer's statistics in float64."""
    theta = np.empty(model.network.layout.size, model.dtype)
    for layer, name, shape, where in model.network.layout.places:
        theta[where] = draft.parts[layer].parameters[name].reshape(shape).ravel()
    statistics = [
        {name: np.asarray(q, np.float64) for name, q in part.statistics.items()}
        for part in draft.parts
    ]
    return Learned(model.network.layout.checked(theta, model.dtype), statistics)


def _feature_names(names: Sequence[Any] | None, model: Model) -> tuple[str, ...]:
    if names is None:
        return ()
    shape = model.network.input_shape
    if shape != (len(names),):
        raise SettingError(
            f"there are {len(names)} feature names, but a row of inputs has the shape {shape}."
        )
    return tuple(map(str, names))
