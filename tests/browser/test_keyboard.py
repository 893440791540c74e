"""From the first load to a trained network, without a mouse."""

from playwright.sync_api import Locator, Page, expect


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
    tab_to(page, page.get_by_role("button", name="Add layer"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Units")).to_have_count(2)
    tab_to(page, page.get_by_role("textbox", name="Epochs", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("60")
    tab_to(page, page.get_by_role("button", name="Play", exact=True))
    page.keyboard.press("Enter")
    expect(live).to_contain_text("Epoch 60, finished")


def test_single_keys_steer_while_nothing_is_typed(open_page):
    page = open_page()
    live = page.get_by_role("region", name="Live")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("e")
    expect(live).to_contain_text("Epoch 1, paused")
    page.keyboard.press("Space")
    expect(live).to_contain_text("running")
    page.keyboard.press("Space")
    expect(live).to_contain_text("paused")
    page.keyboard.press("r")
    expect(live).to_contain_text("Epoch 0, paused")


def test_the_first_tab_leads_past_the_head(open_page):
    page = open_page()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
