"""From the first load to a mended overfit and a passed exercise, by keys; the focus is seen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.driving import wait_until
from tests.browser.lab import live, stands

MEAN = "import numpy as np\n\n\ndef mse(y, t):\nreturn np.mean((y - t) ** 2)"
FOCUS = """() => {
  const { activeElement: one } = document;
  if (one === null || one === document.body) return "nothing";
  const ringed = one.closest("[data-focus-visible], :focus-visible") ?? one;
  const hasRing = [ringed, one, one.parentElement, one.nextElementSibling]
    .some((each) => each && getComputedStyle(each).outlineStyle !== "none");
  const shape = one.closest("svg") && one.querySelector("rect, circle");
  const isMarked = shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 3;
  const { width, height, right, bottom } = one.getBoundingClientRect();
  const isOn = width > 0 && height > 0 && right > 0 && bottom > 0;
  return (hasRing || isMarked) && isOn ? "" : one.outerHTML.slice(0, 90);
}"""


class Keys:
    """A keyboard; after each key the focus is somewhere, and can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self._is_seen(key)

    def _is_seen(self, key: str) -> None:
        """What is fetched takes the focus when it has come, and styles follow a moment later."""
        lost = f"after {key} the focus is lost"
        wait_until(lambda: self.page.evaluate(FOCUS) == "", lost)

    def _step(self, key: str) -> None:
        """One stop further; beyond the last one is the browser's own bar, and then the first."""
        self.page.keyboard.press(key)
        if self.page.evaluate(FOCUS) == "nothing":
            self.page.keyboard.press(key)
        self._is_seen(key)

    def to(self, wanted: Locator, key: str = "Tab") -> None:
        expect(wanted).to_be_attached()
        for _ in range(120):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self._step(key)
        raise AssertionError(f"no {key} leads to {wanted}")


@pytest.fixture
def keys(open_page) -> Keys:
    page = open_page(viewport={"width": 1440, "height": 900})
    expect(page.get_by_role("button", name=re.compile("^Data set: iris"))).to_be_visible()
    return Keys(page)


def test_an_overfit_is_seen_and_mended(keys, studio):
    page = keys.page
    keys.to(page.get_by_role("button", name=re.compile("^Data set: ")))
    keys.press("Enter")
    keys.to(page.get_by_role("radio", name=re.compile("^iris")))
    heart = page.get_by_role("radio", name=re.compile("^heart"))
    while not heart.is_checked():
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Data set: heart"))).to_be_focused()
    keys.to(page.get_by_role("combobox", name="Regularization"))
    keys.press("n")  # "none"
    keys.to(page.get_by_role("textbox", name="Epochs", exact=True))
    keys.press("Control+A")
    page.keyboard.type("400")
    keys.press("Enter")
    keys.to(page.get_by_role("button", name="Play", exact=True), "Shift+Tab")
    keys.press("Enter")
    expect(live(page)).to_contain_text(stands(400, "finished"))
    finding = page.get_by_role("button", name=re.compile("^Doctor: The loss on rows not learned"))
    expect(finding).to_be_visible()
    sick = max(run["id"] for run in studio.ask("api/runs")["runs"])
    keys.press("d")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.to(page.get_by_role("button", name="Apply to a fresh network"))
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".bar-buttons .main")).to_be_focused()
    wait_until(lambda: studio.ask(f"api/runs/{sick + 1}")["status"] == "finished", "no end")
    losses = [studio.ask(f"api/runs/{run}")["last"]["val_loss"] for run in (sick, sick + 1)]
    assert losses[1] < losses[0]
    wait_until(lambda: page.evaluate(FOCUS) == "", "the focus is lost at the end")


def test_an_exercise_is_passed(keys):
    page = keys.page
    keys.press("7")
    expect(page.get_by_role("link", name="Learn")).to_have_attribute("aria-current", "page")
    keys.to(page.get_by_role("button", name=re.compile("Loss")))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="4 · Loss")).to_be_focused()
    keys.to(page.get_by_role("textbox", name="Your answer to exercise 1"))
    keys.press("Control+A")
    page.keyboard.type(MEAN)
    keys.press("Escape")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Check").first).to_be_focused()
    keys.press("Enter")
    told = page.locator(".results-of-check").get_by_text("mse: right")
    expect(told).to_be_visible(timeout=60_000)
    wait_until(lambda: page.evaluate(FOCUS) == "", "the focus is lost after the check")


@pytest.mark.parametrize("digit", range(1, 8))
def test_every_screen_has_its_digit_and_keeps_the_focus(keys, digit):
    keys.press(str(digit))
    links = keys.page.get_by_role("navigation").first.get_by_role("link")
    expect(links.nth(digit - 1)).to_have_attribute("aria-current", "page")
    keys.press("Tab")


def test_the_keys_are_listed_and_can_be_switched_off(keys):
    page = keys.page
    keys.press("Tab")
    keys.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_contain_text("open the doctor's finding")
    keys.to(help_.get_by_label("Single-key shortcuts"))
    keys.press("Space")
    keys.press("Escape")
    expect(help_).to_have_count(0)
    page.keyboard.press("e")
    page.keyboard.press("?")
    page.wait_for_timeout(500)
    expect(help_).to_have_count(0)
    expect(live(page)).to_contain_text("not started")
    page.get_by_role("button", name="Preferences").press("Enter")
    page.get_by_role("button", name="Keyboard shortcuts").last.press("Enter")
    expect(help_).to_be_visible()
