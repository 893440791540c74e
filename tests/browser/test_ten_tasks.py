"""Ten tasks from the freshly opened studio, counted: none takes more than six actions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.driving import wait_until
from tests.browser.hand import draw, three
from tests.browser.lab import chosen_data, live, stands
from tests.browser.test_evolve import raced

MOST = 6
HOUSES = "kind,rooms,price\n" + "".join(
    f"{'old' if k % 3 else 'new'},{k % 5},{k % 4}\n" for k in range(60)
)


class Hands:
    """What a person does, counted: a click, a key, a text, a file or a stroke is one action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def click(self, what: Locator | str, **where: Any) -> None:
        if isinstance(what, str):
            what = self.page.get_by_role("button", name=what, exact=True)
        what.click(**where)
        self.count += 1

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += 1

    def choose(self, field: Locator, option: str) -> None:
        """A native list: it is opened, then one of its options is taken."""
        field.select_option(option)
        self.count += 2

    def give(self, field: Locator, path: Path) -> None:
        """The button, then the file."""
        field.set_input_files(path)
        self.count += 2

    def draw(self) -> None:
        draw(self.page, three(0.3, 0.2, 0.6))
        self.count += 1

    def go(self, screen: str) -> None:
        self.click(self.page.get_by_role("link", name=screen, exact=True))


@pytest.fixture
def hands(open_page) -> Iterator[Hands]:
    """Before the freshly opened Lab; every task did something, and not too much."""
    page = open_page(viewport={"width": 1440, "height": 900})
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    expect(page.get_by_role("button", name=re.compile("^Data set: iris"))).to_be_visible()
    hands = Hands(page)
    yield hands
    assert 0 < hands.count <= MOST


def newest(studio) -> int:
    return max(run["id"] for run in studio.ask("api/runs")["runs"])


def test_train_iris(hands):
    hands.click("Play")
    expect(live(hands.page)).to_contain_text(stands(100, "finished"))


def test_change_the_rate_while_it_runs(hands, studio):
    hands.click("Play")
    expect(live(hands.page)).to_contain_text("running")
    run = newest(studio)
    slider = hands.page.get_by_role("slider", name="Learning rate")
    hands.click(slider, position={"x": 0.8 * slider.bounding_box()["width"], "y": 4})
    wait_until(lambda: studio.ask(f"api/runs/{run}")["learning_rate"] != 0.005, "the rate stays")
    assert newest(studio) == run


def test_add_a_layer(hands):
    hands.click("Add a layer after layer 1")
    expect(hands.page.get_by_role("textbox", name="Units in layer 2")).to_be_visible()


def test_bring_a_csv_and_choose_its_target(hands, studio, tmp_path):
    file = tmp_path / "houses.csv"
    file.write_text(HOUSES)
    hands.click(hands.page.get_by_role("button", name=re.compile("^Data set: ")))
    hands.give(hands.page.get_by_label("Your own CSV file"), file)
    hands.choose(hands.page.get_by_label("Role: kind", exact=True), "target")
    hands.click("Use this table")
    expect(chosen_data(hands.page, "houses")).to_be_visible()
    assert studio.ask("api/data/view?name=houses")["target"] == "kind"


def test_see_why_it_overfits_and_mend_it(hands, studio):
    hands.go("Learn")
    hands.click(hands.page.get_by_role("button", name=re.compile("Overfitting")))
    hands.click(hands.page.get_by_role("link", name="The network with 64 units on the patients"))
    hands.click("Play")
    finding = hands.page.get_by_role(
        "button", name=re.compile("^Doctor: The loss on rows not learned from")
    )
    expect(finding).to_be_visible()
    sick = newest(studio)
    hands.click(finding)
    hands.click("Apply to a fresh network")
    wait_until(lambda: newest(studio) > sick, "no fresh network is trained")
    wait_until(lambda: studio.ask(f"api/runs/{newest(studio)}")["status"] == "finished", "no end")
    last = [studio.ask(f"api/runs/{run}")["last"]["val_loss"] for run in (sick, newest(studio))]
    assert last[1] < last[0]


def test_compare_two_settings(hands):
    hands.click("Play")
    expect(live(hands.page)).to_contain_text(stands(100, "finished"))
    hands.choose(hands.page.get_by_label("Activation of layer 1"), "relu")
    hands.click("Play")
    expect(live(hands.page)).to_contain_text(stands(100, "finished"))
    hands.go("Runs")
    hands.click("Compare the two newest")
    compared = hands.page.get_by_role("region", name="Compare")
    expect(compared).to_contain_text("relu")
    expect(compared).to_contain_text("tanh")


def test_open_one_example_inside(hands):
    hands.click("One epoch")
    expect(live(hands.page)).to_contain_text(stands(1, "paused"))
    hands.go("Inside")
    expect(hands.page.get_by_role("navigation", name="Steps")).to_be_visible()


def test_evolve_and_race(hands):
    hands.go("Evolve")
    hands.click(hands.page.get_by_role("button", name=re.compile("^Race on iris")))
    expect(raced(hands.page)).to_be_visible()


def test_draw_a_digit(hands):
    hands.go("Draw")
    hands.draw()
    expect(hands.page.get_by_text(re.compile("Prediction: 3")).first).to_be_visible()


def test_take_the_python_along(hands):
    hands.click("Play")
    hands.click("More")
    hands.click(hands.page.get_by_role("menuitem", name=re.compile("Python")))
    dialog = hands.page.get_by_role("dialog")
    expect(dialog).to_contain_text("import")
    with hands.page.expect_download() as taken:
        hands.click(
            hands.page.get_by_role("dialog").get_by_role("button", name=re.compile("Download"))
        )
    assert Path(taken.value.path()).read_text().count("train") > 0
