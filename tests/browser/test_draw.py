"""A digit that is drawn by hand, by all means there are, is read."""

import re

from playwright.sync_api import Page, expect
from tests.browser.hand import draw, three


def sure_of(page: Page, digit: int):
    """The bar of a digit."""
    return (
        page.get_by_role("list", name=re.compile("^Probability of each class"))
        .get_by_role("listitem")
        .nth(digit)
    )


def test_a_small_three_in_a_corner_is_read(open_page):
    page = open_page("#/draw")
    draw(page, three(left=0.08, top=0.1, height=0.3))
    expect(sure_of(page, 3)).to_contain_text(re.compile(r"3\s*(9\d|100)\s*%"))
    expect(
        page.get_by_role("region", name="Prediction").get_by_role("status").first
    ).to_contain_text("3")


def test_an_empty_paper_is_no_eight(open_page):
    page = open_page("#/draw")
    answer = page.get_by_role("region", name="Prediction").get_by_role("status").first
    expect(answer).to_contain_text("The paper is empty")
    draw(page, three(left=0.3, top=0.2, height=0.6))
    expect(answer).not_to_contain_text("The paper is empty")
    page.get_by_role("button", name="Undo").click()
    expect(answer).to_contain_text("The paper is empty")


def test_a_digit_is_kept_and_learned(open_page):
    page = open_page("#/draw")
    draw(page, three(left=0.2, top=0.2, height=0.5))
    page.get_by_role("button", name="Save as a 3").click()
    mine = page.get_by_role("region", name="My digits")
    expect(mine.get_by_role("button", name=re.compile("^Fine-tune on 1 "))).to_be_enabled()
    page.reload()
    expect(mine.get_by_role("button", name=re.compile("^Fine-tune on 1 "))).to_be_enabled()
