"""scikit-learn's networks: MLPClassifier and MLPRegressor, alone or behind scalers in a Pipeline.

Its `coefs_` are W and its `intercepts_` are b, with nothing transposed. The activation of the
hidden layers is `activation`, that of the output `out_activation_`. A scaler's statistics become
those of a scaling layer, so that the model takes raw rows as the Pipeline does.
"""

from typing import Any

import numpy as np

from edunn.exports import ACTIVATIONS, named_in
from edunn.imports.building import Meaning
from edunn.imports.draft import Draft, at, refuse

WHAT_TO_TRY = (
    "EduNN opens MLPClassifier and MLPRegressor, and a Pipeline of StandardScaler, MinMaxScaler, "
    "MaxAbsScaler or RobustScaler with one of them behind."
)

NAMES = named_in("sklearn", ACTIVATIONS) | {"softmax": "softmax", "exp": "exponential"}
"""Our name of each activation; the last two are of outputs alone: of classes, and of counts."""


def read_sklearn(estimator: Any, meaning: Meaning) -> tuple[Draft, Meaning]:
    """The layers of a fitted estimator, and its names of classes and features.

    Raises:
        ArchitectureError: it is no network, or not fitted.
    """
    draft, steps = Draft(), _steps(estimator)
    for place, step in steps:
        with at(place):
            _read_step(draft, step)
    last = steps[-1][1]
    if not draft.parts or not hasattr(last, "coefs_"):
        refuse(f"{type(estimator).__name__} ends without a network. {WHAT_TO_TRY}")
    names = getattr(steps[0][1], "feature_names_in_", None)
    return draft, meaning.filled(feature_names=names, **_classes(last))


def _steps(estimator: Any) -> list[tuple[str, Any]]:
    """Each step with its place; one estimator is a single step."""
    if not hasattr(estimator, "steps"):
        return [(type(estimator).__name__, estimator)]
    kept = [(name, step) for name, step in estimator.steps if step not in (None, "passthrough")]
    return [
        (f"step {k}, {name} ({type(step).__name__})", step)
        for k, (name, step) in enumerate(kept, start=1)
    ]


def _read_step(draft: Draft, step: Any) -> None:
    kind = type(step).__name__
    if kind in ("MLPClassifier", "MLPRegressor"):
        _read_network(draft, step)
    elif kind in SCALERS:
        if not hasattr(step, "scale_"):
            refuse("it is not fitted. Call fit first.")
        SCALERS[kind](draft, step)
    elif type(step).__module__.startswith("edunn."):
        refuse("it is not fitted. Call fit first, and pass it by itself.")
    elif hasattr(step, "best_estimator_"):
        refuse("it is a search. Pass its best_estimator_.")
    else:
        refuse(f"EduNN has no such step. {WHAT_TO_TRY}")


def _read_network(draft: Draft, network: Any) -> None:
    if not hasattr(network, "coefs_"):
        refuse("it is not fitted. Call fit first.")
    for k, (W, b) in enumerate(zip(network.coefs_, network.intercepts_, strict=True), start=1):
        draft.dense(W, b)
        is_last = k == len(network.coefs_)
        draft.activate(NAMES[network.out_activation_ if is_last else network.activation])


def _standard(draft: Draft, step: Any) -> None:
    shift = step.mean_ if step.with_mean else np.zeros(step.n_features_in_)
    if step.scale_ is None:
        draft.scale(shift, np.ones_like(shift), "center")
    else:
        draft.scale(shift, step.scale_)


def _min_max(draft: Draft, step: Any) -> None:
    """`x scale_ + min_`; from 0 to 1 that is `(x - lowest) / range`."""
    if step.clip:
        refuse("clip=True cuts values off, which no scaling layer does. Fit it without.")
    if tuple(step.feature_range) == (0, 1):
        draft.scale(step.data_min_, 1 / step.scale_, "min_max")
    else:
        draft.scale(-step.min_ / step.scale_, 1 / step.scale_, "min_max")


def _max_abs(draft: Draft, step: Any) -> None:
    draft.scale(np.zeros_like(step.scale_), step.scale_)


def _robust(draft: Draft, step: Any) -> None:
    numbers = step.n_features_in_
    shift = np.zeros(numbers) if step.center_ is None else step.center_
    draft.scale(shift, np.ones(numbers) if step.scale_ is None else step.scale_)


SCALERS = {
    "StandardScaler": _standard,
    "MinMaxScaler": _min_max,
    "MaxAbsScaler": _max_abs,
    "RobustScaler": _robust,
}
"""What each scaler of scikit-learn does to a row."""


def _classes(network: Any) -> dict[str, Any]:
    """The names of exclusive classes, or the marks of multi-label outputs; none for numbers."""
    names = getattr(network, "classes_", None)
    if names is None:
        return {}
    is_multi_label = network.out_activation_ == "logistic" and network.n_outputs_ > 1
    return (
        {"marks": tuple(np.asarray(names).tolist())} if is_multi_label else {"class_names": names}
    )
