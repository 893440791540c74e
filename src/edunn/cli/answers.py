"""A network's answers in words: the class that it chooses, and how sure it is of each."""

from typing import Any, NamedTuple

import numpy as np

from edunn.activations import Sigmoid, Softmax
from edunn.arrays import Array
from edunn.model import Model


class Answer(NamedTuple):
    """What a network says about one row."""

    choice: str | None
    """The class that it chooses; None for numbers."""

    outputs: dict[str, float]
    """By class its probability, where the outputs are such; else by name the number."""


def answers(model: Model, inputs: Array) -> list[Answer]:
    """The answer to each row of inputs, `(N, I)`.

    Raises:
        EduNNError: the rows do not fit the model.

    Example:
        >>> model = Model([[1], [2, "softmax"]], seed=0)
        >>> _ = model.train("adam", [[-1], [1]], ["no", "yes"], epochs=200, learning_rate=0.1)
        >>> answers(model, [[2.0]])[0].choice
        'yes'
    """
    y = model.predict(inputs)
    names = output_names(model)
    if len(names) > y.shape[1]:  # one output speaks of two classes
        y = np.hstack([1.0 - y, y])  # (N, 1) -> (N, 2)
    choices = [str(c) for c in model.classify(inputs)] if model.class_names else [None] * len(y)
    return [
        Answer(choice, dict(zip(names, row, strict=True)))
        for choice, row in zip(choices, y.tolist(), strict=True)
    ]


def are_probabilities(model: Model) -> bool:
    """Whether the outputs are between 0 and 1 and, over all classes, sum to 1."""
    last = model.network.last_activation
    of_two = model.network.shapes[-1] == (1,) and isinstance(last, Sigmoid)
    return model.class_names is not None and (of_two or isinstance(last, Softmax))


def output_names(model: Model) -> list[str]:
    """What each number in an answer is called."""
    outputs = model.network.shapes[-1][0]
    if model.class_names and (outputs > 1 or are_probabilities(model)):
        return [str(name) for name in model.class_names]
    return ["value"] if outputs == 1 else [f"y{k + 1}" for k in range(outputs)]


def to_dict(model: Model, answer: Answer) -> dict[str, Any]:
    """An answer as plain values, ready for JSON."""
    kind = "probabilities" if are_probabilities(model) else "outputs"
    chosen = {} if answer.choice is None else {"class": answer.choice}
    return {**chosen, kind: answer.outputs}
