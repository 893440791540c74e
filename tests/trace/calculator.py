"""A pocket calculator: does a line of working give its result?"""

import math
import re

import numpy as np

from edunn.trace import Trace
from edunn.trace.number_format import Line, NumberFormat

KEYS = {
    **{
        name: getattr(math, name)
        for name in (
            *("exp", "expm1", "log", "log1p", "sqrt", "tanh", "cosh", "sin", "cos"),
            *("erf", "erfc", "pi"),
        )
    },
    "max": max,
    "min": min,
    "abs": abs,
    "sign": np.sign,
}


def calculate(expression: str) -> float:
    rest = r"\[[\d,]+ more (?:terms|numbers, the largest): (.*?)\]"
    typed = re.sub(rest, r"(\1)", expression).replace("^", "**")
    return float(eval(typed, {"__builtins__": {}}, KEYS))


def wrong_lines(trace: Trace) -> list[Line]:
    """The lines whose expression does not give their result, all digits written."""
    lines = [line for step in trace.steps for line in step.derived.lines(NumberFormat(digits=17))]
    worked = [line for line in lines if isinstance(line, Line) and line.expression]
    assert worked
    return [line for line in worked if not agrees(line)]


def agrees(line: Line) -> bool:
    result = calculate(line.expression)
    return math.isclose(result, float(line.result), rel_tol=1e-9, abs_tol=1e-12)


def worked_lines(trace: Trace, digits: int) -> list[Line]:
    """The lines with an expression, as they are printed, but for a vector's entries by name."""
    numbers = NumberFormat(digits)
    with np.errstate(all="ignore"):  # what overflowed in training may overflow here
        lines = [line for step in trace.steps for line in step.derived.lines(numbers)]
    return [
        line
        for line in lines
        if isinstance(line, Line) and line.expression and not re.search("inf|nan", line.expression)
    ]


def untrue_lines(trace: Trace, digits: int = 4) -> list[str]:
    """The lines that, typed as they are printed, do not give their result to the digits shown."""
    return [
        f"{line} (typed: {_typed(line.expression)!r})"
        for line in worked_lines(trace, digits)
        if not is_true(line, digits)
    ]


def is_true(line: Line, digits: int) -> bool:
    """Whether the expression gives the result, to the digits shown.

    A sum that cancels out gives 0 to the digits that its terms are shown with.
    """
    if line.note.endswith(" by rounding"):
        sizes = [abs(float(q)) for q in re.findall(r"[\d.]+(?:e[-+]\d+)?", line.expression)]
        return line.result == "0" and abs(calculate(line.expression)) < max(sizes) * 10.0**-digits
    return _is_shown(_typed(line.expression), line.result, digits)


def _typed(expression: str) -> float | str:
    try:
        return calculate(expression)
    except (ArithmeticError, ValueError, NameError, SyntaxError) as error:
        return str(error)


def _is_shown(typed: float | str, result: str, digits: int) -> bool:
    """An update has two digits more; a sum that float32 rounded may have fewer."""
    if not math.isfinite(float(result)):  # it overflowed in training
        return True
    if isinstance(typed, str):
        return False
    shown = len(result.partition("e")[0].lstrip("-0.").replace(".", ""))
    tiny = float(
        np.finfo(np.float32).tiny
    )  # below it a float32 loses its digits, one after the other
    if max(abs(float(result)), abs(typed)) < tiny:
        return True
    formats = [NumberFormat(k) for k in (digits, digits + 2)]
    formats.append(NumberFormat(shown, keeps_units=False))
    is_near = math.isclose(typed, float(result), rel_tol=10.0 ** (1 - min(digits, shown)))
    return is_near and any(q.number(typed) == result for q in formats)
