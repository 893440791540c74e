"""Boundary: a trained network over the plane of two of its inputs, or over its only one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from edunn.arrays import Array
from edunn.errors import DataError, SettingError, UnknownNameError
from edunn.messages import Message
from edunn.plots import Chart
from edunn.plots.boundary import Plane, class_boundary, value_boundary, value_curve
from edunn.targets import Targets

Feature: TypeAlias = str | int
"""An input, by its name or by its number from 0."""

POINTS = 200
"""Of the curve over a single input."""


@final
@dataclass(frozen=True)
class Boundary:
    """What is needed to draw a network over its inputs.

    Args:
        predict: the outputs `(B, O)` of rows `(B, I)`, in the unit of the targets.
        x, t: the rows to be drawn, and their targets, in the same unit.
        targets: what the outputs stand for.
        names: of the inputs.
    """

    predict: Callable[[Array], Array]
    x: Array
    t: Array
    targets: Targets
    names: Sequence[str]

    def chart(self, features: Sequence[Feature] = ()) -> Chart:
        """The plane of two inputs, all others at their medians; for one input a curve.

        Args:
            features: the two; not needed where there are no more.

        Raises:
            DataError: the rows are no tables of numbers, or a row has several labels or numbers.
            SettingError: two of the inputs have to be chosen.
            UnknownNameError: there is no such input.
        """
        self._refuse_what_has_no_plane()
        if self.x.shape[1] == 1:
            return self._curve()
        return self._plane(*self._chosen(features))

    def _plane(self, i: int, j: int) -> Chart:
        points = self.x[:, [i, j]]
        plane = Plane.around(points, (self.names[i], self.names[j]))
        rows = np.repeat(np.median(self.x, axis=0, keepdims=True), len(plane.pixels), axis=0)
        rows[:, [i, j]] = plane.pixels
        y = self.predict(rows.astype(self.x.dtype))
        title = Message("plot.boundary" if self.targets.classes else "plot.prediction")
        if self.x.shape[1] > 2:
            title = Message("plot.at_medians", title=title)
        if self.targets.classes is None:
            return value_boundary(
                title, plane, y[:, 0], points, self.t[:, 0], Message("plot.the_target")
            )
        of_points = self.targets.choose(self.t), self.targets.choose(self.predict(self.x))
        names = list(map(str, self.targets.classes))
        return class_boundary(title, plane, self._shares(y), points, of_points, names)

    def _curve(self) -> Chart:
        x = self.x[:, 0]
        across = np.linspace(x.min(), x.max(), POINTS, dtype=self.x.dtype)
        y, name = self.predict(across[:, None]), self.names[0]
        if self.targets.classes is None:
            curve, rows, title = y[:, 0], self.t[:, 0], Message("plot.prediction")
        else:
            curve, rows = self._shares(y)[:, -1], self.targets.choose(self.t).astype(float)
            title = Message("plot.probability", name=str(self.targets.classes[-1]))
        return value_curve(title, across, curve, (x, rows), (name, Message("plot.target")))

    def _shares(self, y: Array) -> Array:
        """The probability of each class; of outputs that are none, all of it to the largest."""
        chosen = self.targets.choose(y)
        classes = len(self.targets.classes or ())
        if y.shape[1] == 1 and classes == 2:
            share = np.clip((y - self.targets.off) / (1 - self.targets.off), 0, 1)
            return np.concatenate([1 - share, share], axis=1)
        if (y >= 0).all() and np.allclose(y.sum(axis=1), 1, atol=1e-3):
            return y
        shares: Array = np.eye(classes)[chosen]
        return shares

    def _chosen(self, features: Sequence[Feature]) -> tuple[int, int]:
        if not features and len(self.names) == 2:
            return 0, 1
        if np.ndim(features) != 1 or len(features) != 2:
            raise SettingError(
                f"a plane has two inputs, and this network has {len(self.names)}: "
                f"{', '.join(self.names[:7])}{' ...' if len(self.names) > 7 else ''}. Choose two: "
                f"features={tuple(self.names[:2])}. The others are held at their medians."
            )
        first, second = map(self._place_of, features)
        if first == second:
            raise SettingError(f"features has {features[0]!r} twice. Choose two different inputs.")
        return first, second

    def _place_of(self, feature: Feature) -> int:
        if isinstance(feature, str) and feature in self.names:
            return list(self.names).index(feature)
        if not isinstance(feature, str) and 0 <= feature < len(self.names):
            return int(feature)
        raise UnknownNameError.of("input", feature, self.names)

    def _refuse_what_has_no_plane(self) -> None:
        if self.x.ndim != 2:
            raise DataError(
                f"a boundary is drawn over two numbers of a row, but a row of this network is "
                f"{' x '.join(map(str, self.x.shape[1:]))}. Plot the network itself: model.plot()."
            )
        if self.targets.marks or (self.targets.classes is None and self.t.shape[1] > 1):
            what = "labels" if self.targets.marks else "numbers"
            raise DataError(
                f"a boundary is drawn of one class or one number a row, but these targets have "
                f"{self.t.shape[1]} {what}."
            )
