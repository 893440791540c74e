"""Every formula that the page can show is typeset, and none of them is more than KaTeX knows."""

import json
import re
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.lab import drawer
from tests.laws.layer_networks import NETWORKS, built, rows_for
from tests.trace.test_latex import SWEEP, trace_of

from edunn.formulas import symbol
from edunn.studio.views.choices import Choice, catalogue
from edunn.trace import Trace
from edunn.trace.number_format import Line, NumberFormat

AT_A_TIME = 200


@pytest.fixture(scope="module")
def run(studio) -> int:
    return studio.trained(epochs=2)


def choices() -> list[Choice]:
    forms = catalogue("1")
    return [*forms.activations, *forms.losses, *forms.regularizers, *forms.algorithms]


def traces() -> Iterator[Trace]:
    """Of every activation, loss, optimizer and regularizer, and of every layer."""
    yield from (trace_of(**settings) for settings in SWEEP)
    for name in NETWORKS:
        model = built(name)
        yield model.trace(*rows_for(model, rows=2), "gradient_descent", seed=4)


def formulas_of(trace: Trace) -> Iterator[str]:
    """Of its steps, its names, and the first lines of each step."""
    yield from map(symbol, trace.arrays)
    for step in trace.steps:
        yield step.latex
        lines = [line for line in step.derived.lines(NumberFormat(3)) if isinstance(line, Line)]
        yield from (line.latex for line in lines[:2])


def shape_of(latex: str) -> str:
    """A formula without its numbers and without the length of its sums: one of each is enough."""
    text = re.sub(r"\\allowbreak |\(-(?=[\d.]+\))|(?<=\d)\)|-(?=\d)", "", latex)
    text = re.sub(r"\d[\d.]*( \\cdot 10\^\{\d+\})?", "0", text)
    return re.sub(r"(0( \\cdot 0)*(, ?| \+ ))+", "0 + ", text)


def all_formulas() -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [formula for trace in traces() for formula in formulas_of(trace)]
    shapes = {shape_of(formula): formula for formula in found}
    return [*(choice.latex for choice in choices()), *shapes.values()]


def test_katex_knows_every_formula(open_page, studio, run):
    formulas = all_formulas()
    assert len(formulas) > 900
    for k in range(0, len(formulas), AT_A_TIME):
        assert not refused(open_page(), studio, run, formulas[k : k + AT_A_TIME])


def refused(page: Page, studio, run: int, formulas: list[str]) -> list[str]:
    """Which of them KaTeX does not know: all are shown as the lines of Inside's first step."""
    view = studio.ask(f"api/runs/{run}/trace")
    view["steps"][0]["lines"] = [
        {"text": f"formula {k}", "latex": latex, "array": "", "index": [], "sentence": None}
        for k, latex in enumerate(formulas)
    ]
    page.route(
        f"**/api/runs/{run}/trace*",
        lambda route: route.fulfill(content_type="application/json", body=json.dumps(view)),
    )
    page.goto(f"#/inside?run={run}")
    page.get_by_role("button", name="All lines").click()
    lines = page.locator(".lines li")
    expect(lines).to_have_count(len(formulas))
    typeset = "lines => lines.map(line => !line.querySelector('.katex .katex-html'))"
    failed = lines.evaluate_all(typeset)
    page.close()
    return [latex for latex, has_failed in zip(formulas, failed, strict=True) if has_failed]


def test_the_lab_shows_the_update_of_an_algorithm_typeset(open_page):
    opened = drawer(open_page("#/lab"), "More settings")
    for name in ("adam", "cma_es"):
        opened.get_by_role("combobox", name="Algorithm").select_option(value=name)
        expect(opened.locator(".choice-formula .katex-html").first).to_be_visible()
        assert opened.locator("code").count() == 0
