"""Units: the loss of a regression in a table, in the unit of its learning curve.

Where the targets were standardized, training minimizes the loss of the standardized values, while
`Model.evaluate` has a loss in the unit of the data. Side by side those would look like a fault.
"""

from dataclasses import replace
from typing import Any

from edunn.evaluation import Evaluation
from edunn.model import Model


def as_in_training(evaluation: Evaluation, model: Model, inputs: Any, labels: Any) -> Evaluation:
    """An evaluation whose loss is what training minimizes; all other measures are as they are.

    Example:
        >>> model = Model([[1], [1]], "mse", target_scaling="standardize", seed=0)
        >>> _ = model.train("adam", [[0.0], [1.0]], [100.0, 300.0], epochs=1)
        >>> rows = [[0.0], [1.0]], [100.0, 300.0]
        >>> as_in_training(model.evaluate(*rows), model, *rows).loss == model.loss(*rows)
        True
    """
    if model.targets is None or not model.targets.mean:
        return evaluation
    return replace(evaluation, loss=model.loss(inputs, labels))


def unit_notes(model: Model) -> list[str]:
    """A line on the units of a table, where the targets were standardized.

    Example:
        >>> unit_notes(Model([[1], [1]], "mse"))
        []
    """
    targets = model.targets
    if targets is None or not targets.mean:
        return []
    name = targets.names[0] if len(targets.names) == 1 else "the targets"
    return [f"The loss is that of {name} standardized; mae and rmse are in the unit of {name}."]
