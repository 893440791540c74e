"""The formulas that members of a family own, against what their methods compute."""

import numpy as np
import pytest
from tests.trace.calculator import calculate

from edunn.catalogue import FAMILIES, find
from edunn.formulas import Formula, settings_of, symbol

NUMBERS = (-4.0, -1.5, -0.25, 0.5, 3.5)


def computed(formula, **numbers):
    return calculate(formula.filled({name: f"({q!r})" for name, q in numbers.items()}))


@pytest.mark.parametrize("name", [name for name in FAMILIES["activation"] if name != "softmax"])
def test_an_activation_is_its_formula(name):
    function = find("activation", name)
    for x in NUMBERS:
        y = function.value(np.array([x]))
        dy = function.derivative(np.array([x]), y)[0]
        known = settings_of(function, function.formula, function.derivative_formula)
        known |= {"x": x, "y": float(y[0])}
        assert computed(function.formula, **known) == pytest.approx(y[0], abs=1e-12)
        assert computed(function.derivative_formula, **known) == pytest.approx(dy, abs=1e-12)


@pytest.mark.parametrize("name", FAMILIES["regularizer"])
def test_a_regularizer_is_its_formulas(name):
    regularizer = find("regularizer", name)
    for w in NUMBERS:
        formulas = regularizer.penalty_formula, regularizer.gradient_formula
        known = settings_of(regularizer, *formulas) | {"w": w}
        cost, pull = (q(np.array([w])) for q in (regularizer.penalty, regularizer.gradient))
        assert computed(regularizer.penalty_formula, **known) == pytest.approx(cost)
        assert computed(regularizer.gradient_formula, **known) == pytest.approx(pull[0])


@pytest.mark.parametrize("name", FAMILIES["loss"])
def test_a_loss_is_its_formulas(name):
    loss = find("loss", name)
    for y in (0.1, 0.5, 0.8):
        for t in (0.25, 1.0):
            known = settings_of(loss, loss.cost_formula, loss.derivative_formula)
            known |= {"y": y, "t": t}
            cost, dy = (float(q(np.array(y), np.array(t))) for q in (loss.cost, loss.derivative))
            assert computed(loss.cost_formula, **known) == pytest.approx(cost)
            assert computed(loss.derivative_formula, **known) == pytest.approx(dy)


@pytest.mark.parametrize("name", FAMILIES["optimizer"])
def test_an_optimizer_is_its_formulas(name):
    optimizer, g = find("optimizer", name), np.array([0.5])
    before = optimizer.step(optimizer.start(np.array([1.0])), g)
    after = optimizer.step(before, g)
    found = {q: float(value[0]) for q, value in before._asdict().items() if np.ndim(value)}
    known = settings_of(optimizer, *optimizer.formulas.values())
    known |= found | {"g": 0.5, "t": after.t}
    for letter, formula in optimizer.formulas.items():
        known[letter if letter == "rate" else f"{letter}_new"] = computed(formula, **known)
    assert known["theta_new"] == pytest.approx(after.theta[0], rel=1e-12)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("x", "x"),
        ("a1_2", "a_{1,2}"),
        ("dW1", "dW_{1}"),
        ("theta_new", r"\theta'"),
        ("mask_r1", r"\mathrm{mask}_{r_{1}}"),
        ("velocity_W1_new", r"\mathrm{velocity}_{W_{1}}'"),
        ("dW2_data", r"dW_{2}^{\mathrm{data}}"),
        ("row_losses", r"\text{row losses}"),
        ("loss", r"\text{loss}"),
    ],
)
def test_names_as_a_book_prints_them(name, latex):
    assert symbol(name) == latex


def test_a_word_before_of_is_no_letter():
    rule = Formula("mean of x - mean", "").renamed({"x": "z1", "mean": "mean_n2"})
    assert rule.text == "mean of z1 - mean_n2"
