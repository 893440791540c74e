"""The gradient check: backpropagation against the numerical gradient.

A derivative written by hand is easily wrong, and a network with a wrong one still learns a little.
The numerical gradient is slow but simple: the loss a small step `h` up and down one parameter,

    dL/dtheta_k  =  (L(theta + h e_k) - L(theta - h e_k)) / (2 h)  +  about h^2

The step: with a smaller `h` the error of the formula falls as h^2, but the difference of two nearly
equal losses has fewer digits (rounding grows as epsilon / h). Their sum is smallest near the cube
root of epsilon, 6e-6 in float64, scaled by the size of the parameter.

At a kink (relu at 0) there is no derivative: backpropagation takes that of one side, the central
difference lies between both. A kink shows in two ways: the derivatives of both sides differ, and a
smaller `h` does not bring them together in proportion, as on a smooth loss surface. Any value
between the two is accepted there; one outside is wrong, kink or no kink.

At a seam (Huber's, where the square meets the line) the derivative itself has a kink. It exists,
but the error of the central difference falls only as h. A gradient that smaller and smaller steps
approach is right there.

Source: Nocedal and Wright (2006), Numerical Optimization, section 8.1
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from edunn.arrays import Array, Indices
from edunn.checks.report import GradientCheck, PartialDerivative
from edunn.guards import require_count, require_positive
from edunn.model import Model
from edunn.network import Views
from edunn.objective import Examples
from edunn.parameters import Place
from edunn.seeds import Seed, generator
from edunn.trace.symbols import places_of, symbols_of
from edunn.training.preparing import Given, Intake

H = float(np.cbrt(np.finfo(np.float64).eps))
"""The step for a parameter of size up to 1."""

FLOOR = 1e-4
"""The smallest derivative, as a share of the loss, that errors are relative to."""


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
    """Compare the gradient of `model.loss` with the numerical gradient, always in float64.

    The model does not change. Dropout is off, as in `model.loss`. A derivative is wrong if its
    relative error |a - n| / max(|a|, |n|, floor) exceeds the tolerance; the floor, 1e-4 of the loss
    and at least 1e-4, excludes derivatives near 0, which are mostly rounding.

    Args:
        model: any model, with layers, activations and losses of your own, too.
        inputs: rows, `(N, I)`, or a Dataset; a few are enough, and quick.
        labels: as for `model.loss`.
        h: the step, for a parameter of size up to 1.
        tolerance: the largest relative error.
        sample: the number of parameters to check, drawn at random from a larger model.
        seed: repeats the random draw.

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
    surface = LossSurface.of(model, inputs, labels)
    drawn = _drawn(len(surface.theta), sample, generator(seed))
    names = _names(places_of(model.network, symbols_of(model.objective)), drawn)
    with np.errstate(all="ignore"):
        g = surface.gradient()
        floor = FLOOR * max(1.0, abs(surface.loss(surface.theta)))
        found = tuple(
            surface.compared(name, int(k), h, float(g[k]), floor, tolerance)
            for name, k in zip(names, drawn, strict=True)
        )
    return GradientCheck(found, len(surface.theta), tolerance)


