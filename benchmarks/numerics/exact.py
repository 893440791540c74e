"""The exact result: a formula computed in so many digits that rounding plays no part.

It is the formula that the class itself states, in ASCII, handed to mpmath. So the page also says
whether the code computes what its formula promises.
"""

import re
from collections.abc import Mapping
from typing import Any

from mpmath import mp

from edunn.formulas import Formula

DIGITS = 700
"""Enough for 1 + exp(-745), the smallest that float64 can tell from 0 in an exponential."""

FUNCTIONS = "exp log log1p expm1 sqrt tanh cosh sin cos erf erfc sign"
NUMBER = re.compile(r"(?<![\w.])\d+\.?\d*(?:e[+-]?\d+)?")


def exact(formula: Formula, **letters: Any) -> Any:
    """The value of a formula for these numbers, as a number of mpmath.

    Example:
        >>> from edunn.activations import Softplus
        >>> float(exact(Softplus.formula, x=-40.0))
        4.248354255291589e-18
    """
    text = NUMBER.sub(r'mpf("\g<0>")', formula.text.replace("^", "**"))
    with mp.workdps(DIGITS):
        known = {name: number(q) for name, q in letters.items()}
        try:
            return mp.mpf(eval(text, {"__builtins__": {}}, {**names(), **known}))
        except ZeroDivisionError:
            return mp.inf


def number(q: Any) -> Any:
    """A number of mpmath with all digits of a float."""
    return q if isinstance(q, mp.mpf) else mp.mpf(float(q))


def names() -> Mapping[str, Any]:
    """What may stand in a formula besides its letters."""
    functions = {name: getattr(mp, name) for name in FUNCTIONS.split()}
    return {**functions, "abs": abs, "min": min, "max": max, "pi": mp.pi, "mpf": mp.mpf}


def softmax_of(x: Any, place: int, pull: Any = None) -> Any:
    """One probability of a softmax; with `pull`, what flows back to that logit for a gradient.

    Example:
        >>> float(softmax_of([0.0, 0.0], 1))
        0.5
    """
    with mp.workdps(DIGITS):
        top = max(map(number, x))
        e = [mp.exp(number(q) - top) for q in x]
        p = [q / mp.fsum(e) for q in e]
        if pull is None:
            return p[place]
        return p[place] * (number(pull[place]) - mp.fdot(map(number, pull), p))
