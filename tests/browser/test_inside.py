"""Inside shows the numbers of `model.trace`, and where each of them comes from."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from edunn import Model
from edunn.data import load


@pytest.fixture(scope="module")
def run(studio) -> int:
    return studio.trained(epochs=20)


@pytest.fixture
def page(open_page, run) -> Page:
    return open_page(f"#/inside?run={run}")


def numbers(page: Page, step: str, name: str) -> np.ndarray:
    """The cells of a step's table, row by row."""
    page.get_by_role("button", name=step, exact=True).click()
    table = page.get_by_role("grid", name=re.compile(f"^{name}, "))
    expect(table).to_be_visible()
    cells = table.get_by_role("gridcell").all_inner_texts()
    return np.array([float(cell.replace("\N{MINUS SIGN}", "-")) for cell in cells if cell])


def test_the_numbers_are_those_of_the_trace(page, studio, run):
    studio.ask("api/networks", {"run": run, "name": "flowers"})
    model = Model.from_file(studio.workspace / "networks" / "flowers.edunn")
    _, held_out = load("iris").split(test=0.25, seed=0)
    trace = model.trace(held_out.inputs[:1], held_out.labels[:1])
    for step, name in (
        ("Weighted sum: z1", "z1"),
        ("Softmax: p", "p"),
        ("Gradient of the weights: dW2", "dW2"),
    ):
        shown = numbers(page, step, name)
        assert shown == pytest.approx(trace.arrays[name].ravel(), rel=2e-3, abs=1e-6)


def test_a_step_of_many_tables_asks_before_it_draws_the_last(page):
    assert numbers(page, "Update: W2_new", "dW2").size == 48
    moment = page.get_by_role("grid", name=re.compile("^m_W2, "))
    expect(moment).to_have_count(0)
    page.get_by_role("button", name=re.compile(r"^Draw all 16 . 3 numbers of m_W2$")).click()
    expect(moment.locator("[data-place]")).to_have_text(["0"] * 48)


def test_keys_step_forward_and_back(page):
    place = page.get_by_role("navigation", name="Steps")
    expect(place).to_contain_text("Step 1 of 21")
    while "Step 1 of 21" in place.inner_text():  # keys are heard a moment after the first picture
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
    expect(place).to_contain_text("Step 2 of 21")
    page.keyboard.press("ArrowRight")
    expect(place).to_contain_text("Step 3 of 21")
    page.keyboard.press("ArrowLeft")
    expect(place).to_contain_text("Step 2 of 21")


def test_a_number_tells_where_it_comes_from(page):
    page.get_by_role("button", name="Weighted sum: z1", exact=True).click()
    page.get_by_role("grid", name=re.compile("^z1, ")).get_by_role("gridcell").first.hover()
    line = page.locator(".origin .line")
    expect(line).to_have_attribute("title", re.compile(r"^z1\[0(, ?0)?\] = .* \+ "))
    expect(line.locator("math")).to_contain_text("+")
