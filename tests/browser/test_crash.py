"""A studio that is killed in mid-run loses at most the last second, and offers to go on."""

import signal

from playwright.sync_api import expect
from tests.browser.driving import wait_until
from tests.browser.lab import epoch

PACE = 20  # epochs a second


def test_a_killed_run_goes_on_where_it_was(open_page, studio, forgiven):
    forgiven += [  # no server, or a response that is cut off somewhere
        "ERR_CONNECTION_REFUSED",
        "ERR_CONNECTION_RESET",
        "ERR_CONTENT_LENGTH_MISMATCH",
        "ERR_INCOMPLETE_CHUNKED_ENCODING",
    ]
    run = studio.ask("api/runs", {"experiment": {"epochs": 5000}})["id"]
    studio.ask(f"api/runs/{run}/orders", {"command": {"do": "pace", "pace": PACE}})
    page = open_page(f"#/lab?run={run}")
    live = page.get_by_role("region", name="Live")
    expect(page.get_by_text("Connected", exact=True)).to_be_attached()
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until(lambda: studio.ask(f"api/runs/{run}")["epoch"] >= 40, "it does not learn")

    before = studio.ask(f"api/runs/{run}")["epoch"]
    studio.stop(signal.SIGKILL)
    expect(page.get_by_text("Connection lost")).to_be_visible()
    studio.start()
    expect(page.get_by_text("Connected", exact=True)).to_be_attached()
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    expect(live).to_contain_text("interrupted")
    kept = studio.ask(f"api/runs/{run}")["epoch"]
    assert kept >= before - PACE

    page.get_by_role("button", name="Resume").click()
    expect(live).to_contain_text("running")
    wait_until(lambda: studio.ask(f"api/runs/{run}")["epoch"] >= kept + 10, "it does not go on")
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(live).to_contain_text("paused")
    epochs = studio.ask(f"api/runs/{run}/curves")["index"]
    assert epochs == list(range(1, len(epochs) + 1))
    assert epoch(page) == len(epochs)
