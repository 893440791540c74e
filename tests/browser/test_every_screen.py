"""Laws for all screens: nothing that axe-core objects to, no sideways scroll, two languages."""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import SCREENS, comes_to_rest, settles
from tests.browser.lab import press

AXE = Path(__file__).parents[2] / "studio-web/node_modules/axe-core/axe.min.js"
FIND = """async () => (await axe.run()).violations.map(({ id, help, nodes }) =>
  [id, help, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)].join(" | "))
"""
SOON = 20.0  # seconds
PHONE = {"width": 390, "height": 844}
SPANISH = {
    "Lab": "Laboratorio",
    "Inside": "Por dentro",
    "Draw": "Dibujar",
    "Evolve": "Evolucionar",
    "Results": "Resultados",
    "Runs": "Ensayos",
    "Learn": "Aprender",
}


@pytest.fixture(scope="module")
def runs(studio) -> dict[str, int]:
    """A run for each screen: of descent, and of evolution where that is its subject."""
    descent = studio.trained(epochs=30)
    evolved = studio.trained(
        data={"name": "moons"}, algorithm={"name": "genetic_algorithm"}, epochs=10
    )
    return {screen: evolved if screen == "Evolve" else descent for screen in SCREENS}


@cache
def axe() -> str:
    return AXE.read_text("utf-8")


def axe_finds_nothing(page: Page) -> None:
    """Nothing to object to, once pictures have come and colours have changed over."""

    def holds() -> None:
        assert page.evaluate(FIND) == []

    page.evaluate(f"{axe()}; undefined")
    settles(holds, SOON)


def visit(open_page, runs: dict[str, int], screen: str, **likes) -> Page:
    """The screen, when all that it shows has come."""
    page = open_page(f"#/{screen.lower()}?run={runs[screen]}", **likes)
    expect(page.get_by_role("navigation").first).to_be_visible()
    comes_to_rest(page, 0.5)  # pictures come after words, and the stream never lets it be idle
    return page


def test_the_screens_are_all_in_the_head(open_page):
    page = open_page()
    links = page.get_by_role("navigation").first.get_by_role("link")
    expect(links).to_have_text(list(SCREENS))
    for screen in SCREENS:
        links.filter(has_text=screen).click()
        expect(links.filter(has_text=screen)).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page, runs, screen, theme):
    page = visit(open_page, runs, screen, color_scheme=theme)
    axe_finds_nothing(page)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_phone_needs_no_sideways_scroll(open_page, runs, screen):
    page = visit(open_page, runs, screen, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_phone_in_spanish_needs_none_either(open_page, runs, screen):
    page = visit(open_page, runs, screen, viewport=PHONE, locale="es-ES")
    current = page.get_by_role("link", name=SPANISH[screen])
    expect(current).to_have_attribute("aria-current", "page")
    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.fixture(scope="module")
def of_images(studio) -> int:
    layers = [("conv", {"filters": 4, "kernel": 3}), ("max_pool", {"window": 2}), ("flatten", {})]
    hidden = [{"kind": "layer", "name": name, "settings": own} for name, own in layers]
    data = {"name": "digits_8x8"}
    return studio.trained(data=data, scaling="none", hidden=hidden, epochs=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["Lab", "Inside"])
def test_networks_of_images_are_shown_as_well(open_page, of_images, screen, theme):
    runs = {"Lab": of_images, "Inside": f"{of_images}&step=z1"}
    page = visit(open_page, runs, screen, color_scheme=theme, viewport=PHONE)
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.fixture(scope="module")
def of_sequences(studio) -> int:
    layers = [("self_attention", {"heads": 3, "causal": True}), ("lstm", {"units": 8})]
    hidden = [{"kind": "layer", "name": name, "settings": own} for name, own in layers]
    return studio.trained(data={"name": "alice"}, scaling="none", hidden=hidden, epochs=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("step", ["A_z1", "h_h2", "dz_i_h2"])
def test_networks_of_sequences_are_shown_as_well(open_page, of_sequences, step, theme):
    runs = {"Inside": f"{of_sequences}&step={step}"}
    page = visit(open_page, runs, "Inside", color_scheme=theme, viewport=PHONE)
    expect(page.get_by_role("radiogroup").first).to_be_visible()
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_language_is_chosen_and_remembered(open_page):
    page = open_page()
    press(page, "Preferences")
    page.get_by_label("Language").select_option(label="Español")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Empezar", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Empezar", exact=True)).to_be_visible()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_theme_is_chosen_and_remembered(open_page, theme):
    page = open_page()
    press(page, "Preferences")
    page.get_by_label("Theme").select_option(label=theme)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", theme.lower())
