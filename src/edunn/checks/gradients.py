"""Checks: is the gradient that backpropagation finds the slope of the loss?

A derivative written by hand is easily wrong, and a network with a wrong one still learns a little,
so nobody notices. There is another way to the same number, slow but hard to get wrong: go a small
step `h` up and down along one parameter, and see how much higher the loss is.

    dL/dtheta_k  =  (L(theta + h e_k) - L(theta - h e_k)) / 2h  +  about h^2

The step: over a smaller `h` the curve bends less (that error falls with h^2), but the difference of
two nearly equal losses keeps fewer digits (rounding grows with epsilon / h). Together they are
smallest near the cube root of epsilon, 6e-6 in float64, scaled by the size of the parameter.

At a kink (relu at 0) there is no one slope: a derivative by hand takes one side, the central
difference lies between both. A kink gives itself away: the slopes upwards and downwards differ, and
a smaller `h` does not bring them together in proportion, as it does on a smooth curve. Between the
two anything is right; what lies outside is wrong, kink or no kink.

Source: Nocedal and Wright (2006), Numerical Optimization, section 8.1
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from edunn.checks.hill import Hill
from edunn.checks.report import GradientCheck
from edunn.guards import require_count, require_positive
from edunn.model import Model
from edunn.parameters import Place
from edunn.seeds import Seed, generator
from edunn.trace.symbols import places_of, symbols_of

H = float(np.cbrt(np.finfo(np.float64).eps))
"""The step for a parameter of size up to 1."""

FLOOR = 1e-4
"""Slopes smaller than this share of the loss, or of 1, are compared with it: most is rounding."""


def check_gradients(
    model: Model,
    inputs: Any,
    labels: Any = None,
    *,
    h: float = H,
    tolerance: float = 1e-5,
    sample: int = 500,
    seed: Seed = 0,
) -> GradientCheck:
    """Compare the gradient of `model.loss` with central differences, always in float64.

    The model stays as it is. Dropout is off, as in `model.loss`. A slope disagrees if its relative
    error |a - n| / max(|a|, |n|, floor) exceeds the tolerance; the floor, 1e-4 of the loss and at
    least 1e-4, keeps two slopes of nearly nothing from disagreeing about their rounding.

    Args:
        model: any model, with layers, curves and losses of your own too.
        inputs: rows, `(N, I)`, or a Dataset; a few are enough, and quick.
        labels: as for `model.loss`.
        h: the step, for a parameter of size up to 1.
        tolerance: the relative error up to which two slopes agree.
        sample: of a larger model, so many parameters are drawn at random.
        seed: repeats the drawing.

    Raises:
        EduNNError: rows, labels or settings that do not fit.

    Source: relative error and kinks as in the "Gradient checks" of Stanford's CS231n notes

    Example:
        >>> model = Model([[2], [3, "tanh"], [1]], "mse", seed=1)
        >>> check_gradients(model, [[1, 2], [3, 4]], [[1], [0]]).ok
        True
    """
    require_positive("h", h)
    require_positive("tolerance", tolerance)
    require_count("sample", sample)
    hill = Hill.of(model, inputs, labels)
    drawn = _drawn(len(hill.theta), sample, generator(seed))
    names = _names(places_of(model.network, symbols_of(model.objective)), drawn)
    with np.errstate(all="ignore"):
        g = hill.gradient()
        floor = FLOOR * max(1.0, abs(hill.height(0, 0.0)))
        measured = [hill.slopes(int(k), h, float(g[k]), floor, tolerance) for k in drawn]
    found = tuple(one._replace(name=name) for one, name in zip(measured, names, strict=True))
    return GradientCheck(found, len(hill.theta), tolerance)


def _drawn(size: int, sample: int, random: np.random.Generator) -> npt.NDArray[np.intp]:
    """Which parameters to look at: all, or a random sample in theta's order."""
    if size <= sample:
        return np.arange(size)
    return np.sort(random.choice(size, sample, replace=False))


def _names(places: Sequence[Place], drawn: npt.NDArray[np.intp]) -> list[str]:
    """The name of each drawn number of theta, `W2[0,3]`."""
    names = []
    for k in drawn:
        at = next(place for place in places if place.where.start <= k < place.where.stop)
        where = np.unravel_index(k - at.where.start, at.shape)
        names.append(f"{at.name}[{','.join(str(int(axis)) for axis in where)}]")
    return names
