"""Changes of gradient descent between two steps: other mini-batches, another penalty.

    change_batch_size(training, 8)               # from the next mini-batch on
    change_regularizer(training, L2(0.01))       # from the next gradient on

The network stays as it is, and so does the state of the optimizer. Another learning rate needs no
function: `training.optimizer = replace(training.optimizer, learning_rate=0.01)`.
"""

from dataclasses import replace
from typing import Any

from edunn.errors import SettingError
from edunn.layers import Dense
from edunn.messages import Message
from edunn.regularizers import Regularizer
from edunn.training.algorithms import use_engine
from edunn.training.gradient_descent import GradientDescentTraining


def change_batch_size(training: GradientDescentTraining, rows: int) -> None:
    """Go on with so many rows a mini-batch.

    Raises:
        SettingError: a number of rows that cannot be, or workers share the mini-batches.

    Example:
        >>> from edunn import Model
        >>> model = Model([[1], [1]], "mse")
        >>> training = model.training("sgd", [[0.0]] * 8, [1.0] * 8, batch_size=8, epochs=2)
        >>> next(training).forward_passes
        24
        >>> change_batch_size(training, 2)
        >>> _ = training.step()
        >>> training.position
        2
    """
    plan = replace(training.plan, batch_size=rows)
    if plan.workers is not None:
        raise SettingError(Message("training.batch_is_shared"))
    training.plan = plan
    training.batch_size = plan.rows_at_once(len(training.examples.x))
    _begin_engine_again(training)


def change_regularizer(training: GradientDescentTraining, regularizer: Regularizer | None) -> None:
    """Go on with another penalty in all hidden layers of neurons; None is no penalty.

    Example:
        >>> from edunn import Model
        >>> from edunn.regularizers import L2
        >>> training = Model([[1], [2], [1]], "mse").training("sgd", [[0.0]], [1.0])
        >>> change_regularizer(training, L2(0.5))
        >>> [layer.regularizer for layer in training.objective.network.layers]
        [L2(strength=0.5), None]
    """
    network = training.objective.network
    *hidden, _ = (k for k, layer in enumerate(network.layers) if isinstance(layer, Dense))
    layers = tuple(
        replace(layer, regularizer=regularizer) if k in hidden else layer
        for k, layer in enumerate(network.layers)
    )
    training.objective = replace(training.objective, network=replace(network, layers=layers))
    model: Any = training.owner
    if model is not None:
        model.objective = training.objective
    _begin_engine_again(training)


def _begin_engine_again(training: GradientDescentTraining) -> None:
    """The compiled engine holds the layers, and chooses its kernel by the mini-batch."""
    if training.accelerator is not None:
        use_engine(training, "fused")
