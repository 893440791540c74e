"""A pocket calculator: does a line of working give its result?"""

import math
import re

import numpy as np

from edunn.trace import Trace
from edunn.trace.number_format import Line, NumberFormat

KEYS = {
    **{
        name: getattr(math, name)
        for name in ("exp", "log", "sqrt", "tanh", "cosh", "sin", "cos", "erf", "pi")
    },
    "max": max,
    "min": min,
    "abs": abs,
    "sign": np.sign,
}


def calculate(expression: str) -> float:
    typed = re.sub(r"\[[\d,]+ more terms: (.*?)\]", r"(\1)", expression).replace("^", "**")
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
