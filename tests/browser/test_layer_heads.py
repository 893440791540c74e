"""The network is changed on its diagram, without a mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.driving import wait_until
from tests.browser.lab import live, press, stands
from tests.browser.test_every_screen import PHONE
from tests.browser.test_keyboard import tab_to
from tests.browser.test_one_screen import SIZES, fits, scrolls_not_sideways

CONV = {"kind": "layer", "name": "conv", "settings": {"filters": 8, "kernel": 3}}
IMAGES = [CONV, {"kind": "layer", "name": "flatten"}]


def neurons(page: Page) -> Locator:
    return page.get_by_role("group", name="Network and weights").get_by_role("img")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def go_on(page: Page, wanted: Locator) -> None:
    """The next stop of the Tab key is this one."""
    page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_a_network_is_changed_on_its_diagram_and_trained(open_page, studio):
    page = open_page()
    press(page, "One epoch")
    expect(live(page)).to_contain_text(stands(1, "paused"))
    before = page.url
    tab_to(page, button(page, "Add a layer after the input"))
    go_on(page, button(page, "Fewer units in layer 1"))
    units = page.get_by_role("textbox", name="Units in layer 1")
    wanted = int(units.input_value()) - 1
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(units).to_have_value(str(wanted - 1))
    go_on(page, units)
    go_on(page, button(page, "More units in layer 1"))
    page.keyboard.press("Enter")
    expect(units).to_have_value(str(wanted))
    assert "run=" in before
    assert "run=" not in page.url  # a new experiment
    go_on(page, page.get_by_role("combobox", name="Activation of layer 1"))
    page.get_by_role("combobox", name="Activation of layer 1").select_option("sigmoid")
    go_on(page, page.get_by_role("combobox", name="Dropout after layer 1"))
    page.get_by_role("combobox", name="Dropout after layer 1").select_option("0.2")
    go_on(page, button(page, "Remove layer 1"))
    go_on(page, button(page, "Add a layer after layer 1"))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(button(page, "Remove layer 3")).to_be_visible()
    expect(button(page, "Add a layer after layer 1")).to_be_focused()
    button(page, "Remove layer 2").press("Enter")
    expect(button(page, "Remove layer 3")).to_have_count(0)
    expect(button(page, "Add a layer after layer 1")).to_be_focused()
    page.get_by_role("textbox", name="Units in layer 2").fill("3")
    page.get_by_role("textbox", name="Units in layer 2").press("Enter")
    expect(neurons(page)).to_have_count(4 + wanted + 3 + 3)
    fits(page)
    press(page, "Play")
    expect(live(page)).to_contain_text("finished")
    run = studio.ask(f"api/runs/{page.url.split('run=')[1]}")["experiment"]["hidden"]
    assert [one["kind"] for one in run] == ["dense", "dropout", "dense"]
    assert (run[0]["units"], run[0]["activation"], run[1]["rate"]) == (wanted, "sigmoid", 0.2)
    assert run[2]["units"] == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["height"]))
def test_four_layers_are_added_on_one_screen(open_page, size, scheme):
    page = open_page(viewport=size, color_scheme=scheme)
    for layer in (1, 2, 3):
        button(page, f"Add a layer after layer {layer}").press("Enter")
    button(page, "Remove layer 4").scroll_into_view_if_needed()
    fits(page)
    heads = page.get_by_role("list", name="Layers in the diagram")
    assert heads.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_other_layers_are_named_removed_and_edited_in_the_drawer(open_page, studio):
    run = studio.trained(epochs=1, data={"name": "digits_8x8"}, hidden=IMAGES)
    page = open_page(f"#/lab?run={run}")
    heads = page.get_by_role("list", name="Layers in the diagram")
    heads.get_by_role("button", name=re.compile("^Edit layer 1: conv")).press("Enter")
    expect(page.get_by_role("dialog").get_by_label("kernel")).to_have_value("3")
    page.keyboard.press("Escape")
    button(page, "Remove layer 1").press("Enter")
    expect(heads.get_by_role("button", name="Edit layer 1: flatten")).to_be_visible()
    expect(button(page, "Remove layer 2")).to_have_count(0)


def test_a_phone_scrolls_no_sideways_with_four_layers(open_page):
    page = open_page(viewport=PHONE)
    page.get_by_role("tab", name="Network").click()
    for layer in (1, 2, 3):
        button(page, f"Add a layer after layer {layer}").press("Enter")
    expect(button(page, "Remove layer 4")).to_be_visible()
    scrolls_not_sideways(page)


HEADS_APART = """() => {
  const heads = [...document.querySelectorAll(".diagram-head")].map((one) =>
    one.getBoundingClientRect());
  return heads.every((one, k) => k === 0 || heads[k - 1].right <= one.left + 0.5);
}"""


@pytest.fixture(scope="module")
def of_four_layers(studio) -> int:
    hidden = [{"kind": "dense", "units": units, "activation": "tanh"} for units in (8, 6, 5, 4)]
    return studio.trained(data={"name": "spirals"}, hidden=hidden, epochs=1)


@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_the_captions_of_four_layers_stand_apart_on_a_phone(open_page, of_four_layers, locale):
    page = open_page(f"#/lab?run={of_four_layers}", viewport=PHONE, locale=locale)
    page.get_by_role("tab").nth(1).click()
    expect(page.locator(".diagram-head")).to_have_count(6)
    wait_until(lambda: page.evaluate(HEADS_APART), "captions run into each other")


@pytest.mark.parametrize("width", [780, 940])
def test_low_and_narrow_windows_have_the_layers_heads_and_a_diagram(
    open_page, of_four_layers, width
):
    page = open_page(f"#/lab?run={of_four_layers}", viewport={"width": width, "height": 640})
    expect(page.get_by_label("Units").first).to_be_visible()
    scrolls_not_sideways(page)
    stage = page.locator(".diagram-stage").bounding_box()
    assert stage is not None
    assert stage["height"] >= 150
