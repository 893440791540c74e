"""A band: the learning curves of many seeds as one, their median and all between the extremes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, final

import numpy as np

from edunn.arrays import Array
from edunn.experiments.scores import Curve


@final
@dataclass(frozen=True)
class Band:
    """The middle and the edges of several curves.

    Args:
        name: which rows: "training" or "held out".
        epochs: where the curves were read.
        low, middle, high: the smallest, median and largest value there.
    """

    name: str
    epochs: Array
    low: Array
    middle: Array
    high: Array

    @classmethod
    def of(
        cls, name: str, curves: Sequence[Curve], column: Literal["loss", "accuracy"]
    ) -> "Band | None":
        """The band of one column, as far as all curves go; None where that is nowhere.

        Example:
            >>> curves = [Curve((1, 2), (0.9, 0.1)), Curve((1, 2), (0.7, 0.3))]
            >>> Band.of("training", curves, "loss").middle
            array([0.8, 0.2])
        """
        length = min(len(getattr(curve, column)) for curve in curves)
        if not length:
            return None
        values = np.array([getattr(curve, column)[:length] for curve in curves], dtype=float)
        known = np.isfinite(values).all(axis=0)
        if not known.any():
            return None
        low, middle, high = np.percentile(values[:, known], (0, 50, 100), axis=0)
        return cls(name, np.array(curves[0].epochs[:length], float)[known], low, middle, high)
