"""Evolve: a population is begun, watched, and its breeding looked at."""

import re

from playwright.sync_api import expect


def test_moons_are_evolved_from_the_screen_itself(open_page):
    page = open_page("#/evolve")
    page.get_by_role("button", name=re.compile("^Start a run: moons")).first.click()
    evolve = page.get_by_role("region", name="Evolve", exact=True)
    expect(evolve).to_contain_text(re.compile(r"Generation [1-9]\d*"))
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(evolve).to_contain_text("paused")
    best = page.get_by_role("region", name="Population", exact=True)
    expect(best).to_contain_text(re.compile(r"Individual 0: fitness 0\.\d+"))
    expect(page.get_by_role("img", name="Decision boundary of the best individual")).to_be_visible()
    expect(page.get_by_role("region", name="One child, gene by gene")).to_contain_text("mother")
