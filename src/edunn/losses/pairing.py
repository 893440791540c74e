"""Pairing: the loss that belongs to a last activation, and the pairs that mean nothing.

A last activation decides what the outputs are: probabilities of a yes (sigmoid), a distribution
over classes (softmax), or numbers of any size (linear). Each has its loss: the negative
log-likelihood of the targets, if the outputs are taken for what they are. A cross-entropy of
numbers that are no probabilities has no minimum, so training it cannot end well.
"""

from edunn.activations.base import ActivationFunction
from edunn.errors import SettingError
from edunn.losses.base import Loss
from edunn.losses.classification import BinaryCrossEntropy, CrossEntropy
from edunn.losses.regression import MeanSquaredError
from edunn.messages import Message


def default_loss(last: ActivationFunction | None) -> Loss:
    """The loss that belongs to a last activation; None is one that is not known.

    Example:
        >>> from edunn.activations import Linear, Sigmoid, Softmax
        >>> [type(default_loss(last)).__name__ for last in (Softmax(), Sigmoid(), Linear())]
        ['CrossEntropy', 'BinaryCrossEntropy', 'MeanSquaredError']
    """
    if last is not None and last.is_distribution:
        return CrossEntropy()
    return BinaryCrossEntropy() if last is not None and last.is_probability else MeanSquaredError()


def require_probabilities(loss: Loss, last: ActivationFunction, outputs: int) -> None:
    """Refuse a cross-entropy of outputs that it does not fit.

    Args:
        loss: one of the losses for probabilities.
        last: the last activation; nothing is refused where its bounds are not known.
        outputs: the number of outputs.

    Raises:
        SettingError: nothing can be learned by this pair; the message has the remedy.

    Example:
        >>> from edunn.activations import Linear
        >>> require_probabilities(CrossEntropy(), Linear(), outputs=3)  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.SettingError: CrossEntropy needs probabilities, but the last layer is ...
    """
    name, ending = type(loss).__name__, type(last).__name__.lower()
    if last.bounds not in (None, (0.0, 1.0)):
        code = "network.no_probability" if loss.is_binary else "network.no_probabilities"
        raise SettingError(Message(code, loss=name, ending=ending))
    if outputs == 1 and not loss.is_binary and not last.is_distribution:
        raise SettingError(Message("network.one_probability", loss=name, ending=ending))
