"""What a gradient check found, as numbers and as a table."""

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

HEAD = ("parameter", "backpropagation", "difference", "relative error")
MOST_ROWS = 8
"""How many parameters the table shows, the worst first."""


class Slopes(NamedTuple):
    """One parameter's slope, found in both ways.

    Example:
        >>> Slopes("W1[0,0]", analytic=0.5, numeric=0.5, error=0.0).kink
        False
    """

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
        b1[0]                  0.5           1  5.0e-01
        W1[0,0]                  1           1  0.0e+00
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
        agreeing = [one for one in self._worst_first if one.error <= self.tolerance]
        shown = [*self.wrong, *self.kinks, *agreeing][:MOST_ROWS]
        rows = [HEAD, *(_row(one) for one in shown)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            f"{name:<{widths[0]}}  {analytic:>{widths[1]}}  {numeric:>{widths[2]}}  {error}"
            for name, analytic, numeric, error in rows
        ]
        left = len(self.slopes) - len(shown)
        return "\n".join([self._verdict(), *lines, *([f"... {left:,} more"] if left else [])])

    def _verdict(self) -> str:
        looked, kinks = len(self.slopes), len(self.kinks)
        drawn = f" (drawn from {self.parameters:,})" if looked < self.parameters else ""
        if self.wrong:
            count, verb = len(self.wrong), f"disagree; the worst is {self.wrong[0].name}"
        else:
            count, verb = looked - kinks, f"agree, to {self.largest_error:.1e}"
        word = "WRONG" if self.wrong else "OK"
        aside = f" {kinks} at a kink, where there is no one slope." if kinks else ""
        return f"{word}: {count:,} of {looked:,} slopes{drawn} {verb}.{aside}"


def _row(one: Slopes) -> tuple[str, str, str, str]:
    mark = "  kink" if one.kink else ""
    return one.name, f"{one.analytic:.6g}", f"{one.numeric:.6g}", f"{one.error:.1e}{mark}"
