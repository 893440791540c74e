"""One studio and one Chromium for each file; whatever a page complains about fails its test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.driving import PATIENCE, TOUR_WAS_SEEN, Studio, chromium, complaints_of

from edunn import Model
from edunn.studio.compiler import Compiler, kernels_of

expect.set_options(timeout=1000 * PATIENCE)

USUAL = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def kernels() -> None:
    """The kernels, compiled: in the first studio on a machine, runs wait for them."""
    compiler = Compiler()
    compiler.start()
    for algorithm in ("sgd", "genetic_algorithm", "pgpe"):
        model = Model([[1], [2, "softmax"]], engine="fused")
        compiler.wait(kernels_of(model.training(algorithm, [[0.0], [1.0]], [0, 1])))


@pytest.fixture(scope="module")
def studio(tmp_path_factory, kernels) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("studio"))
    yield studio
    studio.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def forgiven() -> list[str]:
    """What a test provokes on purpose: parts of complaints."""
    return []


@pytest.fixture
def open_page(browser, studio, forgiven) -> Iterator[Callable[..., Page]]:
    """Pages of new visitors, who want no tour."""
    contexts, complaints = [], []

    def opened(path: str = "", *, tour: bool = False, **likes: Any) -> Page:
        context = browser.new_context(base_url=studio.address, **(USUAL | likes))
        if not tour:
            context.add_init_script(TOUR_WAS_SEEN)
        context.set_default_timeout(1000 * PATIENCE)
        contexts.append(context)
        page = context.new_page()
        complaints.append(complaints_of(page, studio.address))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    heard = [words for found in complaints for words in found]
    assert [words for words in heard if not any(part in words for part in forgiven)] == []