class LossSurface(NamedTuple):
    """The loss of a model as a function of theta, in float64."""

    model: Model
    theta: Array
    rows: Examples
    statistics: Views

    @classmethod
    def of(cls, model: Model, inputs: Any, labels: Any) -> "LossSurface":
        """The loss on these rows; an untrained model's statistics are measured on them."""
        known = model.targets, model.feature_names, model.target_scaling
        intake = Intake(model.objective, "float64", *known)
        rows, _ = intake.examples(Given.of(inputs, labels))
        theta, statistics = model.theta.astype(np.float64), model.learned.statistics
        if model.targets is None:
            statistics = model.network.measured(theta, rows.x, statistics)
        return cls(model, theta, rows, statistics)

    def loss(self, theta: Array) -> float:
        """L(theta)."""
        x, t, _ = self.rows
        return float(self.model.objective.value(theta, x, t, self.statistics))

    def gradient(self) -> Array:
        """The gradient by backpropagation, `(n,)`."""
        x, t, _ = self.rows
        return self.model.objective.gradient(self.theta, x, t, self.statistics).g

    def numerical(self, k: int, h: float) -> float:
        """The numerical gradient of parameter `k`, by the central difference."""
        L, theta, e = self.loss, self.theta, self.unit_vector(k)
        return (L(theta + h * e) - L(theta - h * e)) / (2 * h)

    def one_sided(self, k: int, h: float) -> tuple[float, float]:
        """The derivatives of both sides, by the backward and the forward difference."""
        L, theta, e = self.loss, self.theta, self.unit_vector(k)
        return (L(theta) - L(theta - h * e)) / h, (L(theta + h * e) - L(theta)) / h

    def unit_vector(self, k: int) -> Array:
        """The vector e_k: 1 in place `k`, 0 elsewhere."""
        e = np.zeros_like(self.theta)
        e[k] = 1.0
        return e

    def compared(
        self, name: str, k: int, h: float, analytic: float, floor: float, tolerance: float
    ) -> PartialDerivative:
        """Both derivatives of parameter `k`; where they differ, the smaller step, or a kink."""
        h = h * max(1.0, abs(float(self.theta[k])))
        numerical = self.numerical(k, h)
        error = relative_error(analytic, numerical, floor)
        if error <= tolerance:
            return PartialDerivative(name, analytic, numerical, error)
        if self.has_kink(k, h, analytic):
            return PartialDerivative(name, analytic, numerical, error, kink=True)
        finer = self.numerical(k, h / 8.0)
        finer_error = relative_error(analytic, finer, floor)
        if finer_error <= tolerance:
            return PartialDerivative(name, analytic, finer, finer_error)
        return PartialDerivative(name, analytic, numerical, error, self.has_seam(k, h, analytic))

    def has_kink(self, k: int, h: float, analytic: float) -> bool:
        """Whether the derivatives of both sides differ by a jump, with the analytic one between.

        On a smooth loss surface the difference falls in proportion to the step; a jump does not.
        """
        (down, up), (near_down, near_up) = self.one_sided(k, h), self.one_sided(k, h / 8.0)
        jump, near_jump = up - down, near_up - near_down
        margin = 0.01 * abs(jump)
        lies_between = min(down, up) - margin <= analytic <= max(down, up) + margin
        return lies_between and abs(jump - 8.0 * near_jump) > 0.1 * abs(jump)

    def has_seam(self, k: int, h: float, analytic: float) -> bool:
        """Whether the numerical gradient approaches the analytic one as the step shrinks.

        So it does where the second derivative jumps: each eighth of the step leaves an eighth of
        the error. A wrong derivative leaves all of it.
        """
        steps = [h, h / 8.0, h / 64.0]
        errors = [abs(analytic - self.numerical(k, step)) for step in steps]
        rounding = np.finfo(np.float64).eps * abs(self.loss(self.theta)) / np.array(steps)
        return all(errors[j + 1] <= errors[j] / 4.0 + rounding[j + 1] for j in (0, 1))


def relative_error(analytic: float, numerical: float, floor: float) -> float:
    """|analytic - numerical| / max(|analytic|, |numerical|, floor).

    Example:
        >>> relative_error(1.0, 1.5, floor=1e-4).__round__(3)
        0.333
    """
    return abs(analytic - numerical) / max(abs(analytic), abs(numerical), floor)


def _drawn(size: int, sample: int, random: np.random.Generator) -> Indices:
    """The parameters to check: all, or a random sample in the order of theta."""
    if size <= sample:
        return np.arange(size)
    return np.sort(random.choice(size, sample, replace=False))


def _names(places: Sequence[Place], drawn: Indices) -> list[str]:
    """The name of each drawn number of theta, `W2[0,3]`."""
    names = []
    for k in drawn:
        at = next(place for place in places if place.where.start <= k < place.where.stop)
        where = np.unravel_index(k - at.where.start, at.shape)
        names.append(f"{at.name}[{','.join(str(int(axis)) for axis in where)}]")
    return names
