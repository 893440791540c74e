"""The tour: opens on the first visit, has things done, points at them without covering them."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import comes_to_rest, wait_until
from tests.browser.test_every_screen import PHONE, axe_finds_nothing

SIZES = [{"width": 1440, "height": 900}, {"width": 1280, "height": 720}, PHONE]
COVERS = """() => {
  const boxOf = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const panel = boxOf(".tour");
  const target = boxOf("[data-lit]");
  const onHeader = document.querySelector("header [data-lit]") !== null;
  const meets = (other) => other !== undefined
    && Math.min(panel.right, other.right) > Math.max(panel.left, other.left)
    && Math.min(panel.bottom, other.bottom) > Math.max(panel.top, other.top);
  return {
    over: meets(target) || (!onHeader && meets(boxOf(".bar-buttons"))),
    seen: target.top >= 0 && target.bottom <= innerHeight + 1,
    inside: panel.left >= 0 && panel.top >= 0 && panel.right <= innerWidth
      && panel.bottom <= innerHeight,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""
WELL = {"over": False, "seen": True, "inside": True, "sideways": False}
NAMES = {
    "en-GB": {
        "next": "Next",
        "finish": "Finish",
        "menu": "Preferences",
        "start": "Start the tour",
        "rate": "Learning rate",
        "plus": "Add a layer after the input",
        "training": "Training",
        "network": "Network",
        "doctor": "Doctor: ",
        "close": "Close",
    },
    "es-ES": {
        "next": "Siguiente",
        "finish": "Terminar",
        "menu": "Preferencias",
        "start": "Empezar la visita",
        "rate": "Tasa de aprendizaje",
        "plus": "Añadir una capa tras la entrada",
        "training": "Entrenamiento",
        "network": "Red",
        "doctor": "Doctor: ",
        "close": "Cerrar",
    },
}


def tour(page: Page):
    return page.locator("aside.tour")


def points_well(page: Page) -> None:
    """The panel is beside what it points at, and both are on the screen."""
    expect(page.locator("[data-lit]")).to_be_visible()
    comes_to_rest(page, 0.4)  # it has been scrolled there, and the panel has followed,
    wait_until(lambda: page.evaluate(COVERS) == WELL, "the panel is in the way")  # or soon will


def forth(page: Page, names: dict[str, str]) -> None:
    """The task is done, and the panel still covers nothing; then the next step."""
    expect(tour(page).get_by_role("status")).not_to_be_empty()
    points_well(page)
    tour(page).get_by_role("button", name=names["next"]).click()


def on_phone(page: Page, part: str) -> None:
    """The step points at the tab first, then at what is in it."""
    tab = page.get_by_role("tab", name=part, exact=True)
    expect(tab).to_have_attribute("data-lit", "true")
    points_well(page)
    tab.click()


@pytest.mark.parametrize("locale", NAMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_every_task_is_done_and_nothing_is_covered(open_page, size, locale):
    page = open_page(tour=True, viewport=size, locale=locale)
    names = NAMES[locale]
    play = page.locator(".bar-buttons .main")
    expect(tour(page)).to_contain_text(re.compile("1 (of|de) 6"))
    points_well(page)
    play.click()
    forth(page, names)
    if size == PHONE:
        on_phone(page, names["training"])
    points_well(page)
    field = page.get_by_role("textbox", name=names["rate"], exact=True)
    field.fill("1")
    field.press("Enter")
    play.click()
    forth(page, names)
    finding = page.get_by_role("button", name=re.compile(f"^{names['doctor']}"))
    expect(finding).to_be_visible()
    points_well(page)
    finding.click()
    page.get_by_role("dialog").get_by_role("button", name=names["close"]).click()
    forth(page, names)
    if size == PHONE:
        on_phone(page, names["network"])
    points_well(page)
    page.get_by_role("button", name=names["plus"]).click()
    forth(page, names)
    points_well(page)
    page.locator("header nav a[href='#/inside']").click()
    forth(page, names)
    points_well(page)
    page.locator("header nav a[href='#/learn']").click()
    expect(tour(page).get_by_role("status")).not_to_be_empty()
    points_well(page)
    tour(page).get_by_role("button", name=names["finish"]).click()
    expect(tour(page)).to_have_count(0)
    page.reload()
    page.get_by_role("button", name=names["menu"]).click()
    page.get_by_role("button", name=names["start"]).click()
    expect(tour(page)).to_contain_text(re.compile("1 (of|de) 6"))


def test_a_reload_keeps_the_place_and_what_is_done(open_page):
    page = open_page(tour=True)
    expect(tour(page)).to_be_visible()
    page.wait_for_url("**/#/lab?e=*")  # the Lab has written its experiment into the address
    page.reload()
    expect(tour(page)).to_contain_text("Tour: step 1 of 6")
    page.get_by_role("button", name="One epoch").click()
    expect(tour(page).get_by_role("status")).to_contain_text("The loss falls")
    tour(page).get_by_role("button", name="Next").click()
    page.reload()
    expect(tour(page)).to_contain_text("Tour: step 2 of 6")
    expect(tour(page).get_by_role("status")).to_be_empty()
    page.goto("#/runs")
    page.reload()
    expect(tour(page)).to_contain_text("Tour: step 2 of 6")
    tour(page).get_by_role("button", name="Back").click()
    expect(page.get_by_role("link", name="Lab")).to_have_attribute("aria-current", "page")
    expect(tour(page).get_by_role("status")).to_contain_text("The loss falls")


def test_it_is_left_and_resumed(open_page):
    page = open_page(tour=True)
    tour(page).get_by_role("button", name="Next").click()
    page.keyboard.press("Escape")
    expect(tour(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Preferences")).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(tour(page)).to_have_count(0)
    page.get_by_role("button", name="Preferences").press("Enter")
    page.get_by_role("button", name="Resume the tour").press("Enter")
    expect(tour(page)).to_contain_text("Tour: step 2 of 6")
    expect(page.get_by_role("heading", name="Change a setting")).to_be_focused()


def test_a_task_is_done_by_keys_alone(open_page):
    page = open_page(tour=True)
    expect(page.get_by_role("heading", name="Train a network")).to_be_focused()
    expect(page.locator(".bar-buttons[data-lit]")).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(tour(page).get_by_role("status")).to_contain_text("The loss falls")
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Change a setting")).to_be_focused()
    page.keyboard.press("t")
    expect(page.get_by_role("textbox", name="Learning rate", exact=True)).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [SIZES[1], PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_any_step(open_page, size, theme):
    page = open_page(tour=True, viewport=size, color_scheme=theme)
    expect(tour(page)).to_be_visible()
    for _ in range(6):
        points_well(page)
        axe_finds_nothing(page)
        tour(page).get_by_role("button", name=re.compile("Next|Finish")).click()
