"""Hands for the Lab: its drawers and menus, and where a run stands."""

import re
from re import Pattern

from playwright.sync_api import Locator, Page, expect


def live(page: Page) -> Locator:
    """The strip with Play and the state of the run."""
    return page.get_by_role("region", name="Live")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True).first
    field.fill(text)
    field.press("Enter")


def stands(epoch: int | str, status: str, of: str = r"\d+") -> Pattern[str]:
    """What the strip says of a run: "Epoch 7 of 100, paused"."""
    return re.compile(rf"Epoch {epoch} of {of}, {status}")


def epoch(page: Page) -> int:
    found = re.search(r"Epoch (\d+) of \d+, ", live(page).text_content() or "")
    assert found is not None
    return int(found[1])


def drawer(page: Page, button: str | Pattern[str]) -> Locator:
    """The drawer that a button opens."""
    page.get_by_role("button", name=button).click()
    opened = page.get_by_role("dialog")
    expect(opened).to_be_visible()
    return opened


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def all_data(page: Page) -> Locator:
    """The drawer with all data sets, once they have come."""
    opened = drawer(page, re.compile("^(Data set|Conjunto de datos): "))
    expect(opened.get_by_role("radio").first).to_be_attached()
    return opened


def chosen_data(page: Page, name: str) -> Locator:
    """The button of the data, when it names these."""
    return page.get_by_role("button", name=re.compile(rf"^Data set: {name} \d"))


def choose_data(page: Page, name: str) -> None:
    all_data(page).get_by_role("radio", name=re.compile(f"^{name}:")).check(force=True)
    close(page)
    expect(chosen_data(page, name)).to_be_visible()


def menu_item(page: Page, item: str | Pattern[str], menu: str = "More") -> Locator:
    """An item of the run's menu, which is open then."""
    press(page, menu)
    return page.get_by_role("menuitem", name=item)


def options_of(page: Page, chart: str) -> Locator:
    """What can be chosen about a chart."""
    return drawer(page, re.compile(f"^(Options|Opciones): {chart}$"))
