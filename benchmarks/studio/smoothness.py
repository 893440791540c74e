"""Smoothness: how long the page is busy with one thing while a network learns."""

import shutil

from playwright.sync_api import sync_playwright

from benchmarks.studio.client import Studio

FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
SETTLED, WATCHED = 3_000, 10_000  # milliseconds
OBSERVE = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask" });
"""
SEEN = """
localStorage.setItem(
  "edunn-studio-tour", JSON.stringify({ state: { phase: "closed", step: 0 }, version: 1 }));
"""


def longest_task(one: Studio, run: int) -> float | None:
    """Milliseconds of the longest task in the main thread of a Lab that looks at this run.

    Browsers report tasks of 50 ms and more only; below that it is 50. None without Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(SEEN)
        page.goto(f"http://127.0.0.1:{one.port}/#/lab?run={run}")
        page.wait_for_timeout(SETTLED)
        page.evaluate(OBSERVE)
        page.wait_for_timeout(WATCHED)
        tasks: list[float] = page.evaluate("tasks")
        browser.close()
    return max(tasks, default=50.0)
