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
a smaller `h` does not bring them together in proportion, as it does on a smooth curve.

Source: Nocedal and Wright (2006), Numerical Optimization, section 8.1
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array
from edunn.model import Model
from edunn.network import Views
from edunn.parameters import Place
from edunn.seeds import Seed, generator
from edunn.settings import require_count, require_positive
from edunn.trace.letters import letters_of, places_of
from edunn.training.preparing import Door, Given
from edunn.training.records import Examples

H = float(np.cbrt(np.finfo(np.float64).eps))
"""The step for a parameter of size up to 1."""

FLOOR = 1e-4
"""Slopes smaller than this share of the loss, or of 1, are compared with it: most is rounding."""


class Slopes(NamedTuple):
    """One parameter's slope, found in both ways."""

    name: str
    """Which one: `W2[0,3]`, in the letters of a trace."""

    analytic: float
    """By backpropagation."""

    numeric: float
    """By central difference."""

    error: float
    """|analytic - numeric| / max(|analytic|, |numeric|, floor)."""

    kink: bool = False
    """Whether the loss has a kink here, so that neither number can be the slope."""


@final
@dataclass(frozen=True)
class GradientCheck:
    """What a gradient check found; print it for a table of the worst.

    Example:
        >>> found = (Slopes("W1[0,0]", 1.0, 1.0, 0.0), Slopes("b1[0]", 0.5, 1.0, 0.5))
        >>> print(GradientCheck(found, parameters=2))
        WRONG: 1 of 2 slopes disagree; the worst is b1[0].
        parameter  backpropagation  difference  relative error
        b1[0]                  0.5           1         5.0e-01
        W1[0,0]                  1           1         0.0e+00
    """

    slopes: tuple[Slopes, ...]
    """The parameters that were looked at, in theta's order."""

    parameters: int
    """How many the model has."""

    tolerance: float = 1e-5
    """The relative error up to which two slopes agree."""

    @property
    def wrong(self) -> tuple[Slopes, ...]:
        """Those that disagree, the worst first; a kink proves nothing, so it is not among them."""
        return tuple(
            one for one in self._worst_first if not one.error <= self.tolerance and not one.kink
        )

    @property
    def kinks(self) -> tuple[Slopes, ...]:
        """Those that sit on a kink of the loss."""
        return tuple(one for one in self.slopes if one.kink)

    @property
    def ok(self) -> bool:
        """Whether all agree, apart from kinks."""
        return not self.wrong

    @property
    def worst(self) -> Slopes | None:
        """The largest disagreement, apart from kinks."""
        return next((one for one in self._worst_first if not one.kink), None)

    @property
    def largest_error(self) -> float:
        """The largest relative error, apart from kinks."""
        return self.worst.error if self.worst else 0.0

    @property
    def _worst_first(self) -> list[Slopes]:
        return sorted(self.slopes, key=lambda one: -np.nan_to_num(one.error, nan=np.inf))

    def __str__(self) -> str:
        rows = [
            (
                one.name,
                f"{one.analytic:.6g}",
                f"{one.numeric:.6g}",
                f"{one.error:.1e}" + ("  kink" if one.kink else ""),
            )
            for one in [*self.wrong, *self.kinks, *self._agreeing][:8]
        ]
        head = ("parameter", "backpropagation", "difference", "relative error")
        widths = [max(len(row[k]) for row in [head, *rows]) for k in range(3)]
        return "\n".join(
            [
                self._verdict(),
                *(
                    f"{name:<{widths[0]}}  {a:>{widths[1]}}  {n:>{widths[2]}}  {error:>14}"
                    for name, a, n, error in [head, *rows]
                ),
            ]
        )

    @property
    def _agreeing(self) -> list[Slopes]:
        return [one for one in self._worst_first if one.error <= self.tolerance and not one.kink]

    def _verdict(self) -> str:
        judged = f"{len(self.slopes):,} slopes"
        if len(self.slopes) < self.parameters:
            judged = f"{len(self.slopes):,} slopes (drawn from {self.parameters:,})"
        kinks = f" {len(self.kinks)} at a kink, where there is no one slope." if self.kinks else ""
        if self.ok:
            return f"OK: {judged} agree, to {self.largest_error:.1e}.{kinks}"
        worst = self.wrong[0].name
        return f"WRONG: {len(self.wrong)} of {judged} disagree; the worst is {worst}.{kinks}"


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
    hill = _Hill.of(model, inputs, labels)
    drawn = _drawn(len(hill.theta), sample, generator(seed))
    names = _names(places_of(model.network, letters_of(model.objective)), drawn)
    with np.errstate(all="ignore"):
        g = hill.gradient()
        floor = FLOOR * max(1.0, abs(hill.height(0, 0.0)))
        measured = [hill.slopes(int(k), h, float(g[k]), floor, tolerance) for k in drawn]
    found = tuple(one._replace(name=name) for one, name in zip(measured, names, strict=True))
    return GradientCheck(found, len(hill.theta), tolerance)


class _Hill(NamedTuple):
    """The loss as a function of theta, in float64."""

    model: Model
    theta: Array
    rows: Examples
    statistics: Views

    @classmethod
    def of(cls, model: Model, inputs: Any, labels: Any) -> "_Hill":
        """The hill that these rows make of a model; before any training, they are measured too."""
        door = Door(model.objective, "float64", model.targets, model.feature_names)
        rows, _ = door.examples(Given.of(inputs, labels))
        theta, statistics = model.theta.astype(np.float64), model.learned.statistics
        if model.targets is None:
            statistics = model.network.measured(theta, rows.x, statistics)
        return cls(model, theta, rows, statistics)

    def gradient(self) -> Array:
        """By backpropagation, `(n,)`."""
        x, t, _ = self.rows
        return self.model.objective.slope(self.theta, x, t, self.statistics).g

    def height(self, k: int, step: float) -> float:
        """The loss, after a step along parameter `k`."""
        x, t, _ = self.rows
        theta = self.theta.copy()
        if step:
            theta[k] += step
        return float(self.model.objective.value(theta, x, t, self.statistics))

    def slopes(self, k: int, h: float, analytic: float, floor: float, tolerance: float) -> Slopes:
        """Both slopes along parameter `k`; where they disagree, kinks are looked for."""
        h = h * max(1.0, abs(float(self.theta[k])))
        numeric = (self.height(k, h) - self.height(k, -h)) / (2.0 * h)
        error = relative_error(analytic, numeric, floor)
        kink = not error <= tolerance and self.has_kink(k, h, floor * tolerance)
        return Slopes("", analytic, numeric, error, kink)

    def has_kink(self, k: int, h: float, least: float) -> bool:
        """Whether the slopes to both sides differ by a jump, which no smaller `h` shrinks."""
        far, near = self.jump(k, h), self.jump(k, h / 8.0)
        return abs(far) > least and abs(far - 8.0 * near) > 0.1 * abs(far)

    def jump(self, k: int, h: float) -> float:
        """The slope upwards less the slope downwards: about h times the curvature, if smooth."""
        up, here, down = (self.height(k, step) for step in (h, 0.0, -h))
        return (up - here) / h - (here - down) / h


def relative_error(analytic: float, numeric: float, floor: float) -> float:
    """|analytic - numeric| / max(|analytic|, |numeric|, floor).

    Example:
        >>> relative_error(1.0, 1.5, floor=1e-4).__round__(3)
        0.333
    """
    return abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)


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
