"""Inside with sequences and images: time steps, matrices of attention, the cell of a maximum."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from edunn import Model


def layer(name: str, **settings: object) -> dict[str, object]:
    """A layer of an experiment."""
    return {"kind": "layer", "name": name, "settings": settings}


@pytest.fixture(scope="module")
def recurrent(studio) -> int:
    hidden = [layer("gru", units=4)]
    return studio.trained(data={"name": "parity"}, scaling="none", hidden=hidden, epochs=2)


@pytest.fixture(scope="module")
def attentive(studio) -> int:
    hidden = [layer("self_attention", heads=3, causal=True), layer("gru", units=4)]
    return studio.trained(data={"name": "alice"}, scaling="none", hidden=hidden, epochs=1)


@pytest.fixture(scope="module")
def of_images(studio) -> int:
    hidden = [layer("conv", filters=4, kernel=3), layer("max_pool", window=2), layer("flatten")]
    return studio.trained(data={"name": "digits_8x8"}, scaling="none", hidden=hidden, epochs=1)


def traced(studio, run: int, name: str) -> dict[str, np.ndarray]:
    """The arrays of the first held-out row, by the network that the studio saves."""
    studio.ask("api/networks", {"run": run, "name": name})
    model = Model.from_file(studio.workspace / "networks" / f"{name}.edunn")
    view = studio.ask(f"api/runs/{run}/trace")
    x = next(np.array(q["values"]) for q in view["arrays"] if q["name"] == "x")
    targets = [int(view["example"]["target"])]
    return dict(model.trace(x.reshape(1, *model.network.shapes[0]), targets).arrays)


def cells(table: Locator) -> np.ndarray:
    """The numbers of a table, row by row."""
    width = table.get_by_role("columnheader").count()
    texts = table.locator("[data-place]").all_inner_texts()
    return np.array([float(text) for text in texts]).reshape(-1, width or len(texts))


@pytest.fixture
def page(open_page, recurrent) -> Page:
    return open_page(f"#/inside?run={recurrent}&step=h_h1&digits=6")


def test_a_time_step_has_the_numbers_of_the_trace(page, studio, recurrent):
    arrays = traced(studio, recurrent, "parity")
    page.get_by_role("radio", name="Time step 1").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("radio", name="Time step 3")).to_be_checked()
    expect(page.get_by_role("radio", name="Time step 3")).to_be_focused()
    table = page.get_by_role("grid", name=re.compile("^Time step 3: h_before_h1, "))
    shown = dict(zip(("before", *"abcdef", "r", "u", "n", "h"), cells(table), strict=True))
    for row, array in (("r", "r_h1"), ("u", "u_h1"), ("n", "n_h1"), ("h", "h_h1")):
        assert shown[row] == pytest.approx(arrays[array][0, 3], rel=1e-4)
    assert shown["before"] == pytest.approx(arrays["h_h1"][0, 2], rel=1e-4)


def test_a_number_of_a_time_step_has_its_lines(page):
    page.get_by_role("radio", name="Time step 2").click()
    table = page.get_by_role("grid", name=re.compile("^Time step 2: h_before_h1, "))
    table.locator("[data-place]").last.hover()
    expect(page.get_by_role("heading", name="Time step 2, number 3, line by line")).to_be_visible()
    lines = page.locator(".time-step .lines li")
    expect(lines).to_have_count(11)
    expect(lines.locator(".katex-html")).to_have_count(11)
    expect(lines.nth(0)).to_have_attribute(
        "title", re.compile(r"^h_before_h1\[2,3\] = .* # h_h1\[1,3\]$")
    )
    expect(lines.nth(10)).to_have_attribute(
        "title", re.compile(r"^h_h1\[2,3\] = \(1 - .*\)\*.* \+ .* = ")
    )
    expect(lines.nth(10)).to_have_class("selected")
    origin = page.locator(".origin .line")
    expect(origin).to_have_attribute("title", re.compile(r"^h_h1\[2,3\] = "))
    expect(origin.locator(".katex-html")).to_have_count(1)


def test_gradients_go_back_through_time(page):
    page.get_by_role("button", name="Back through time: dh_h1", exact=True).click()
    radio = page.get_by_role("radio", name="Time step 4")
    radio.locator("[data-array=dh_h1]").first.click()
    expect(radio).to_be_checked()
    origin = page.locator(".origin .line")
    expect(origin).to_have_attribute("title", re.compile(r"^dh_h1\[4,0\] = "))
    expect(page.locator("[data-option='5'] i.source")).not_to_have_count(0)
    expect(page.locator("[data-option='3'] i.source")).to_have_count(0)


def test_the_weights_of_each_head_are_a_matrix(open_page, studio, attentive):
    arrays = traced(studio, attentive, "alice")
    page = open_page(f"#/inside?run={attentive}&step=A_z1")
    page.get_by_role("radio", name="Head 0").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Head 1")).to_be_checked()
    matrix = page.get_by_role("grid", name="A_z1, head 1: queries by keys")
    weights = arrays["A_z1"][0, 1]
    assert cells(matrix) == pytest.approx(weights, abs=0.0051)
    expect(matrix.get_by_role("gridcell", name="0.00, left out")).to_have_count(66)
    expect(matrix.get_by_role("rowheader").nth(3)).to_have_text(
        re.compile(r"^Time step 3: (\w)3\1$")
    )


def test_a_weight_has_the_lines_of_its_score_and_its_softmax(open_page, attentive):
    page = open_page(f"#/inside?run={attentive}&step=A_z1&head=2")
    matrix = page.get_by_role("grid", name="A_z1, head 2: queries by keys")
    matrix.locator("[data-place]").nth(12 * 5 + 3).hover()
    lines = page.locator(".origin .line")
    expect(lines).to_have_count(4)
    for k, line in enumerate((r"A_z1\[2,5,3\] = ", r"s_z1\[2,5,3\] = ", r"e\[3\] = exp", "sum = ")):
        expect(lines.nth(k)).to_have_attribute("title", re.compile(f"^{line}"))
    scores = page.get_by_role("grid", name="s_z1, head 2: queries by keys")
    expect(scores.locator(".source")).to_have_count(12)
    expect(page.get_by_role("grid", name="mask_z1")).to_have_count(0)


def test_the_characters_of_a_text_are_in_its_example(open_page, studio, attentive):
    tokens = studio.ask(f"api/runs/{attentive}/trace?part=training&row=7")["tokens"]
    page = open_page(f"#/inside?run={attentive}&part=training&row=7")
    expect(page.get_by_role("list", name="Time steps").get_by_role("listitem")).to_have_text(tokens)


def test_the_cell_that_a_maximum_came_from_is_marked(open_page, studio, of_images):
    arrays = traced(studio, of_images, "digits_8x8")
    page = open_page(f"#/inside?run={of_images}&step=m1")
    cell = page.get_by_role("grid", name=re.compile("^m1, ")).get_by_role("gridcell")
    cell.focus()
    page.keyboard.press("ArrowRight")
    patch = arrays["z1"][0, :2, 2:4, 0]
    row, column = np.unravel_index(np.argmax(patch), (2, 2))
    winner = f"z1[{row},{column + 2},0]"
    expect(page.locator(".origin")).to_contain_text(f"The maximum came from {winner}.")
    expect(page.locator(".picture .source")).to_have_count(4)
    found = page.locator(".picture .winner")
    expect(found).to_have_count(1)
    assert found.evaluate("one => [one.style.left, one.style.top].map(parseFloat)") == (
        pytest.approx([100 * (column + 2) / 12, 100 * row / 12], abs=1e-3)
    )
