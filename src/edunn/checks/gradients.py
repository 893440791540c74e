"""The gradient check: backpropagation against the numerical gradient.

A derivative written by hand is easily wrong, and a network with a wrong one still learns a little.
The numerical gradient is slow but simple: `surface` has its formula, and what is done at kinks.

The same check tells whether a gradient of one's own is right, and the derivative of any function.

Source: Nocedal and Wright (2006), Numerical Optimization, section 8.1
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from edunn.arrays import Array, Indices
from edunn.checks.functions import Function, check_derivative
from edunn.checks.own_gradient import OwnGradient, as_vector
from edunn.checks.report import GradientCheck
from edunn.checks.surface import H, Surface
from edunn.errors import SettingError
from edunn.guards import require_count, require_positive
from edunn.model import Model
from edunn.network import Views
from edunn.objective import Examples
from edunn.parameters import Place
from edunn.seeds import Seed, generator
from edunn.trace.symbols import places_of, symbols_of
from edunn.training.preparing import Given, Intake

TOLERANCE = 1e-5
"""The largest relative error."""

OF_FLOAT32 = 1e-3
"""The same for a gradient of one's own in float32, which has seven digits."""


@overload
def check_gradients(
    model: Model,
    inputs: Any,
    labels: Any = None,
    *,
    gradient: OwnGradient | None = None,
    h: float = H,
    tolerance: float | None = None,
    sample: int = 500,
    seed: Seed = 0,
) -> GradientCheck: ...


@overload
def check_gradients(
    model: Function,
    inputs: Function,
    *,
    at: npt.ArrayLike,
    h: float = H,
    tolerance: float | None = None,
) -> GradientCheck: ...


def check_gradients(
    model: Model | Function,
    inputs: Any = None,
    labels: Any = None,
    *,
    gradient: OwnGradient | None = None,
    at: npt.ArrayLike | None = None,
    h: float = H,
    tolerance: float | None = None,
    sample: int = 500,
    seed: Seed = 0,
) -> GradientCheck:
    """Compare a gradient with the numerical gradient, always in float64.

        check_gradients(model, inputs, labels)                   that of `model.loss`
        check_gradients(model, inputs, labels, gradient=mine)    mine, for the same loss
        check_gradients(function, derivative, at=[0.5, -1.0])    the derivative of a function

    The model does not change. Dropout is off, as in `model.loss`. A derivative is wrong if its
    relative error |a - n| / max(|a|, |n|, floor) exceeds the tolerance; the floor, 1e-4 of the loss
    and at least 1e-4, excludes derivatives near 0, which are mostly rounding.

    Args:
        model: any model, with layers, activations and losses of your own, too; or a function of a
            number or of an array.
        inputs: rows, `(N, I)`, or a Dataset; a few are enough, and quick. Of a function: its
            derivative, as `edunn.checks.functions` describes it.
        labels: as for `model.loss`.
        gradient: yours: `(n,)` numbers in the order of theta, a list of dW1, db1, dW2 ... in the
            order of `model.get_weights()`, or a function of inputs and labels, as they are passed
            here, that gives one of these. It is the gradient of `model.loss`, a mean over rows.
        at: the point, for a function.
        h: the step, for a parameter of size up to 1.
        tolerance: the largest relative error; by default 1e-5, and 1e-3 for a gradient of yours in
            float32.
        sample: the number of parameters to check, drawn at random from a larger model.
        seed: repeats the random draw.

    Raises:
        EduNNError: rows, labels, settings or shapes that do not fit.

    Source: relative error and kinks as in the "Gradient checks" of Stanford's CS231n notes

    Example:
        >>> model = Model([[2], [3, "tanh"], [1]], "mse", seed=1)
        >>> check_gradients(model, [[1, 2], [3, 4]], [[1], [0]]).ok
        True
        >>> print(check_gradients(lambda x: x**3, lambda x: 3 * x, at=2.0))
        WRONG: 1 of 1 derivatives disagree; the worst is x.
        at  derivative  numerical  relative error
        x            6         12  5.0e-01
    """
    require_positive("h", h)
    require_positive("tolerance", TOLERANCE if tolerance is None else tolerance)
    require_count("sample", sample)
    if isinstance(model, Model):
        given = (inputs,) if labels is None else (inputs, labels)
        return _of_model(model, given, gradient, h, tolerance, sample, generator(seed))
    if not callable(model) or not callable(inputs) or at is None:
        raise SettingError(
            "a model with rows is expected, check_gradients(model, inputs, labels), or a function "
            "with its derivative, check_gradients(np.tanh, lambda x: 1 - np.tanh(x)**2, at=0.5)."
        )
    tolerance = TOLERANCE if tolerance is None else tolerance
    with np.errstate(all="ignore"):
        return check_derivative(model, inputs, at, h, tolerance)


def _of_model(
    model: Model,
    given: Sequence[Any],
    gradient: OwnGradient | None,
    h: float,
    tolerance: float | None,
    sample: int,
    random: np.random.Generator,
) -> GradientCheck:
    """The check of a model's gradient, or of one's own for the same loss."""
    loss = ModelLoss.of(model, *given)
    places, drawn = _places(model), _drawn(len(loss.theta), sample, random)
    mine = None if gradient is None else as_vector(gradient, given, places)
    if tolerance is None:
        tolerance = OF_FLOAT32 if mine is not None and mine.is_single else TOLERANCE
    with np.errstate(all="ignore"):
        g = loss.gradient() if mine is None else mine.g
        surface = Surface(loss.value, loss.theta)
        floor = surface.floor
        found = tuple(
            surface.compared(name, int(k), h, float(g[k]), floor, tolerance)
            for name, k in zip(_names(places, drawn), drawn, strict=True)
        )
    head = ("parameter", "backpropagation" if mine is None else "your gradient")
    return GradientCheck(found, len(loss.theta), tolerance, head)


class ModelLoss(NamedTuple):
    """The loss of a model as a function of theta, in float64."""

    model: Model
    theta: Array
    rows: Examples
    statistics: Views

    @classmethod
    def of(cls, model: Model, inputs: Any, labels: Any = None) -> "ModelLoss":
        """The loss on these rows; an untrained model's statistics are measured on them."""
        known = model.targets, model.feature_names, model.target_scaling
        intake = Intake(model.objective, "float64", *known)
        rows, _ = intake.examples(Given.of(inputs, labels))
        theta, statistics = model.theta.astype(np.float64), model.learned.statistics
        if model.targets is None:
            statistics = model.network.measured(theta, rows.x, statistics)
        return cls(model, theta, rows, statistics)

    def value(self, theta: Array) -> float:
        """L(theta)."""
        x, t, _ = self.rows
        return float(self.model.objective.value(theta, x, t, self.statistics))

    def gradient(self) -> Array:
        """The gradient by backpropagation, `(n,)`."""
        x, t, _ = self.rows
        return self.model.objective.gradient(self.theta, x, t, self.statistics).g


def _places(model: Model) -> list[Place]:
    """The places of the parameters in theta, by their names in a trace."""
    return places_of(model.network, symbols_of(model.objective))


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
