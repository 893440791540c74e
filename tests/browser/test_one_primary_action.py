"""Each screen, and each drawer over it, invites to one action at most, in each of its states."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import SCREENS, Studio
from tests.browser.lab import choose_data, close, drawer, live, press

IN_VIEW = """() => {
  const top = [...document.querySelectorAll("[role=dialog]")].at(-1) ?? document;
  return [...top.querySelectorAll(".button.main:not([data-disabled])")]
    .filter((one) => !one.closest(".tour"))
    .filter((one) => {
      const { left, right, top, bottom, width } = one.getBoundingClientRect();
      return width && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    })
    .map((one) => one.textContent);
}"""
SIZES = ({"width": 1280, "height": 720}, {"width": 390, "height": 844})
GENETIC = {"name": "genetic_algorithm", "settings": {"population_size": 6}}
FAST = {"name": "gradient_descent", "settings": {"learning_rate": 1e9}}


def invites_to_one(page: Page) -> None:
    for size in SIZES:
        page.set_viewport_size(size)
        page.wait_for_timeout(300)
        found = page.evaluate(IN_VIEW)
        assert len(found) <= 1, (page.url, size, found)


def visit(open_page, screen: str, run: int | None) -> Page:
    page = open_page(f"#/{screen.lower()}" + ("" if run is None else f"?run={run}"))
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_attached()
    page.wait_for_timeout(1000)
    return page


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_that_has_nothing_yet(open_page, studio: Studio, screen):
    for run in studio.ask("api/runs")["runs"]:
        studio.ask(f"api/runs/{run['id']}/orders", {"command": {"do": "pause"}})
    page = open_page(f"#/{screen.lower()}")
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_attached()
    page.wait_for_timeout(1000)
    invites_to_one(page)


@pytest.mark.parametrize("ending", ["finished", "diverged"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_a_run_that_has_ended(open_page, studio, screen, ending):
    evolves = screen == "Evolve" and ending == "finished"
    algorithm = GENETIC if evolves else FAST if ending == "diverged" else {"name": "adam"}
    run = studio.trained(ending, epochs=3, data={"name": "heart"}, algorithm=algorithm)
    invites_to_one(visit(open_page, screen, run))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_a_run_in_training(open_page, studio, screen):
    algorithm = {"algorithm": GENETIC} if screen == "Evolve" else {}
    run = studio.ask("api/runs", {"experiment": {"epochs": 5000, **algorithm}})["id"]
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "play"}})
    invites_to_one(visit(open_page, screen, run))
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "pause"}})


def test_runs_that_were_interrupted(open_page, studio):
    run = studio.ask("api/runs", {"experiment": {"epochs": 5000}})["id"]
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "play"}})
    studio.stop()
    studio.start()
    page = visit(open_page, "Lab", run)
    invites_to_one(page)
    page.goto("#/runs")
    for box in page.get_by_role("checkbox", name=re.compile("^Compare #")).all()[:2]:
        box.check()
    invites_to_one(page)


@pytest.mark.parametrize("button", ["More settings", "Edit layers", re.compile("^Data set: ")])
def test_a_drawer_of_the_lab(open_page, button):
    page = open_page()
    drawer(page, button)
    invites_to_one(page)


@pytest.mark.parametrize("button", ["Paste a table", "Place points by hand"])
def test_a_dialog_over_the_drawer(open_page, button):
    page = open_page()
    drawer(page, re.compile("^Data set: "))
    press(page, button)
    invites_to_one(page)


def test_a_finding_of_the_doctor(open_page, studio):
    page = open_page(f"#/lab?run={studio.trained('diverged', epochs=3, algorithm=FAST)}")
    drawer(page, re.compile("^Doctor"))
    invites_to_one(page)


def test_a_lesson_with_its_exercises_and_the_lab(open_page):
    page = open_page("#/learn")
    press(page, "1 A neuron by hand")
    for exercise in page.get_by_role("region", name=re.compile("^Exercise")).all():
        exercise.scroll_into_view_if_needed()
        assert len(page.evaluate(IN_VIEW)) <= 1


def test_the_lab_on_the_way_to_a_run(open_page):
    page = open_page()
    choose_data(page, "moons")
    invites_to_one(page)
    page.set_viewport_size(SIZES[0])
    press(page, "One epoch")
    expect(live(page)).to_contain_text("Epoch 1 ")
    invites_to_one(page)
    page.set_viewport_size(SIZES[0])
    drawer(page, re.compile("^Data set: "))
    close(page)
    invites_to_one(page)
