"""Evolve: a population is begun, watched, its breeding looked at, and raced."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import wait_until
from tests.browser.lab import press

RACE = "Against gradient descent"


def strip(page: Page):
    return page.get_by_role("region", name="Evolution", exact=True)


def raced(page: Page):
    """The drawing of the race, with its result as its name."""
    race = page.get_by_role("region", name=RACE)
    return race.get_by_role("img", name=re.compile(r"accuracy\. After .* forward passes each: "))


def test_one_press_begins_a_race_where_nothing_has_evolved(open_page, studio):
    page = open_page("#/evolve")
    page.get_by_role("button", name=re.compile("^Race on iris")).click()
    expect(raced(page)).to_be_visible()
    rival, evolution = studio.ask("api/runs")["runs"][-1::-1][:2]
    assert evolution["is_evolution"] != rival["is_evolution"]
    for field in ("data", "hidden", "scaling", "seed"):
        assert evolution["experiment"][field] == rival["experiment"][field]
    press(page, "Pause")


def test_the_present_data_are_evolved_with_one_press(open_page, studio):
    page = open_page(f"#/evolve?run={studio.trained(epochs=1)}")
    press(page, "Evolve iris")
    expect(strip(page)).to_contain_text(re.compile(r"Generation [1-9]\d* of 200, running"))
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(strip(page)).to_contain_text("paused")
    population = page.get_by_role("region", name="Population", exact=True)
    expect(population).to_contain_text(re.compile(r"Individual 0: fitness \d+(\.\d)? %"))
    expect(page.get_by_role("img", name="Decision boundary of the best individual")).to_be_visible()
    child = page.get_by_role("region", name="One child, gene by gene", exact=True)
    expect(child).to_contain_text("mother, no. ")
    expect(child.get_by_role("img", name=re.compile(r"Genes: .* mutated"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Family tree of individual"))).to_be_visible()


def test_the_open_descent_is_evolved_and_raced(open_page, studio):
    run = studio.trained(epochs=5, data={"name": "moons"}, seed=4)
    page = open_page(f"#/lab?run={run}")
    expect(page.get_by_role("region", name="Live")).to_contain_text("finished")
    page.get_by_role("link", name="Evolve").click()
    expect(page.get_by_text("is trained by gradient descent: adam")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Race on moons")).click()
    expect(raced(page)).to_be_visible()
    assert f"with={run}" in page.url
    evolution = max(studio.ask("api/runs")["runs"], key=lambda one: one["id"])
    assert evolution["is_evolution"]
    assert evolution["experiment"]["seed"] == 4
    press(page, "Pause")


def test_an_evolution_is_raced_with_one_press(open_page, studio):
    tiny = {"name": "genetic_algorithm", "settings": {"population_size": 8}}
    run = studio.trained(epochs=5, algorithm=tiny)
    page = open_page(f"#/evolve?run={run}")
    press(page, "Race against gradient descent")
    expect(raced(page)).to_be_visible()


@pytest.mark.parametrize(
    ("algorithm", "network"),
    [
        ("pgpe", "The centre of the search"),
        ("cma_es", "The centre of the search"),
        ("low_rank_es", "The centre of the search"),
        ("hill_climber", "The centre of the search"),
        ("random_search", "The best individual so far"),
    ],
)
def test_who_has_no_parents_says_so(open_page, studio, algorithm, network):
    own = {"name": algorithm, "settings": {"population_size": 8}}
    run = studio.trained(epochs=3, algorithm=own)
    page = open_page(f"#/evolve?run={run}")
    expect(page.get_by_role("region", name="No family tree")).to_contain_text("Nobody has parents")
    spread = page.get_by_role("region", name="The spread of each gene")
    expect(spread).to_contain_text("no child to show gene by gene")
    expect(spread.get_by_role("img", name=re.compile(r"over \d+ genes"))).to_be_visible()
    expect(page.get_by_role("region", name=network)).to_be_visible()
    expect(page.get_by_role("button", name="Use as mother")).to_have_count(0)


@pytest.mark.parametrize(
    ("data", "pictures"),
    [
        ("iris", ["Boundary", "Confusion matrix"]),
        ("digits_8x8", ["Confusion matrix", "First layer"]),
        ("diabetes", ["Predictions", "Surface"]),
    ],
)
def test_the_champion_is_shown_as_the_data_ask(open_page, studio, data, pictures):
    tiny = {"name": "genetic_algorithm", "settings": {"population_size": 8}}
    few = [{"kind": "dense", "units": 4, "activation": "tanh"}]
    run = studio.trained(epochs=3, data={"name": data}, hidden=few, algorithm=tiny)
    page = open_page(f"#/evolve?run={run}")
    champion = page.get_by_role("region", name="The best individual")
    expect(champion.get_by_role("tab")).to_have_text(pictures)
    for picture in pictures:
        champion.get_by_role("tab", name=picture).click()
        shown = champion.get_by_role("tabpanel").locator("table, svg, canvas")
        expect(shown.first).to_be_visible()
    page.get_by_role("button", name="Show its output").click()
    one = page.get_by_role("region", name="Individual 0")
    expect(one.get_by_role("tabpanel").locator("table, svg, canvas").first).to_be_visible()


def test_a_population_that_is_gone_is_brought_back(open_page, studio, forgiven):
    forgiven.append("400")  # the population, which a studio does not keep
    tiny = {"name": "genetic_algorithm", "settings": {"population_size": 8}}
    run = studio.trained(epochs=3, algorithm=tiny)
    studio.stop()
    studio.start()
    page = open_page(f"#/evolve?run={run}")
    press(page, "One more generation")
    expect(page.get_by_role("slider", name="Individual")).to_be_visible()
    wait_until(lambda: studio.ask(f"api/runs/{run}")["epoch"] == 4, "it does not go on")
