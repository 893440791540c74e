"""Every formula of every step is LaTeX that KaTeX knows."""

import re

import pytest

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.formulas import SETTINGS, Formula, aligned, symbol
from edunn.trace.number_format import Line, NumberFormat
from edunn.trace.typeset import typeset

KNOWN = {
    *("text", "mathrm", "left", "right", "top", "sqrt", "cdot", "odot", "lvert", "rvert", "ln"),
    *("tanh", "eta", "lambda", "mu", "theta", "beta", "epsilon", "rho", "alpha", "delta", "erf"),
    *("frac", "sum", "begin", "end", "operatorname", "min", "max", "cosh", "sin", "cos"),
    *("Phi", "varphi", "partial", "quad", "leftarrow", "ldots", "allowbreak", "infty"),
}


def trace_of(activation="tanh", loss="mse", algorithm="adam", regularizer=None, output=None):
    layers = [[2], [3, activation, {"dropout": 0.5}], [2, output] if output else [2]]
    model = Model(layers, loss, regularizer=regularizer, seed=1)
    x, t = [[0.5, -1.0], [1.0, 2.0]], [[0.0, 1.0], [1.0, 0.0]]
    return model.trace(x, t, algorithm, sample_weight=[1.0, 2.0])


def require_sound(text, more=()):
    depth = 0
    for sign in re.sub(r"\\[{}_]", "", text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0, text
    assert depth == 0, text
    assert set(re.findall(r"\\([A-Za-z]+)", text)) <= KNOWN | set(more), text
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right"), text
    assert not re.search(r"\^\{[^{}]*\{[^{}]*\}[^{}]*\}\^", text), text  # two exponents
    assert not re.search(
        r"\^\{[^{}]*(\{[^{}]*\}[^{}]*)*\}(_\{[^{}]*(\{[^{}]*\}[^{}]*)*\})?\^", text
    ), text


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
    require_sound_lines(trace)
    for step in trace.steps:  # a setting is called what it is called in its formula
        for name in step.settings:
            assert (SETTINGS.get(name) or symbol(name)) in step.latex, name


def require_sound_lines(trace):
    """Every line of numbers is LaTeX too, and has all the numbers of the line in it."""
    for line in (line for step in trace.steps for line in step.derived.lines(NumberFormat(4))):
        if isinstance(line, Line):
            require_sound(line.latex)
            assert not re.search(r"(?<!\\)[\*#]|\bif\b(?! \})|\d_\d", line.latex), line.latex
            numbers = re.findall(r"\d+\.\d+", f"{line.expression} {line.result}")
            assert not [number for number in numbers if number not in line.latex], line


LINES = [
    ("0.5*(-2) + (-1)", r"0.5 \cdot (-2) + (-1)"),
    ("(0.6 - 1)/2*3/4", r"\frac{\frac{0.6 - 1}{2} \cdot 3}{4}"),
    ("(-2.5)^2 - (1 - 3)", "(-2.5)^{2} - (1 - 3)"),
    ("1 - 2 - 3", "1 - 2 - 3"),
    ("3*(1 + 2)", r"3 \cdot (1 + 2)"),
    ("1e-07^2", r"(10^{-7})^{2}"),
    ("1/(1 + exp(-(-2)))", r"\frac{1}{1 + e^{-(-2)}}"),
    ("-log(0.2)", r"-\ln(0.2)"),
    (
        "1 if 2 > 0 else 3",
        r"\begin{cases} 1 & \text{if } 2 > 0 \\ 3 & \text{otherwise} \end{cases}",
    ),
    ("[1, 2, ... 7 more]", r"[1,\allowbreak 2,\allowbreak \ldots\,\text{7 more}]"),
    ("words of a layer", r"\text{words of a layer}"),
]


@pytest.mark.parametrize(("expression", "latex"), LINES, ids=[line for line, _ in LINES])
def test_an_expression_as_a_book_has_it(expression, latex):
    assert typeset(expression) == latex


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
