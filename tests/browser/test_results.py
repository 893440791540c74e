"""Results: another run is compared, and what stands there before anything was trained."""

import re

from playwright.sync_api import Page, expect
from tests.browser.lab import live, press, stands


def test_nothing_trained_teaches_and_trains_with_one_press(open_page):
    page = open_page("#/runs")
    expect(page.get_by_text("A run is one training")).to_be_visible()
    expect(page.get_by_role("button", name="Train a network on iris")).to_be_enabled()
    page.get_by_role("link", name="Results").click()
    expect(page.get_by_text("the confusion matrix: which classes")).to_be_visible()
    press(page, "Train a network on iris")
    expect(page.get_by_role("region", name="Confusion matrix")).to_be_visible()
    reading = page.get_by_role("region", name="Training versus held-out rows")
    expect(reading).to_contain_text("After epoch 100, finished.")


class Counted:
    """Counts what a learner does."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def press(self, name: str, role: str = "button") -> None:
        self.actions += 1
        self.page.get_by_role(role, name=name, exact=True).click()

    def choose(self, label: str, **option: object) -> None:
        self.actions += 1
        self.page.get_by_role("combobox", name=label).select_option(**option)


def test_two_settings_are_compared_within_six_actions(open_page):
    page = open_page("#/lab")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    learner = Counted(page)
    learner.press("Play")
    expect(live(page)).to_contain_text(stands(100, "finished"))
    learner.choose("Algorithm", value="momentum")
    learner.press("Play")
    expect(live(page)).to_contain_text(stands(100, "finished"))
    learner.press("Results", role="link")
    learner.choose("Compare with", index=1)
    dialog = page.get_by_role("dialog", name="Two runs compared")
    expect(dialog.get_by_role("rowheader", name="algorithm", exact=True)).to_be_visible()
    expect(dialog).to_contain_text("algorithm adam instead of momentum")
    expect(dialog.get_by_role("heading", name="Loss")).to_be_visible()
    assert learner.actions <= 6


def test_a_regression_has_counterparts_of_matrix_confidence_and_errors(open_page, studio):
    few = [{"kind": "dense", "units": 4, "activation": "tanh"}]
    run = studio.trained(data={"name": "diabetes"}, hidden=few, epochs=5)
    page = open_page(f"#/results?run={run}")
    held_out = studio.ask(f"api/runs/{run}/results")["parts"][1]
    expect(page.get_by_role("img", name=re.compile("^Predictions versus targets"))).to_be_visible()
    bars = page.get_by_role("region", name="Errors: prediction minus target").get_by_role("img")
    counts = [int(text.rsplit(": ", 1)[1]) for text in bars.get_attribute("aria-label").split("; ")]
    assert sum(counts) == held_out["rows"]
    worst = page.get_by_role("region", name="Largest errors", exact=True)
    expect(worst.get_by_role("row")).to_have_count(1 + len(held_out["worst"]))
    worst.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"inside.*row={held_out['worst'][0]['example']['row']}"))


def test_a_cell_of_the_matrix_leads_to_its_errors(open_page, studio):
    run = studio.trained(data={"name": "digits_8x8"}, epochs=1)
    page = open_page(f"#/results?run={run}&part=training")
    part = studio.ask(f"api/runs/{run}/results")["parts"][0]
    cells = [(t, c) for t in range(10) for c in range(10) if t != c and part["confusion"][t][c]]
    truth, chosen = cells[0]
    count = part["confusion"][truth][chosen]
    press(page, f"true {truth}, predicted {chosen}: {count}")
    errors = page.get_by_role("region", name="Errors", exact=True)
    expect(errors).to_contain_text(f"Only: true {truth}, predicted {chosen}")
    expect(errors.get_by_role("listitem")).to_have_count(min(count, 60))
    expect(page.get_by_role("region", name="Confidence")).to_contain_text("Calibration error (ECE)")
