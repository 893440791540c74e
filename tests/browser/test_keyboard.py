"""From the first load to a trained network, without a mouse."""

from playwright.sync_api import Locator, Page, expect
from tests.browser.lab import drawer, stands


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; nobody needs more than a hundred stops."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {wanted}")


def test_a_network_is_built_and_trained(open_page):
    page = open_page()
    live = page.get_by_role("region", name="Live")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Edit layers"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Add layer"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Units", exact=True)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Edit layers")).to_be_focused()
    tab_to(page, page.get_by_role("textbox", name="Epochs", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("60")
    tab_to(page, page.get_by_role("button", name="Play", exact=True))
    page.keyboard.press("Enter")
    expect(live).to_contain_text(stands(60, "finished"))


def test_single_keys_steer_while_nothing_is_typed(open_page):
    page = open_page()
    live = page.get_by_role("region", name="Live")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("e")
    expect(live).to_contain_text(stands(1, "paused"))
    page.keyboard.press("Space")
    expect(live).to_contain_text("running")
    page.keyboard.press("Space")
    expect(live).to_contain_text("paused")
    page.keyboard.press("r")
    expect(live).to_contain_text(stands(0, "paused"))


def test_a_finished_run_goes_on_by_the_key_as_by_the_button(open_page, studio):
    page = open_page(f"#/lab?run={studio.trained(epochs=20)}")
    live = page.get_by_role("region", name="Live")
    expect(live).to_contain_text(stands(20, "finished", of="20"))
    page.keyboard.press("Space")
    expect(live).to_contain_text(stands(120, "finished", of="120"))
    live.get_by_role("button", name="100 more epochs").click()
    expect(live).to_contain_text(stands(220, "finished", of="220"))
    page.get_by_role("link", name="Runs").click()
    expect(page.get_by_role("gridcell", name="220 of 220")).to_be_visible()


def test_the_first_tab_leads_past_the_head(open_page):
    page = open_page()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def layers(page: Page) -> list[str]:
    """The units of each layer, from the first to the last."""
    return [
        field.input_value() for field in page.get_by_role("textbox", name="Units", exact=True).all()
    ]


def test_layers_are_sorted_by_mouse_and_by_keyboard(open_page):
    page = open_page()
    drawer(page, "Edit layers")
    page.get_by_role("button", name="Add layer").press("Enter")
    page.get_by_role("textbox", name="Units", exact=True).last.fill("3")
    page.get_by_role("textbox", name="Units", exact=True).last.press("Enter")
    assert layers(page) == ["16", "3"]
    handles = page.locator(".grip")
    handles.first.drag_to(page.get_by_role("listitem", name="Layer 2"))
    expect(page.get_by_role("textbox", name="Units", exact=True).first).to_have_value("3")
    expect(page.get_by_text("Layer 1 is now layer 2")).to_be_attached()

    handle = page.get_by_role("button", name="Layer 2: drag")
    handle.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Units", exact=True).first).to_have_value("16")
    expect(page.get_by_role("button", name="Layer 1: drag")).to_be_focused()
    page.keyboard.press("Enter")  # take it, go to the other one, and put it there
    expect(page.locator("li[tabindex='-1']").first).to_be_attached()  # it is taken
    there = page.get_by_role("listitem", name="Layer 2")
    for _ in range(3):  # the first place that is offered may be this one, or its own
        page.wait_for_timeout(200)
        if there.evaluate("it => it === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(there).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Units", exact=True).first).to_have_value("3")
