"""Every formula that a trace can give becomes LaTeX that KaTeX knows."""

import re

import pytest

from edunn import Model
from edunn.catalogue import FAMILIES
from edunn.studio.looks.latex import aligned, latex
from edunn.studio.looks.rules import rules_of

KNOWN = {
    *("text", "mathrm", "left", "right", "top", "sqrt", "cdot", "odot", "vert", "exp", "log"),
    *("tanh", "eta", "lambda", "mu", "theta", "beta", "epsilon", "rho", "alpha", "delta"),
    *("frac", "sum", "begin", "end", "operatorname", "min", "max", "ln", "cosh", "sin", "cos"),
    *("Phi", "varphi"),
}


def trace_of(activation="tanh", loss="mse", way="adam", regularizer=None, output=None):
    layers = [[2], [3, activation], [2, output] if output else [2]]
    model = Model(layers, loss, regularizer=regularizer, seed=1)
    x, t = [[0.5, -1.0], [1.0, 2.0]], [[0.0, 1.0], [1.0, 0.0]]
    return model.trace(x, t, way, sample_weight=[1.0, 2.0])


def formulas(**settings):
    trace = trace_of(**settings)
    return [formula for step in trace.steps for formula in rules_of(step)]


def require_sound(text):
    depth = 0
    for sign in re.sub(r"\\[{}_]", "", text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0, text
    assert depth == 0, text
    assert set(re.findall(r"\\([A-Za-z]+)", text)) <= KNOWN, text
    assert text.count(r"\left") == text.count(r"\right"), text
    assert not re.search(r"[\^_](?!\{)", text.replace(r"\_", "")), text


SWEEP = [
    *({"activation": name} for name in FAMILIES["activation"]),
    *({"loss": name, "output": "sigmoid"} for name in FAMILIES["loss"]),
    *({"loss": "cross_entropy", "output": "softmax"},),
    *({"way": name} for name in FAMILIES["optimizer"]),
    *({"regularizer": name} for name in FAMILIES["regularizer"]),
]


@pytest.mark.parametrize("settings", SWEEP, ids=lambda s: "-".join(s.values()))
def test_every_formula_of_the_catalogue(settings):
    for formula in formulas(**settings):
        require_sound(latex(formula))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("z1 = x W1 + b1", r"z_{1} = x \, W_{1} + b_{1}"),
        ("dW1 = x^T dz1", r"dW_{1} = x^{\top} \, dz_{1}"),
        ("dz1 = da1 * slope", r"dz_{1} = da_{1} \odot \text{slope}"),
        ("W1_new = W1 - learning_rate*dW1", r"W_{1}' = W_{1} - \eta \cdot dW_{1}"),
        ("r1 = a1 * mask_r1", r"r_{1} = a_{1} \odot \mathrm{mask}_{r_{1}}"),
        ("db1 = sum of dz1 over rows", r"db_{1} = \sum_{\text{rows}} dz_{1}"),
        ("dz2 = (p - t) / O / B", r"dz_{2} = \frac{p - t}{O \cdot B}"),
        ("y - b*c/(d + e)", r"y - \frac{b \odot c}{d + e}"),
        ("q = p * (dp - sum of dp * p)", r"q = p \odot \left( dp - \sum dp \odot p \right)"),
        ("m_new = (1 - beta1)*g^2", r"m' = \left( 1 - \beta_{1} \right) \cdot g^{2}"),
        ("q = -x", r"q = -x"),
        ("q = |x| + 1", r"q = \left\vert x \right\vert + 1"),
        ("l = -sum_o t_o log p_o", r"l = -\sum_{o} \, t_{o} \, \log \, p_{o}"),
        ("q = a step", r"q = \text{a step}"),
        ("q = x *", r"q = x \odot"),
        ("q = [x", r"q = \left[ x \right]"),
        ("a1_2 = tanh(a1)", r"a_{1,2} = \tanh\left( a_{1} \right)"),
        ("sqrt((y) + b)", r"\sqrt{\left( y \right) + b}"),
    ],
)
def test_formulas_as_a_book_has_them(formula, expected):
    assert latex(formula) == expected


def test_formulas_stand_under_each_other():
    text = aligned(["m = beta1*m", "x_new = x - m"])
    require_sound(text)
    assert text.count("&=") == 2


def test_a_name_is_not_said_twice():
    assert aligned(["a1 = relu(z1)", "a1 = max(z1, 0)"]).count("a_{1}") == 1


def test_cases_stand_under_each_other():
    text = latex("a1 = z1 if z1 > 0, else 0")
    assert text.startswith(r"a_{1} = \begin{cases} z_{1} & \text{if}")
    require_sound(text)


RULES = [
    ({"activation": "relu"}, "a1", "a1 = max(z1, 0)"),
    ({"activation": "sigmoid"}, "dz1", "slope = a1 (1 - a1)"),
    ({"activation": "softplus"}, "a1", "a1 = ln(1 + exp(z1)) = max(z1, 0) + ln(1 + exp(-|z1|))"),
    ({"activation": "gaussian"}, "a1", "a1 = exp(-z1^2)"),
    ({"activation": "exponential"}, "dz1", "slope = a1"),
    ({"loss": "hinge"}, "loss", "row loss = mean_o max(0, 1 - t_o y_o)"),
]


@pytest.mark.parametrize(("settings", "name", "rule"), RULES, ids=[rule for *_, rule in RULES])
def test_formulas_in_words_get_lines_of_their_own(settings, name, rule):
    assert rules_of(trace_of(**settings)[name])[-1] == rule
