"""A formula in another language gives the numbers of the activation."""

from dataclasses import dataclass

import numpy as np
import pytest

from edunn.activations import NAMES, Elementwise, Softmax
from edunn.exports.expressions import Program, translated, unparsed
from edunn.formulas import Formula

NUMPY = Program(
    {
        name: f"np.{name}"
        for name in ["exp", "log", "log1p", "expm1", "abs", "sqrt", "tanh", "sin", "cos"]
    }
    | {"min": "np.minimum", "max": "np.maximum", "erfc": "erfc"},
    "np.where({}, {}, {})",
    "np.full_like(x, {})",
)
ELEMENTWISE = [name for name in NAMES if name not in ("softmax", "gelu")]  # NumPy has no erfc


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_numbers_are_those_of_the_value(name):
    activation = NAMES[name]()
    x = np.linspace(-30, 30, 121)
    y = eval(unparsed(translated(activation, "x", NUMPY)), {"np": np, "x": x})
    assert np.allclose(y, activation.value(x), rtol=1e-12, atol=1e-300)


def test_gelu_is_written_by_the_tail_that_keeps_its_digits():
    assert "erfc" in translated(NAMES["gelu"](), "x", NUMPY)


@dataclass(frozen=True)
class Own(Elementwise):
    """An activation of one's own."""

    def value(self, x):
        return np.cosh(x)

    def derivative(self, x, y):
        return np.sinh(x)


class InWords(Own):
    formula = Formula("the sum of x and 1", "")


class OfAnotherFunction(Own):
    formula = Formula("cosh(x)", "")


class WithAnOperator(Own):
    formula = Formula("x // 2", "")


@pytest.mark.parametrize("kind", [Own, InWords, OfAnotherFunction, WithAnOperator, Softmax])
def test_a_formula_that_cannot_be_read_is_none(kind):
    assert translated(kind(), "x", NUMPY) is None
