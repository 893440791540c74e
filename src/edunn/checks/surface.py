"""A function of many numbers with one value, and its derivatives, analytic and numerical.

The numerical derivative is slow but simple: the value a small step `h` up and down one number,

    dL/dx_k  =  (L(x + h e_k) - L(x - h e_k)) / (2 h)  +  about h^2

The step: with a smaller `h` the error of the formula falls as h^2, but the difference of two nearly
equal losses has fewer digits (rounding grows as epsilon / h). Their sum is smallest near the cube
root of epsilon, 6e-6 in float64, scaled by the size of the number.

At a kink (relu at 0) there is no derivative: by hand one takes that of one side, the central
difference lies between both. A kink shows in two ways: the derivatives of both sides differ, and a
smaller `h` does not bring them together in proportion, as on a smooth surface. Any value between
the two is accepted there; one outside is wrong, kink or no kink.

At a seam (Huber's, where the square meets the line) the derivative itself has a kink. It exists,
but the error of the central difference falls only as h. A gradient that smaller and smaller steps
approach is right there.

Source: Nocedal and Wright (2006), Numerical Optimization, section 8.1
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from edunn.arrays import Array
from edunn.checks.report import PartialDerivative

H = float(np.cbrt(np.finfo(np.float64).eps))
"""The step for a number of size up to 1."""

FLOOR = 1e-4
"""The smallest derivative, as a share of the value, that errors are relative to."""


class Surface(NamedTuple):
    """A function of a vector with one number as its value, at a point: a loss surface, at theta.

    Example:
        >>> bowl = Surface(lambda x: float(x @ x), np.array([1.0, 2.0]))
        >>> round(bowl.numerical(1, h=1e-5), 6)
        4.0
    """

    value: Callable[[Array], float]
    x: Array
    """The point, `(n,)`, float64."""

    @property
    def floor(self) -> float:
        """What small derivatives are compared with, which are mostly rounding."""
        return FLOOR * max(1.0, abs(self.value(self.x)))

    def numerical(self, k: int, h: float) -> float:
        """The numerical gradient by the number `k`, by the central difference."""
        L, x, e = self.value, self.x, self.unit_vector(k)
        return (L(x + h * e) - L(x - h * e)) / (2 * h)

    def one_sided(self, k: int, h: float) -> tuple[float, float]:
        """The derivatives of both sides, by the backward and the forward difference."""
        L, x, e = self.value, self.x, self.unit_vector(k)
        return (L(x) - L(x - h * e)) / h, (L(x + h * e) - L(x)) / h

    def unit_vector(self, k: int) -> Array:
        """The vector e_k: 1 in place `k`, 0 elsewhere."""
        e = np.zeros_like(self.x)
        e[k] = 1.0
        return e

    def compared(
        self, name: str, k: int, h: float, analytic: float, floor: float, tolerance: float
    ) -> PartialDerivative:
        """Both derivatives by the number `k`; where they differ, the smaller step, or a kink."""
        h = h * max(1.0, abs(float(self.x[k])))
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

        On a smooth surface the difference falls in proportion to the step; a jump does not.
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
        rounding = np.finfo(np.float64).eps * abs(self.value(self.x)) / np.array(steps)
        return all(errors[j + 1] <= errors[j] / 4.0 + rounding[j + 1] for j in (0, 1))


def relative_error(analytic: float, numerical: float, floor: float) -> float:
    """|analytic - numerical| / max(|analytic|, |numerical|, floor).

    Example:
        >>> relative_error(1.0, 1.5, floor=1e-4).__round__(3)
        0.333
    """
    return abs(analytic - numerical) / max(abs(analytic), abs(numerical), floor)
