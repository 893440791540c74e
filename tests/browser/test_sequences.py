"""Inside with sequences: recurrent layers unrolled in time, with the numbers of the trace."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from edunn import Model
from edunn.data import load


def layer(name: str, **settings: object) -> dict[str, object]:
    """A layer of an experiment."""
    return {"kind": "layer", "name": name, "settings": settings}


@pytest.fixture(scope="module")
def recurrent(studio) -> int:
    hidden = [layer("gru", units=4)]
    return studio.trained(data={"name": "parity"}, scaling="none", hidden=hidden, epochs=2)


def traced(studio, run: int, name: str) -> dict[str, np.ndarray]:
    """The arrays of the first held-out row, by the network that the studio saves."""
    studio.ask("api/networks", {"run": run, "name": name})
    model = Model.from_file(studio.workspace / "networks" / f"{name}.edunn")
    _, held_out = load("parity").split(test=0.25, seed=0)
    return dict(model.trace(held_out.take(slice(0, 1))).arrays)


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
    expect(lines.nth(0)).to_have_text(re.compile(r"^h_before_h1\[2,3\] = .* # h_h1\[1,3\]$"))
    expect(lines.nth(10)).to_have_text(re.compile(r"^h_h1\[2,3\] = \(1 - .*\)\*.* \+ .* = "))
    expect(lines.nth(10)).to_have_class("selected")
    expect(page.locator(".origin code")).to_have_text(re.compile(r"^h_h1\[2,3\] = "))


def test_gradients_go_back_through_time(page):
    page.get_by_role("button", name="Back through time: dh_h1", exact=True).click()
    radio = page.get_by_role("radio", name="Time step 4")
    radio.locator("[data-array=dh_h1]").first.click()
    expect(radio).to_be_checked()
    expect(page.locator(".origin code")).to_have_text(re.compile(r"^dh_h1\[4,0\] = "))
    expect(page.locator("[data-option='5'] i.marked")).not_to_have_count(0)
    expect(page.locator("[data-option='3'] i.marked")).to_have_count(0)
