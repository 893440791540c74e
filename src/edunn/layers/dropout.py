"""Dropout: the layer that sets random numbers to zero in training, against overfitting.

y = x * mask,  dx = dy * mask
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, final

from edunn.arrays import Array, Named
from edunn.errors import SettingError
from edunn.formulas import Formula
from edunn.guards import require_within, unbox
from edunn.layers.base import Cache, Layer, LayerState
from edunn.messages import Message
from edunn.operations import Entrywise, LayerStep, LayerSteps

FORWARD = Formula("x*mask", r"x \odot \text{mask}")
BACKWARD = Formula("dy*mask", r"dy \odot \text{mask}")


@final
@dataclass(frozen=True)
class Dropout(Layer):
    """Set a random share of the numbers to zero in training, so that none can rely on another.

    The others are scaled up ("inverted" dropout, as in Keras and PyTorch), so that the mean stays
    the same; in prediction the output is the input.

    Formula:   y = x * mask, where mask is 0 with probability `rate` and else 1 / (1 - rate)
    Gradient:  dx = dy * mask
    Shapes:    x, y, mask: (..., B, I)
    Source:    Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from
               overfitting"

    Raises:
        SettingError: `rate` is not a number from 0 up to, but without, 1.

    Example:
        >>> import numpy as np
        >>> state = LayerState(random=np.random.default_rng(0), is_training=True)
        >>> Dropout(0.5).forward(np.ones((1, 4)), {}, state)[0]
        array([[2., 0., 0., 0.]])
    """

    letter: ClassVar[str] = "r"

    is_random: ClassVar[bool] = True

    rate: float

    def __post_init__(self) -> None:
        super().__post_init__()
        require_within("dropout", self.rate, 0, 1)
        if self.rate == 1:
            raise SettingError(Message("setting.dropout"))
        unbox(self)

    def title(self, name: Callable[[object], str]) -> str:
        """Name and rate: `dropout 0.5`."""
        return f"{name(self)} {self.rate}"

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """A new mask for every mini-batch of training; in prediction, the input itself."""
        if not (state.is_training and state.random):
            return x, {}
        kept = state.random.random(x.shape) >= self.rate
        mask = kept.astype(x.dtype) / (1.0 - self.rate)
        return x * mask, {"mask": mask}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: by the same mask, so that numbers set to zero have no gradient."""
        return dy * cache["mask"] if "mask" in cache else dy

    def trace_steps(self, cache: Cache) -> LayerSteps:
        """Both ways through the mask, if there is one."""
        if "mask" not in cache:
            same = {letter: Entrywise(Formula(letter, letter), (letter,)) for letter in ("x", "dy")}
            return {
                "y": LayerStep("no_dropout", same["x"]),
                "dx": LayerStep("dropout_backward", same["dy"]),
            }
        return {
            "y": LayerStep("dropout", Entrywise(FORWARD, ("x", "mask"))),
            "dx": LayerStep("dropout_backward", Entrywise(BACKWARD, ("dy", "mask"))),
        }
