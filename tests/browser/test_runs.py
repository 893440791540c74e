"""The table of runs: one stop for Tab, the arrow keys inside it, and fields that can be edited."""

from playwright.sync_api import expect
from tests.browser.driving import wait_until


def test_the_table_is_walked_and_sorted_by_keyboard(open_page, studio):
    for data in ("moons", "iris"):
        studio.trained(data={"name": data}, epochs=1)
    page = open_page("#/runs")
    grid = page.get_by_role("grid", name="All runs")
    names = grid.get_by_role("textbox")
    expect(names).to_have_count(2)
    assert names.first.input_value().startswith("iris")
    page.get_by_label("Status").focus()
    page.keyboard.press("Tab")  # the region that scrolls
    page.keyboard.press("Tab")
    expect(grid.get_by_role("row").nth(1)).to_be_focused()
    for key in ("ArrowUp", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    head = grid.get_by_role("columnheader", name="Name")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names.first.input_value().startswith("moons")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Compare the two newest")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="All networks")).to_be_focused()


def test_a_control_keeps_a_focus_that_no_pointer_gave(open_page, studio):
    """A screen reader gives the focus by script; the table used to take it to its first row."""
    for data in ("moons", "iris"):
        studio.trained(data={"name": data}, epochs=1)
    page = open_page("#/runs")
    last = page.get_by_role("grid", name="All runs").get_by_role("row").last
    for role in ("textbox", "checkbox", "button"):
        control = last.get_by_role(role)
        control.focus()
        page.evaluate("() => new Promise((done) => setTimeout(done, 200))")  # effects have run
        expect(control).to_be_focused()
        page.get_by_label("Status").focus()


def test_a_run_can_be_renamed_while_it_is_trained(open_page, studio):
    run = studio.ask("api/runs", {"experiment": {"epochs": 5000}})["id"]
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "pace", "pace": 20}})
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "play"}})
    page = open_page("#/runs")
    expect(page.get_by_role("region", name="All networks")).to_be_visible()  # all has come
    field = page.get_by_role("textbox", name=f"Name of run {run}")
    field.fill("slow")
    before = studio.ask(f"api/runs/{run}")["epoch"]
    wait_until(lambda: studio.ask(f"api/runs/{run}")["epoch"] > before + 10, "it does not learn")
    expect(field).to_be_focused()
    for key in ("ArrowLeft", "ArrowLeft", "-", "Enter"):
        page.keyboard.press(key)
    wait_until(lambda: studio.ask(f"api/runs/{run}")["name"] == "sl-ow", "it is not renamed")
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "pause"}})
