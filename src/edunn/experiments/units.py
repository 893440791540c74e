"""Targets of any size: learned in units of their own spread, answered in the table's own units.

A network starts with answers around 0; prices around 250,000 would take it an age to reach. So a
regression learns `(t - mean) / deviation`, and in the end the last layer takes the units back:

    y deviation + mean = (x W + b) deviation + mean = x (W deviation) + (b deviation + mean)
"""

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from edunn.activations import Linear
from edunn.arrays import Array
from edunn.data import Dataset
from edunn.model import Model


@final
@dataclass(frozen=True)
class Unit:
    """The mean and the spread of the targets of training rows, `(O,)` each, or a number each.

    Example:
        >>> data = Dataset.from_arrays([[0.0], [1.0]], [100.0, 300.0])
        >>> Unit.of(data).applied(data).targets
        array([-1., 1.])
    """

    mean: Array
    deviation: Array

    @classmethod
    def of(cls, data: Dataset) -> "Unit":
        """Measure the targets of a regression; a constant one counts as spread by 1."""
        deviation = data.targets.std(axis=0)
        return cls(data.targets.mean(axis=0), np.where(deviation > 0, deviation, 1.0))

    def applied(self, data: Dataset) -> Dataset:
        """The same rows, their targets in this unit."""
        return replace(data, targets=(data.targets - self.mean) / self.deviation)

    def taken_back(self, model: Model) -> None:
        """Let the model's last layer answer in the original units."""
        theta, last = model.theta, _last_dense(model)
        for place in model.network.layout.places:
            if place.layer == last:
                values = theta[place.where].reshape(place.shape) * self.deviation
                theta[place.where] = (values + self.mean * (place.name == "b")).ravel()
        model.theta = theta


def unit_for(model: Model, data: Dataset) -> Unit | None:
    """The unit to learn in; None for classes, and where a curve at the end has its own bounds.

    Example:
        >>> prices = Dataset.from_arrays([[1.0], [2.0]], [100.0, 300.0])
        >>> unit_for(Model([[1], [1]], "mse"), prices)
        Unit(mean=np.float64(200.0), deviation=array(100.))
    """
    last = model.network.last_activation
    is_linear = last is None or isinstance(last, Linear)
    return Unit.of(data) if data.task == "regression" and is_linear else None


def _last_dense(model: Model) -> int:
    return max(k for k, layer in enumerate(model.layers) if layer.is_dense)
