"""What a screen reader reads: in a sensible order, each thing by its own name, nothing twice."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import LANDMARKS, Node, repeated, tree_of
from tests.browser.driving import SCREENS
from tests.browser.lab import drawer

LAB = [
    "banner",
    "1 EduNN",
    "navigation Screens",
    "main",
    "region Live values and controls",
    "2 Live values and controls",
    "region Data",
    "2 Data",
    "region Training",
    "2 Training",
    "region Network",
    "2 Network",
    "region Curves",
    "2 Curves",
    "region Loss",
    "3 Loss",
    "region Accuracy",
    "3 Accuracy",
    "region Model output",
    "2 Model output",
    "region Findings and notes",
    "2 Findings and notes",
]


@pytest.fixture(scope="module")
def pages(studio) -> dict[str, str]:
    """The address of each screen, with a run that it can show."""
    descent = studio.trained(epochs=30)
    evolved = studio.trained(
        data={"name": "moons"}, algorithm={"name": "genetic_algorithm"}, epochs=10
    )
    chosen = {one: evolved if one == "Evolve" else descent for one in SCREENS}
    return {one: f"#/{one.lower()}?run={run}" for one, run in chosen.items()}


def visit(open_page, address: str) -> Page:
    page = open_page(address)
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_attached()
    page.wait_for_timeout(1200)  # parts come one after another
    return page


def outline(node: Node) -> list[str]:
    """Landmarks, and headings with their level, in the order of reading."""
    found = node.within(LANDMARKS | {"heading"})
    return [f"{one.level or one.role} {one.name}".strip() for one in found]


def unheaded(node: Node) -> list[str]:
    """Regions whose heading is missing, or is not what they are called by."""
    regions = [one for one in node.within({"region"}) if not one.scrolls]
    heads = {id(one): next(iter(one.within({"heading"})), Node("heading")) for one in regions}
    return [
        one.name
        for one in regions
        if not (head := heads[id(one)].name) or not (head in one.name or one.name in head)
    ]


def skipped(node: Node) -> list[str]:
    """Headings more than one level below the one before."""
    heads = list(node.within({"heading"}))
    return [low.name for high, low in pairwise(heads) if (low.level or 0) > (high.level or 0) + 1]


def faults_of(node: Node) -> dict[str, list[str]]:
    """What a screen reader would stumble over."""
    live = [one.text() for one in node.walk() if one.is_live and one.text()]
    described = [one for one in node.walk() if one.description]
    pictures = list(node.within({"image"}))
    return {
        "no name of its own": repeated(node),
        "a region without its heading": unheaded(node),
        "a level is skipped": skipped(node),
        "a table or control in a picture": [
            one.name for one in pictures if [*one.within({"table", "button", "link"})]
        ],
        "a picture without a name": [one.name for one in pictures if not one.name],
        "described by its own name": [
            one.name
            for one in described
            if one.description in one.name or one.description == one.name
        ],
        "off without a reason": [
            one.name for one in node.within({"button"}) if one.is_off and not one.description
        ],
        "announced twice": [one for one in live if live.count(one) > 1],
    }


NOTHING: dict[str, list[str]] = {fault: [] for fault in faults_of(Node("page"))}


def test_the_lab_is_read_in_order(open_page, pages):
    assert outline(tree_of(visit(open_page, pages["Lab"]))) == LAB


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_read_without_a_stumble(open_page, pages, screen):
    assert faults_of(tree_of(visit(open_page, pages[screen]))) == NOTHING


@pytest.mark.parametrize("button", ["More settings", "Edit layers", re.compile("^Data set: ")])
def test_the_drawers_of_the_lab_are_too(open_page, pages, button):
    page = visit(open_page, pages["Lab"])
    drawer(page, button)
    page.wait_for_timeout(500)
    assert faults_of(tree_of(page)) == NOTHING


def test_a_lesson_with_the_lab_beside_it_is_too(open_page, pages):
    page = visit(open_page, pages["Learn"])
    page.get_by_role("button", name="A neuron by hand").click()
    expect(page.get_by_role("region", name="Lab beside the lesson")).to_be_visible()
    page.wait_for_timeout(1200)
    assert faults_of(tree_of(page)) == NOTHING


def test_what_is_announced_is_read_once_and_goes(open_page, pages):
    page = visit(open_page, pages["Lab"])
    said = page.get_by_role("region", name="Live").get_by_role("status")
    expect(said).to_contain_text("Epoch 30, finished")
    expect(said).to_be_empty()
