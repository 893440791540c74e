"""Drawing with the pointer, as a hand does."""

import math
import re

from playwright.sync_api import Page


def three(left: float, top: float, height: float) -> list[tuple[float, float]]:
    """The points of a 3: two bows, one below the other, each open to the left."""
    radius = height / 4
    turns = [math.radians(angle) for angle in range(-150, 91, 10)]
    upper = [(radius * math.cos(turn), radius * (1 + math.sin(turn))) for turn in turns]
    lower = [(x, 4 * radius - y) for x, y in upper][::-1]
    return [(left + radius + x, top + y) for x, y in upper + lower]


def draw(page: Page, points: list[tuple[float, float]], paper: str = "^Paper") -> None:
    """Draw one line with the pointer; points are shares of the paper's side."""
    sheet = page.get_by_role("img", name=re.compile(paper))
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()
