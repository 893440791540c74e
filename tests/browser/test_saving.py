"""Every chart can be downloaded; the file shows what the page shows, and needs nothing else."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page
from tests.browser.lab import options_of

SVG = "{http://www.w3.org/2000/svg}"
ABROAD = re.compile(r"var\(|class=|style=|href=\"(?!data:image/png)|@import")


def saved(page: Page, chart: str, kind: str, save: str = "Download") -> Path:
    """Download a chart, and keep its name."""
    page.get_by_role("button", name=f"{save}: {chart}", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name=re.compile(f"^{kind}")).click()
    download = waiting.value
    return Path(download.path()).rename(Path(download.path()).parent / download.suggested_filename)


def texts(svg: ElementTree.Element) -> list[str]:
    """What can be read in a picture."""
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def run(studio) -> int:
    return studio.trained(data={"name": "iris"}, epochs=5)


def test_curves_are_saved_as_lines_and_as_pixels(open_page, run):
    page = open_page(f"#/lab?run={run}")
    options_of(page, "Loss")
    vector = saved(page, "Loss", "SVG")
    assert vector.name == f"iris-run-{run}-loss.svg"
    content = vector.read_text()
    assert not ABROAD.search(content)
    svg = ElementTree.fromstring(content)
    assert f"Loss \N{MIDDLE DOT} iris run {run}" in texts(svg)
    assert {"Epoch", "training", "held out"} <= set(texts(svg))
    assert [path.get("stroke") for path in svg.iter(f"{SVG}path")] == ["#0072b2", "#d55e00"]

    pixels = saved(page, "Loss", "PNG")
    assert pixels.name == f"iris-run-{run}-loss.png"
    width, height = struct.unpack(">II", pixels.read_bytes()[16:24])
    assert (width, height) == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    assert len(pixels.read_bytes()) > 10_000  # a blank picture is far smaller


def test_a_picture_of_many_parts_is_saved_as_it_is_seen(open_page, studio, run):
    page = open_page(f"#/lab?run={run}")
    page.get_by_role("img", name="Decision boundary").wait_for()
    content = saved(page, "Decision boundary", "SVG").read_text()
    assert not ABROAD.search(content)
    svg = ElementTree.fromstring(content)
    assert {"setosa", "versicolor", "virginica"} <= set(texts(svg))
    [plane] = svg.iter(f"{SVG}image")
    assert plane.get("href").startswith("data:image/png;base64,")
    points = studio.ask(f"api/runs/{run}/boundary")["points"]
    assert len(list(svg.iter(f"{SVG}path"))) == len(points) + 3  # and the legend's marks


def test_files_speak_the_language_and_wear_the_theme_of_the_page(open_page, studio, run):
    page = open_page(f"#/results?run={run}", locale="es-ES", color_scheme="dark")
    vector = saved(
        page, "Matriz de confusi\N{LATIN SMALL LETTER O WITH ACUTE}n", "SVG", "Descargar"
    )
    assert vector.name == f"iris-ensayo-{run}-matriz-de-confusion.svg"
    svg = ElementTree.fromstring(vector.read_text())
    assert next(svg.iter(f"{SVG}rect")).get("fill") == "#181e2a"
    parts = studio.ask(f"api/runs/{run}/results")["parts"]
    [held_out] = [part for part in parts if part["part"] == "held_out"]
    counts = [str(count) for row in held_out["confusion"] for count in row]
    assert [text for text in texts(svg) if text.isdigit()] == counts
