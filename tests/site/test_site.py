"""The site, without the results of cells: complete, offline, no link dead, for every reader."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from sphinx.util.inventory import InventoryFile
from tests.browser.driving import chromium
from tests.browser.test_every_screen import PHONE, axe_finds_nothing
from tests.test_source import EXPORTED

ROOT = Path(__file__).parents[2]
BUILD = ("-W", "--keep-going", "-q", "-D", "nb_execution_mode=off", "-c", "docs/site")
LOADS = re.compile(
    r"<(?:link|script|img|source|iframe|video|object)\b[^>]*?\s(?:src|href|data)=\"([^\"]*)\""
)
LINKS = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"")
ANCHORS = re.compile(r"\sid=\"([^\"]*)\"")
PAGES = (
    "docs/index",
    "lessons/01-a-neuron-by-hand",
    "docs/derivations/losses",
    "docs/reference/optimizers",
    "docs/evolution",
    "docs/benchmarks",
    "_modules/edunn/layers/dense",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *BUILD, str(ROOT), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONWARNINGS": ""},
    )
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser, site):
    """Opens a page as a visitor without a network would."""
    contexts, asked = [], []

    def visited(name: str, **likes) -> Page:
        context = browser.new_context(**likes)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / name).with_suffix(".html").as_uri())
        return page

    yield visited
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


@cache
def anchors_of(page: Path) -> set[str]:
    return {html.unescape(name) for name in ANCHORS.findall(text_of(page))}


def local(page: Path, link: str) -> tuple[Path, str]:
    """The file that a link leads to, and the place in it."""
    parts = urlsplit(html.unescape(link))
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page, unquote(
        parts.fragment
    )


def test_every_public_name_is_in_the_reference(site):
    inventory = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    known = {
        name
        for kind, objects in inventory.data.items()
        if kind.startswith("py:")
        for name in objects
    }
    assert {f"{package}.{name}" for package, name in EXPORTED} - known == set()


def test_every_lesson_and_every_guide_is_a_page(site):
    sources = [*ROOT.glob("lessons/*.md"), *ROOT.glob("docs/**/*.md")]
    missing = [
        path
        for path in sources
        if not (site / path.relative_to(ROOT)).with_suffix(".html").exists()
    ]
    assert len(sources) > 60
    assert missing == []


def test_a_page_loads_nothing_from_outside(site):
    pages = list(site.rglob("*.html"))
    loads = {link for page in pages for link in LOADS.findall(text_of(page))}
    styles = {
        link
        for style in site.rglob("*.css")
        for link in re.findall(r"url\(([^)]*)\)|@import", text_of(style))
    }
    assert len(loads) > 100
    assert {link for link in loads | styles if re.match(r"[\"']?(https?:)?//", link)} == set()


def test_every_link_within_the_site_leads_somewhere(site):
    dead = []
    for page in site.rglob("*.html"):
        for link in {*LINKS.findall(text_of(page)), *LOADS.findall(text_of(page))}:
            if not urlsplit(link).scheme:
                target, place = local(page, link)
                if not target.exists() or (place and place not in anchors_of(target)):
                    dead.append(f"{page.relative_to(site)}: {link}")
    assert dead == []


def test_a_lesson_shows_no_assertions(site):
    pages = list((site / "lessons").glob("[0-9]*.html"))
    assert len(pages) == 17
    assert [page.name for page in pages if '<span class="k">assert</span>' in text_of(page)] == []


def test_a_formula_is_typeset_and_has_its_mathml(visit):
    page = visit("lessons/01-a-neuron-by-hand")
    formula = page.locator("div.math .katex").first
    assert formula.locator("math annotation").text_content() == "z = w_1 x_1 + w_2 x_2 + b"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_Math'))")


def test_a_solution_is_folded_until_it_is_opened(visit):
    page = visit("lessons/02-a-layer-is-a-matrix-product")
    titles = page.locator(".exercise .admonition-title").all_text_contents()
    assert titles == [f"Exercise {number}" for number in range(1, 5)]
    solution = page.locator("details.solution").first
    cell = solution.locator(".cell_input")
    assert not cell.is_visible()
    solution.locator("summary").click()
    assert solution.locator("summary").text_content() == "Solution to exercise 1"
    assert cell.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name, theme):
    page = visit(name, color_scheme=theme, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    axe_finds_nothing(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scroll(visit, name):
    page = visit(name, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
