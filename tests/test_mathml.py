"""Every formula that a trace may show is drawn by the browser, with all of its letters."""

import re
from itertools import chain

import pytest

from edunn.activations import Softmax
from edunn.catalogue import FAMILIES
from edunn.errors import DataError
from edunn.formulas import Formula
from edunn.markup import as_text
from edunn.mathml import mathml
from edunn.model import Model


def drawn(latex):
    return as_text(mathml(latex))


def text_of(latex):
    return re.sub(r"<[^>]*>", "", drawn(latex))


def test_indices_powers_and_primes():
    assert "<msubsup><mi>W</mi><mrow><mn>1</mn></mrow><mo>\N{PRIME}</mo></msubsup>" in drawn(
        "W_{1}'"
    )
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in drawn("x^2")
    assert drawn(r"\sum_{o} t_o").count("<munder>") == 1


def test_cases_and_aligned_equations_are_tables():
    cases = r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"
    assert drawn(rf"\begin{{aligned}} y &= {cases} \\ z &= 1 \end{{aligned}}").count("<mtr>") == 4
    assert text_of(cases) == "{1x&gt;00otherwise"


def test_brackets_and_words():
    assert (
        text_of(r"\operatorname{leaky\ relu}\left( x \right)") == "leaky\N{NO-BREAK SPACE}relu(x)"
    )
    assert text_of(r"\lvert x \rvert - 1") == "|x|\N{MINUS SIGN}1"


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\foo", r"\\foo is unknown"),
        (r"\frac{1}", "{ is missing"),
        ("x^", "ends too early"),
        ("x}", "} stands alone"),
        ("{x", "} is missing"),
    ],
)
def test_what_is_no_formula_of_ours_is_refused(latex, reason):
    with pytest.raises(DataError, match=reason):
        mathml(latex)


MEMBERS = [
    pytest.param(member, id=member.__qualname__)
    for family in FAMILIES.values()
    for member in family.values()
]


@pytest.mark.parametrize("member", MEMBERS)
def test_every_formula_of_the_catalogue_is_drawn(member):
    values = (getattr(member, name, None) for name in dir(member) if not name.startswith("_"))
    formulas = chain.from_iterable(v if isinstance(v, tuple) else (v,) for v in values)
    for formula in formulas:
        if isinstance(formula, Formula) and formula.latex:
            mathml(formula.latex)


NETWORKS = [
    [[2, {"scale": "standardize"}], [3, "gelu", {"l2": 0.1}], ["dropout", 0.5], [2, "softmax"]],
    [[2], ["batch_norm"], [3, "elu", {"l1": 0.1}], ["layer_norm"], [1, "sigmoid"]],
    [[2], ["residual", [[2, "tanh"], [2]]], [1]],
    [[6, 6, 1], ["conv", 2, [3, 3], "relu"], ["max_pool", 2], ["flatten"], [2, "softmax"]],
    [[5, 2], ["lstm", 3, True], ["gru", 2], [1]],
    [[5, 2], ["self_attention", {"heads": 2}], ["global_average_pool"], [2, "softmax"]],
]


@pytest.mark.parametrize("network", NETWORKS, ids=str)
@pytest.mark.parametrize("algorithm", ["adam", "momentum", "rmsprop"])
def test_every_step_of_a_trace_is_drawn(network, algorithm):
    model = Model(network, seed=0)
    shape = model.network.input_shape
    rows = model.random.normal(size=(2, *shape))
    last = model.network.shapes[-1][0]
    labels = [0, 1] if model.network.last_activation else [[0.5] * last] * 2
    for step in model.trace(rows, labels, algorithm).steps:
        picture = as_text(mathml(step.latex))
        assert picture.count("<math") == 1
        assert "\\" not in picture
        assert "<math" in step._repr_html_()


def test_a_formula_has_its_letters_in_their_order():
    assert text_of(Softmax().formula.latex) == "ex\N{N-ARY SUMMATION}ex"
    assert text_of(r"z_{1} = x \, W_{1} + b_{1}") == "z1=xW1+b1"
