"""Divergence: where a number became infinite, and the error message for it."""

from collections.abc import Sequence

import numpy as np

from edunn.architecture import title
from edunn.layers import Layer
from edunn.messages import Message
from edunn.objective import Gradient


def culprit_of(gradient: Gradient, layers: Sequence[Layer]) -> Message:
    """The first place, on the way forward and back, where a number is not finite.

    Example:
        >>> nan = np.array([np.nan])
        >>> culprit_of(Gradient(g=nan, z=nan, caches=[]), [])
        'the gradient'
    """
    outputs = [cache.get("x", np.zeros(1)) for cache in gradient.caches[1:]]
    for k, (output, layer) in enumerate(zip([*outputs, gradient.z], layers, strict=False)):
        if not np.isfinite(output).all():  # what goes into the next layer
            return Message("training.diverged.output", layer=k + 1, title=title(layer))
    return Message("training.diverged.gradient")


def in_words(culprit: Message, epoch: int, rate: float) -> Message:
    """The error message: what happened, and what to try.

    Example:
        >>> in_words(Message("training.diverged.loss"), epoch=3, rate=10.0)[:58]
        'training diverged in epoch 3: the loss is no longer finite'
    """
    return Message("training.diverged", epoch=epoch, culprit=culprit, rate=rate)
