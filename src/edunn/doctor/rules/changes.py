"""Changes: from an experiment as it was to the same with one thing changed."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.activations import ActivationFunction
from edunn.arrays import Array
from edunn.catalogue import find
from edunn.doctor.case import Case
from edunn.doctor.experiment import Experiment
from edunn.initializers import default_for
from edunn.layers import Layer
from edunn.optimizers import ExponentialDecay
from edunn.regularizers import Regularizer
from edunn.training import EarlyStopping


def activation(name: str) -> Layer:
    """An activation as a layer."""
    layer: Layer = find("layer", "activation", function=find("activation", name))
    return layer


def with_fresh_weights(it: Experiment) -> Experiment:
    """The initializer that suits the activation behind each layer."""
    return it.with_layers(initialized(it.layers))


def with_hidden(it: Experiment, name: str) -> Experiment:
    """Another activation in every hidden layer, with the first weights that suit it."""
    last = max(k for k, layer in enumerate(it.layers) if layer.is_dense)
    changed = [
        activation(name) if k < last and layer.as_activation is not None else layer
        for k, layer in enumerate(it.layers)
    ]
    return it.with_layers(initialized(changed))


def hidden_in_code(case: Case, name: str) -> str:
    """The hidden layers with another activation, as they are typed."""
    return ", ".join(f'[{W.shape[-1]}, "{name}"]' for W in case.weights[:-1])


def initialized(layers: Sequence[Layer]) -> list[Layer]:
    """The layers, each with the initializer that suits the activation behind it."""
    found = []
    for k, layer in enumerate(layers):
        behind = layers[k + 1].as_activation if k + 1 < len(layers) else None
        is_own = any(it == "initializer" for it in getattr(layer, "__dataclass_fields__", ()))
        found.append(replace(layer, **initializer(behind)) if is_own else layer)
    return found


def initializer(behind: ActivationFunction | None) -> dict[str, Any]:
    """The default initializer of weights in front of that activation, as a setting."""
    return {"initializer": default_for(behind)}


def with_scaling(it: Experiment) -> Experiment:
    """Standardized inputs, unless the network scales them already."""
    if any(layer.is_scaling for layer in it.layers):
        return it
    return it.with_layers([find("layer", "standardize"), *it.layers])


def with_scaled_targets(it: Experiment) -> Experiment:
    """Targets in units of their spread."""
    return replace(it, target_scaling="standardize")


def bent(it: Experiment) -> Experiment:
    """tanh behind every hidden dense layer."""
    return it.with_layers(initialized(list(with_bends(it.layers))))


def with_bends(layers: Sequence[Layer]) -> Iterator[Layer]:
    """tanh behind every hidden dense layer, and no other activation there."""
    last = max(k for k, layer in enumerate(layers) if layer.is_dense)
    for k, layer in enumerate(layers):
        if k < last and layer.as_activation is not None:
            continue
        yield layer
        if layer.is_dense and k < last:
            yield activation("tanh")


def before_last(it: Experiment, *more: Layer) -> Experiment:
    """More layers in front of the last dense one."""
    last = max(k for k, layer in enumerate(it.layers) if layer.is_dense)
    return it.with_layers([*it.layers[:last], *more, *it.layers[last:]])


def with_hidden_layer(it: Experiment) -> Experiment:
    """A hidden layer of 8 tanh units."""
    tanh = activation("tanh")
    units = find("layer", "dense", units=8, **initializer(tanh.as_activation))
    return before_last(it, units, tanh)


def larger(it: Experiment) -> Experiment:
    """64 and 32 units in the place of the hidden layers."""
    dense = [k for k, layer in enumerate(it.layers) if layer.is_dense]
    hidden = [find("layer", "dense", units=64), activation("relu")]
    hidden += [find("layer", "dense", units=32), activation("relu")]
    changed = [*it.layers[: dense[0]], *hidden, *it.layers[dense[-1] :]]
    return it.with_layers(initialized(changed))


def linear_output(it: Experiment) -> Experiment:
    """No activation behind the last weights."""
    return it.with_layers(it.layers[:-1])


def softmax_output(it: Experiment) -> Experiment:
    """softmax behind the last weights."""
    return it.with_layers([*it.layers[:-1], activation("softmax")])


def binary_cross_entropy(it: Experiment) -> Experiment:
    """Binary cross-entropy as the loss."""
    return replace(it, loss=find("loss", "binary_cross_entropy"))


def without_activation_before_last(it: Experiment) -> Experiment:
    """Nothing between the last weights and the last activation."""
    return it.with_layers([*it.layers[:-2], it.layers[-1]])


def with_dropout(it: Experiment, rate: float) -> Experiment:
    """Another share of units dropped in every dropout layer."""
    return it.with_layers(
        [_dropping(layer, rate) if layer.is_random else layer for layer in it.layers]
    )


def _dropping(layer: Any, rate: float) -> Layer:
    changed: Layer = replace(layer, rate=rate)
    return changed


def slower(it: Experiment) -> Experiment:
    """A hundredth of the learning rate."""
    return it.with_algorithm(learning_rate=0.01 * it.rate)


def faster(it: Experiment) -> Experiment:
    """Ten times the learning rate, and 0.1 where it was far below."""
    return it.with_algorithm(learning_rate=faster_rate(it.rate))


def faster_rate(rate: float) -> float:
    """Ten times a learning rate, and 0.1 where it is far below."""
    return 0.1 if rate < 0.01 else min(1.0, 10 * rate)


def calmer_momentum(it: Experiment) -> Experiment:
    """Momentum 0.9 and a thirtieth of the learning rate."""
    return it.with_algorithm(decay=0.9, learning_rate=it.rate / 30)


def weaker(it: Experiment) -> Experiment:
    """A three-hundredth of every penalty."""
    return it.with_layers([_with_weaker(layer) for layer in it.layers])


def _with_weaker(layer: Any) -> Layer:
    own = layer.regularizer
    changed: Layer = layer if own is None else replace(layer, regularizer=weakened(own))
    return changed


def weakened(penalty: Regularizer) -> Regularizer:
    """The same penalty with a three-hundredth of its strength."""
    strengths = {own.name: getattr(penalty, own.name) for own in fields(penalty)}
    return replace(penalty, **{name: float(f"{it / 300:.3g}") for name, it in strengths.items()})


def halving(it: Experiment, updates: int) -> ExponentialDecay:
    """A schedule that halves the rate once in half of the updates."""
    return ExponentialDecay(it.rate, factor=0.5, steps=max(1, updates // 2))


def stopped(it: Experiment, patience: int = 20) -> Experiment:
    """Early stopping by the loss on held-out rows."""
    rule = EarlyStopping("val_loss", patience=max(patience, 10))
    return it.with_options(early_stopping=rule)


def balanced(it: Experiment) -> Experiment:
    """Every class with the same weight."""
    return it.with_options(class_weight="balanced")


def huber(it: Experiment) -> Experiment:
    """Huber's loss."""
    return replace(it, loss=find("loss", "huber"))


def narrowed(it: Experiment, column: int) -> Experiment:
    """The inputs without one column."""
    return it.with_columns(lambda x: np.delete(np.asarray(x), column, axis=1))


def with_filled(it: Experiment, value: float) -> Experiment:
    """The inputs with the code for a missing value filled in."""
    return it.with_columns(lambda x: filled(x, value))


def filled(x: Array, value: float) -> Array:
    """The median of its column in the place of the code."""
    x = np.where(x == value, np.nan, np.asarray(x, dtype=np.float64))
    filled: Array = np.where(np.isnan(x), np.nanmedian(x, axis=0), x)
    return filled


def with_one_hot(it: Experiment, column: int, kinds: npt.NDArray[Any]) -> Experiment:
    """The inputs with an input for each category of a column."""
    return it.with_columns(lambda x: one_hot(x, column, kinds))


def one_hot(x: Array, column: int, kinds: npt.NDArray[Any]) -> Array:
    """One column of categories as a column for each."""
    hot = (np.asarray(x)[:, [column]] == kinds).astype(np.float64)
    return np.hstack([np.delete(x, column, axis=1), hot])
