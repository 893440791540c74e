"""Every formula of every step is LaTeX that KaTeX knows."""

import re

import pytest

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.formulas import Formula, aligned, symbol

KNOWN = {
    *("text", "mathrm", "left", "right", "top", "sqrt", "cdot", "odot", "lvert", "rvert", "ln"),
    *("tanh", "eta", "lambda", "mu", "theta", "beta", "epsilon", "rho", "alpha", "delta", "erf"),
    *("frac", "sum", "begin", "end", "operatorname", "min", "max", "cosh", "sin", "cos"),
    *("Phi", "varphi", "partial", "quad", "leftarrow"),
}


def trace_of(activation="tanh", loss="mse", algorithm="adam", regularizer=None, output=None):
    layers = [[2], [3, activation, {"dropout": 0.5}], [2, output] if output else [2]]
    model = Model(layers, loss, regularizer=regularizer, seed=1)
    x, t = [[0.5, -1.0], [1.0, 2.0]], [[0.0, 1.0], [1.0, 0.0]]
    return model.trace(x, t, algorithm, sample_weight=[1.0, 2.0])


def require_sound(text):
    depth = 0
    for sign in re.sub(r"\\[{}_]", "", text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0, text
    assert depth == 0, text
    assert set(re.findall(r"\\([A-Za-z]+)", text)) <= KNOWN, text
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right"), text
    assert not re.search(r"\^\{[^{}]*\{[^{}]*\}[^{}]*\}\^", text), text  # two exponents


SWEEP = [
    *({"activation": name} for name in FAMILIES["activation"]),
    *({"loss": name, "output": "sigmoid"} for name in FAMILIES["loss"]),
    *({"loss": "cross_entropy", "output": "softmax"},),
    *({"algorithm": name} for name in FAMILIES["optimizer"]),
    *({"regularizer": name} for name in FAMILIES["regularizer"]),
]


@pytest.mark.parametrize("settings", SWEEP, ids=lambda s: "-".join(s.values()))
def test_every_formula_of_the_catalogue(settings):
    trace = trace_of(**settings)
    for step in trace.steps:
        require_sound(step.latex)
    for name in trace.arrays:
        require_sound(symbol(name))


STEPS = [
    ({}, "z1", r"z_{1} = x \, W_{1} + b_{1}"),
    ({}, "dW1", r"dW_{1} = x^{\top} \, dz_{1}"),
    ({}, "db1", r"db_{1} = \sum_{\text{rows}} dz_{1}"),
    ({}, "r1", r"r_{1} = a_{1} \odot \mathrm{mask}_{r_{1}}"),
    ({"algorithm": "gradient_descent"}, "W1_new", r"W_{1}' = W_{1} - \eta \cdot dW_{1}"),
    (
        {"loss": "cross_entropy", "output": "softmax"},
        "dz2",
        r"dz_{2} = \frac{\text{weight} \cdot \left( p - t \right)}{B}",
    ),
]


@pytest.mark.parametrize(("settings", "name", "latex"), STEPS, ids=[name for _, name, _ in STEPS])
def test_formulas_as_a_book_has_them(settings, name, latex):
    assert trace_of(**settings)[name].latex == latex


RULES = [
    ({"activation": "relu"}, "a1", "a1 = max(z1, 0)"),
    ({"activation": "sigmoid"}, "dz1", "derivative = a1*(1 - a1)"),
    ({"activation": "gaussian"}, "a1", "a1 = exp(-z1^2)"),
    ({"activation": "exponential"}, "dz1", "derivative = a1"),
    ({"loss": "hinge"}, "loss", "row loss = mean_o max(0, 1 - t_o*z2_o)"),
]


@pytest.mark.parametrize(("settings", "name", "rule"), RULES, ids=[rule for *_, rule in RULES])
def test_rules_say_more_than_the_formula(settings, name, rule):
    step = trace_of(**settings)[name]
    assert [rule.text for rule in step.rules] == [rule]
    assert rule in step.sentence


def test_equations_stand_under_each_other():
    equations = [Formula("q = x", "q = x"), Formula("h = y", "h = y")]
    assert aligned(equations).count("&=") == 2
    assert aligned(equations[:1]) == "q = x"


def test_a_left_side_is_written_once():
    twice = [Formula("", "a_{1} = relu"), Formula("", "a_{1} = max")]
    assert aligned(twice).count("a_{1}") == 1
