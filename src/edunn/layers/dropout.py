"""Dropout: the layer that forgets on purpose."""

from dataclasses import dataclass
from typing import ClassVar, final

from edunn.arrays import Array, Named
from edunn.errors import SettingError
from edunn.formulas import Entrywise, Formula, LayerStep, LayerSteps
from edunn.guards import require_within, unbox
from edunn.layers.base import Cache, Layer, LayerState

FORWARD = Formula("x*mask", r"x \odot \text{mask}")
BACKWARD = Formula("dy*mask", r"dy \odot \text{mask}")


@final
@dataclass(frozen=True)
class Dropout(Layer):
    """While training, silence a random share of the numbers, so that none can rely on another.

    Those that stay are scaled up ("inverted" dropout, as in Keras and PyTorch), so that the mean is
    the same with and without; while predicting nothing happens at all.

    Formula:   y = x * mask, where mask is 0 with probability `rate` and else 1 / (1 - rate)
    Gradient:  dx = dy * mask
    Shapes:    x, y, mask: (..., B, I)
    Source:    Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from
               overfitting"

    Raises:
        SettingError: `rate` is not a number from 0 up to, but without, 1.

    Example:
        >>> import numpy as np
        >>> state = LayerState(random=np.random.default_rng(0))
        >>> Dropout(0.5).forward(np.ones((1, 4)), {}, state)[0]
        array([[2., 0., 0., 0.]])
    """

    letter: ClassVar[str] = "r"

    rate: float

    def __post_init__(self) -> None:
        require_within("dropout", self.rate, 0, 1)
        if self.rate == 1:
            raise SettingError("dropout is 1, which silences everything. Try 0.2 or 0.5.")
        unbox(self)

    def forward(self, x: Array, p: Named, state: LayerState) -> tuple[Array, Cache]:
        """A new mask for every mini-batch; without a source of randomness, the input itself."""
        if state.random is None:
            return x, {}
        kept = state.random.random(x.shape) >= self.rate
        mask = kept.astype(x.dtype) / (1.0 - self.rate)
        return x * mask, {"mask": mask}

    def input_gradient(self, dy: Array, cache: Cache, p: Named) -> Array:
        """`dx`: through the same mask, so what was silenced gets no gradient."""
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
