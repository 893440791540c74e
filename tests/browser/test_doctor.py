"""The doctor's line in the Lab: what is wrong, its proof, and its change, by the keyboard alone."""

import pytest
from playwright.sync_api import expect
from tests.browser.test_every_screen import PHONE, axe_finds_nothing

SICK = {
    "data": {"name": "moons"},
    "hidden": [{"units": 8, "activation": "sigmoid"}] * 6,
    "algorithm": {"name": "gradient_descent", "settings": {"learning_rate": 0.1}},
    "epochs": 20,
}


@pytest.fixture(scope="module")
def sick(studio) -> int:
    return studio.trained(**SICK)


def opened(page):
    page.get_by_role("button", name="Doctor: The gradient of the first layer").press("Enter")
    return page.get_by_role("dialog")


def test_a_finding_is_proved_seed_by_seed(open_page, sick):
    dialog = opened(open_page(f"#/lab?run={sick}"))
    dialog.get_by_role("button", name="Prove it").press("Enter")
    expect(dialog.get_by_text("Better in 5 of 5 seeds.")).to_be_visible(timeout=90_000)
    seeds = dialog.get_by_role("region", name="Seed by seed")
    expect(seeds.get_by_role("row")).to_have_count(6)


def test_its_change_becomes_a_fresh_network(open_page, sick):
    page = open_page(f"#/lab?run={sick}")
    opened(page).get_by_role("button", name="Apply to a fresh network").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for layer in range(1, 7):
        expect(page.get_by_label(f"Activation of layer {layer}")).to_have_value("relu")


def test_why_leads_to_the_lesson(open_page, sick):
    page = open_page(f"#/lab?run={sick}")
    opened(page).get_by_role("link", name="Why? Lesson 9").press("Enter")
    expect(page.get_by_role("heading", name="9 · Depth, dead units, first weights")).to_be_visible()


def test_a_healthy_run_is_told_so(open_page, studio):
    page = open_page(f"#/lab?run={studio.trained(epochs=60)}")
    expect(page.get_by_text("Doctor: all is well.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_finding_on_a_phone(open_page, sick, theme):
    page = open_page(f"#/lab?run={sick}", color_scheme=theme, viewport=PHONE)
    expect(opened(page).get_by_role("button", name="Prove it")).to_be_visible()
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
