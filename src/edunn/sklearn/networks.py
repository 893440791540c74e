"""Networks: from hidden layers to the short form, and from alpha to the L2 penalty.

hidden_layer_sizes, activation  ->  architecture            alpha  ->  regularizer
"""

from collections.abc import Iterable, Mapping
from typing import Any

from edunn.catalogue import find
from edunn.errors import SettingError
from edunn.guards import require_count
from edunn.regularizers import Regularizer
from edunn.sklearn.solvers import batch_size_of, is_evolution
from edunn.training import Plan


def architecture_of(estimator: Any, inputs: int, outputs: int, ending: str) -> Any:
    """The short form of the network: `architecture`, or one around the hidden layers.

    Args:
        inputs: the number of columns of `X`.
        outputs: the number of units of the last layer.
        ending: its activation.

    Raises:
        SettingError, UnknownNameError: `hidden_layer_sizes` or `activation` cannot be.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> network = EduNNClassifier([8, [4, "tanh", {"dropout": 0.2}]])
        >>> architecture_of(network, 2, 3, "softmax")
        [[2], [8, 'relu'], [4, 'tanh', {'dropout': 0.2}], [3, 'softmax']]
    """
    if estimator.architecture is not None:
        return estimator.architecture
    find("activation", estimator.activation)
    hidden = estimator.hidden_layer_sizes
    if isinstance(hidden, str | Mapping):
        raise _no_layers(hidden)
    sizes = list(hidden) if isinstance(hidden, Iterable) else [hidden]
    layers = [_hidden_layer(size, estimator.activation) for size in sizes]
    return [[inputs], *layers, [outputs, ending]]


def _hidden_layer(size: Any, activation: Any) -> Any:
    """A number of units with the activation of all hidden layers, or a layer in the short form."""
    if isinstance(size, str | list | tuple):
        return [size] if isinstance(size, str) else list(size)
    try:
        require_count("units", size)
    except SettingError:
        raise _no_layers(size) from None
    return [int(size), activation]


def _no_layers(given: Any) -> SettingError:
    return SettingError(
        f"hidden_layer_sizes has {given!r} in it: expected units, 1 or more, such as (100, 50), or "
        'layers in the short form, such as [100, [50, "tanh", {"dropout": 0.2}]].'
    )


def regularizer_of(estimator: Any, rows: int, mean_weight: float) -> Regularizer | None:
    """The L2 penalty of strength alpha, divided by the rows of a step, as scikit-learn divides it.

    Args:
        rows: the size of the training set.
        mean_weight: how many rows each of them counts as, in the mean.

    Example:
        >>> from edunn.sklearn import EduNNClassifier
        >>> regularizer_of(EduNNClassifier(alpha=0.5, batch_size=50), rows=150, mean_weight=1.0)
        L2(strength=0.01)
    """
    if not estimator.alpha:
        return None
    batch_size = batch_size_of(estimator)
    at_once = Plan(batch_size=batch_size).rows_at_once(rows)
    if is_evolution(estimator.solver):
        at_once = min(batch_size or rows, rows)
    strength = estimator.alpha / (at_once * mean_weight)
    penalty: Regularizer = find("regularizer", "l2", strength=strength)
    return penalty
