"""The tour opens on the first visit, and shows what it tells."""

from playwright.sync_api import expect


def test_the_first_visit_begins_with_a_tour(open_page):
    page = open_page(tour=True)
    expect(page.get_by_role("heading", name="Everything begins with data")).to_be_visible()
    page.get_by_role("button", name="Show me: choose the two moons").click()
    expect(page.get_by_role("radio", name="moons")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Build a network")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Build a network")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Start the tour")).to_be_visible()
    expect(page.get_by_role("heading", name="Everything begins with data")).to_have_count(0)
