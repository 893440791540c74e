"""Predictions in words: the class that a network predicts, and the probability of each class."""

from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.model import Model


class Prediction(NamedTuple):
    """The outputs of a network for one row, with their names."""

    predicted: str | None
    """The predicted class; None for numbers."""

    outputs: dict[str, float]
    """The probability of each class, where the outputs are probabilities; else each number."""


def predictions(model: Model, inputs: Array) -> list[Prediction]:
    """The prediction for each row of inputs, `(N, I)`.

    Raises:
        EduNNError: the rows do not fit the model.

    Example:
        >>> model = Model([[1], [2, "softmax"]], seed=0)
        >>> _ = model.train("adam", [[-1], [1]], ["no", "yes"], epochs=200, learning_rate=0.1)
        >>> predictions(model, [[2.0]])[0].predicted
        'yes'
    """
    y = model.predict(inputs)
    names = output_names(model)
    if len(names) > y.shape[1]:  # one sigmoid output, the probability of the second of two classes
        y = np.hstack([1.0 - y, y])  # (N, 1) -> (N, 2)
    classes = [str(c) for c in model.classify(inputs)] if model.class_names else [None] * len(y)
    return [
        Prediction(predicted, dict(zip(names, row, strict=True)))
        for predicted, row in zip(classes, y.tolist(), strict=True)
    ]


def are_probabilities(model: Model) -> bool:
    """Whether the outputs are between 0 and 1 and, over all classes, sum to 1."""
    last = model.network.last_activation
    if model.class_names is None or last is None:
        return False
    return last.is_distribution or (last.is_probability and model.network.shapes[-1] == (1,))


def output_names(model: Model) -> list[str]:
    """The names of the outputs: classes, or `value`, or `y1, y2 ...`."""
    outputs = model.network.shapes[-1][0]
    if model.class_names and (outputs > 1 or are_probabilities(model)):
        return [str(name) for name in model.class_names]
    return ["value"] if outputs == 1 else [f"y{k + 1}" for k in range(outputs)]


def to_dict(model: Model, prediction: Prediction) -> dict[str, Any]:
    """A prediction as plain values, ready for JSON."""
    kind = "probabilities" if are_probabilities(model) else "outputs"
    chosen = {} if prediction.predicted is None else {"class": prediction.predicted}
    return {**chosen, kind: prediction.outputs}
