"""The result of a gradient check, as numbers and as a table."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from edunn import notebook
from edunn.text import text_table

MOST_ROWS = 8
"""The number of parameters in the table, the worst first."""


class PartialDerivative(NamedTuple):
    """The derivative of the loss by one parameter, computed in both ways.

    Example:
        >>> PartialDerivative("W1[0,0]", analytic=0.5, numerical=0.5, error=0.0).kink
        False
    """

    name: str
    """The parameter, `W2[0,3]`, in the letters of a trace."""

    analytic: float
    """By backpropagation, or by hand."""

    numerical: float
    """By the central difference."""

    error: float
    """|analytic - numerical| / max(|analytic|, |numerical|, floor)."""

    kink: bool = False
    """Whether the loss or its derivative has a kink here, which the central difference blurs."""


@final
@dataclass(frozen=True, repr=False)
class GradientCheck:
    """The result of a gradient check; print it for a table of the worst.

    Example:
        >>> right = PartialDerivative("W1[0,0]", 1.0, 1.0, error=0.0)
        >>> wrong = PartialDerivative("b1[0]", 0.5, 1.0, error=0.5)
        >>> print(GradientCheck((right, wrong), parameters=2))
        WRONG: 1 of 2 derivatives disagree; the worst is b1[0].
        Wrong: b1 (1 of 1).
        parameter  backpropagation  numerical  relative error
        b1[0]                  0.5          1  5.0e-01
        W1[0,0]                  1          1  0.0e+00
    """

    derivatives: tuple[PartialDerivative, ...]
    """Those of the checked parameters, in the order of theta."""

    parameters: int
    """The number of parameters of the model."""

    tolerance: float = 1e-5
    """The largest relative error."""

    head: tuple[str, str] = ("parameter", "backpropagation")
    """What stands above the names, and above the derivatives that are checked."""

    @property
    def wrong(self) -> tuple[PartialDerivative, ...]:
        """Those that disagree, the worst first, without the kinks."""
        return tuple(
            one for one in self._worst_first if not one.error <= self.tolerance and not one.kink
        )

    @property
    def kinks(self) -> tuple[PartialDerivative, ...]:
        """Those at a kink of the loss, or of its derivative."""
        return tuple(one for one in self.derivatives if one.kink)

    @property
    def ok(self) -> bool:
        """Whether all agree, apart from kinks."""
        return not self.wrong

    @property
    def worst(self) -> PartialDerivative | None:
        """The largest disagreement, apart from kinks."""
        return next((one for one in self._worst_first if not one.kink), None)

    @property
    def largest_error(self) -> float:
        """The largest relative error, apart from kinks."""
        return self.worst.error if self.worst else 0.0

    @property
    def hint(self) -> str:
        """Where the wrong ones are, if not all are, and by which factor, if it is the same for all.

        Example:
            >>> wrong = [PartialDerivative(f"W1[{k}]", 3.0 * k, 1.0 * k, 0.7) for k in (1, 2)]
            >>> GradientCheck(tuple(wrong), parameters=2).hint
            'All are 3 times the numerical ones: look for a factor or a mean.'
        """
        if not self.wrong or len(self.derivatives) == 1:
            return ""
        ratios = [one.analytic / one.numerical for one in self.derivatives if one.numerical]
        if len(ratios) > 1 and np.ptp(ratios) <= 1e-3 * abs(ratios[0]):
            cause = "look for a sign" if ratios[0] < 0 else "look for a factor or a mean"
            return f"All are {ratios[0]:.4g} times the numerical ones: {cause}."
        wrong = Counter(one.name.partition("[")[0] for one in self.wrong)
        every = Counter(one.name.partition("[")[0] for one in self.derivatives)
        counts = [f"{name} ({count} of {every[name]})" for name, count in wrong.items()]
        return f"Wrong: {', '.join(counts)}." if len(every) > 1 else ""

    @property
    def _titles(self) -> tuple[str, ...]:
        return (*self.head, "numerical", "relative error")

    @property
    def _worst_first(self) -> list[PartialDerivative]:
        return sorted(self.derivatives, key=lambda one: -np.nan_to_num(one.error, nan=np.inf))

    def __str__(self) -> str:
        table = text_table(self._titles, self._rows, left=(0, 3))
        return "\n".join(filter(None, [self._verdict(), self.hint, table, self._more]))

    def __repr__(self) -> str:
        return f"<GradientCheck {self._verdict()}>"

    def _repr_html_(self) -> str:
        table = notebook.table(self._titles, self._rows, left=(0, 3))
        return notebook.page(
            self._verdict(), notebook.text(self.hint), table, notebook.text(self._more, pale=True)
        )

    @property
    def _rows(self) -> list[tuple[str, str, str, str]]:
        """The worst, first those that are wrong, then the kinks."""
        agreeing = [one for one in self._worst_first if one.error <= self.tolerance]
        return [_row(one) for one in [*self.wrong, *self.kinks, *agreeing][:MOST_ROWS]]

    @property
    def _more(self) -> str:
        left = len(self.derivatives) - len(self._rows)
        return f"... {left:,} more" if left else ""

    def _verdict(self) -> str:
        looked, kinks = len(self.derivatives), len(self.kinks)
        drawn = f" (drawn from {self.parameters:,})" if looked < self.parameters else ""
        if self.wrong:
            count, verb = len(self.wrong), f"disagree; the worst is {self.wrong[0].name}"
        else:
            count, verb = looked - kinks, f"agree, to {self.largest_error:.1e}"
        word = "WRONG" if self.wrong else "OK"
        aside = f" {kinks} at a kink, which the central difference blurs." if kinks else ""
        return f"{word}: {count:,} of {looked:,} derivatives{drawn} {verb}.{aside}"


def _row(one: PartialDerivative) -> tuple[str, str, str, str]:
    mark = "  kink" if one.kink else ""
    return one.name, f"{one.analytic:.6g}", f"{one.numerical:.6g}", f"{one.error:.1e}{mark}"
