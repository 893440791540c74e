"""Learning curves: loss and accuracy along a training, over epochs and forward passes."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, final

from edunn.text import as_json, plural
from edunn.training import History

POINTS = 60
"""A learning curve keeps at most so many points."""

MEASURES = {"accuracy": True, "r2": True, "loss": False, "rmse": False, "mae": False}
"""What a score can be measured by, and whether larger is better."""

Column: TypeAlias = Literal["loss", "accuracy"]

Rows: TypeAlias = Literal["training", "held_out"]
ROWS: dict[Rows, str] = {"training": "training set", "held_out": "held-out rows"}


def points(count: int) -> list[int]:
    """At most `POINTS` evenly spaced positions among so many, first and last included.

    Example:
        >>> points(3), len(points(1000)), points(1000)[-1]
        ([0, 1, 2], 60, 999)
    """
    return sorted({round(k * (count - 1) / (POINTS - 1)) for k in range(POINTS)}) if count else []


@final
@dataclass(frozen=True, repr=False)
class Curve:
    """A learning curve: loss and accuracy over epochs and forward passes (thinned out).

    Example:
        >>> from edunn.training import Epoch
        >>> history = History.of([Epoch(k, 1 / k, 0.5, 10 * k) for k in range(1, 1001)])
        >>> curve = Curve.of(history)
        >>> len(curve.epochs), curve.epochs[-1], curve.loss[0]
        (60, 1000, 1.0)
    """

    epochs: tuple[int, ...] = ()
    loss: tuple[float, ...] = ()
    accuracy: tuple[float, ...] = ()
    forward_passes: tuple[int, ...] = ()

    @classmethod
    def of(cls, history: History, prefix: str = "") -> "Curve":
        """At most `POINTS` rows, first and last included; prefix `val_` for validation rows.

        A column that was not measured is empty.
        """
        kept, columns = points(len(history)), history.since(0)
        names = ("index", f"{prefix}loss", f"{prefix}accuracy", "forward_passes")
        thinned = (tuple(columns[name][k] for k in kept) for name in names)
        return cls(*(() if None in column else column for column in thinned))

    def __repr__(self) -> str:
        return f"<Curve of {plural(len(self.forward_passes), 'point')}>"

    def first(self, goal: float, column: Column = "accuracy") -> int | None:
        """The position of the first point that is as good as the goal; None if there is none.

        Example:
            >>> Curve((1, 5, 9), (0.9, 0.5, 0.3), (0.4, 0.8, 0.9)).first(0.75)
            1
        """
        sign = 1 if MEASURES[column] else -1
        values: tuple[float, ...] = getattr(self, column)
        return next((k for k, value in enumerate(values) if sign * value >= sign * goal), None)

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, rounded; what is not finite is None."""
        return {
            "epochs": list(self.epochs),
            "forward_passes": list(self.forward_passes),
            "loss": [as_json(float(f"{value:.5g}")) for value in self.loss],
            "accuracy": [as_json(float(f"{value:.5g}")) for value in self.accuracy],
        }


NO_CURVE = Curve()
"""That of a score without one."""
