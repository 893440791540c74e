"""Formulas as texts: computed, and written with their numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from edunn.worksheets.expressions import Expression, as_written

NUMBERS = some.floats(-50, 50).map(lambda number: round(number, 3))


@given(x=NUMBERS, w=NUMBERS, b=NUMBERS)
def test_what_is_written_with_numbers_gives_the_value(x, w, b):
    formula = Expression("max(x[0]*W[0,1] + b, -abs(b)) - (x[0] - b)**2/4")
    numbers = {"x[0]": x, "W[0,1]": w, "b": b}
    typed = eval(formula.with_numbers(numbers), {"max": max, "abs": abs})
    assert typed == pytest.approx(formula.value(numbers), abs=1e-9)


def test_what_cannot_be_computed_is_nan():
    assert math.isnan(Expression("a/b").value({"a": 1.0, "b": 0.0}))
    assert math.isnan(Expression("ln(a)").value({"a": 0.0}))
    assert math.isnan(Expression("chosen(a, 1, 2)").value({"a": 7.0}))


def test_a_formula_is_no_program():
    for text in ("__import__('os')", "x.y", "[1, 2]", "f(1)"):
        with pytest.raises((TypeError, KeyError)):
            Expression(text).value({})


def test_numbers_are_written_without_a_tail():
    assert [as_written(n) for n in (2.0, -0.5, 1e-9, -1e-9, 12.34567)] == [
        "2",
        "-0.5",
        "0",
        "0",
        "12.3457",
    ]
