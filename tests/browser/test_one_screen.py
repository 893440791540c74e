"""Lab, Evolve and Results fit on one screen, whatever the data; no phone scrolls sideways."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import Studio, comes_to_rest, settles, wait_until
from tests.browser.lab import choose_data, live, press, stands, write
from tests.browser.test_every_screen import PHONE

from edunn.data import names

SIZES = [{"width": 1280, "height": 720}, {"width": 1440, "height": 900}]
SOON = 20.0  # seconds
FEW = [{"kind": "dense", "units": 6, "activation": "tanh"}]

SCROLLS = """() => {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  return [scrollWidth > clientWidth, scrollHeight > clientHeight];
}"""
OUTSIDE = """() => [...document.querySelectorAll(".lab > *, .settings > *, .charts > *")]
  .filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return right > innerWidth + 1 || bottom > innerHeight + 1 || left < 0 || top < 0;
  })
  .map((one) => one.outerHTML.slice(0, 80))"""
COVERED = """() => [...document.querySelectorAll(".lab .lab-bar > *, .settings > *, .lab section")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .filter((one) => !one.matches(".lab-foot, .lab-foot *, .unseen"))
  .map((one) => one.outerHTML.slice(0, 80))"""


SMALL = """(parts) => parts.filter((part) => {
  const one = document.querySelector(part);
  const { left, right, top, bottom } = one?.getBoundingClientRect() ?? {};
  const card = one?.closest(".card").getBoundingClientRect();
  return !one || bottom - top < 24 || right - left < 100 || left < card.left - 1
    || right > card.right + 1 || top < card.top - 1 || bottom > card.bottom + 1;
})"""


def fits(page: Page, parts: tuple[str, ...] = ()) -> None:
    """No scrollbar, and no part beyond the window; these parts are seen whole."""

    def holds() -> None:
        assert page.evaluate(SCROLLS) == [False, False]
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(COVERED) == []
        assert page.evaluate(SMALL, list(parts)) == []

    comes_to_rest(page, 0.2)  # drawings take their size from their place
    settles(holds, SOON)


def scrolls_not_sideways(page: Page) -> None:
    """Whatever comes late, no part is wider than the window."""

    def holds() -> None:
        assert page.evaluate(SCROLLS)[0] is False

    page.wait_for_timeout(300)
    settles(holds, SOON)


def fits_in_each_size(page: Page, what: str, parts: tuple[str, ...] = ()) -> None:
    """The same page in the size of two screens."""
    for size in SIZES:
        page.set_viewport_size(size)
        try:
            fits(page, parts)
        except AssertionError as error:
            raise AssertionError(f"{what} at {size}: {error}") from error


@pytest.fixture(scope="module")
def every(studio: Studio) -> list[str]:
    """Every data set, and a table of one's own with forty columns."""
    heads = ",".join([*(f"measurement_number_{k}" for k in range(40)), "kind"])
    rows = [",".join([*(str((k * n) % 17) for k in range(40)), "ab"[n % 2]]) for n in range(40)]
    studio.ask("api/data/tables", {"name": "wide", "text": "\n".join([heads, *rows])})
    return [*names(), "wide"]


@pytest.fixture(scope="module")
def runs(studio: Studio, every: list[str]) -> dict[str, int]:
    few = {"epochs": 1, "hidden": FEW, "batch_size": 512}
    return {name: studio.trained(data={"name": name}, **few) for name in every}


@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_every_data_set_fits(open_page, runs, locale):
    page = open_page(viewport=SIZES[0], locale=locale)
    for name, run in runs.items():
        page.goto(f"#/lab?run={run}")
        expect(page.get_by_role("button", name=re.compile(f": {name} \\d"))).to_be_visible()
        expect(page.get_by_text(re.compile("of 1, finished|de 1, terminado"))).to_be_visible()
        fits_in_each_size(page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["height"]))
def test_every_algorithm_fits(open_page, studio, size, scheme):
    page = open_page(viewport=size, color_scheme=scheme, locale="es-ES")
    algorithm = page.get_by_role("combobox", name="Algoritmo")
    for one in studio.ask("api/catalogue")["algorithms"]:
        algorithm.select_option(one["name"])
        fits(page)


def test_a_run_of_evolution_and_one_in_trouble_fit(open_page, studio):
    tiny = {"epochs": 5, "data": {"name": "heart"}}
    bred = studio.trained(**tiny, algorithm={"name": "genetic_algorithm"})
    fast = {"name": "gradient_descent", "settings": {"learning_rate": 1e9}}
    lost = studio.trained("diverged", **tiny, algorithm=fast)
    for run in (bred, lost):
        page = open_page(f"#/lab?run={run}", viewport=SIZES[0])
        expect(live(page)).to_contain_text(re.compile("finished|diverged"))
        fits(page)


def test_a_network_of_four_layers_of_sixteen_is_drawn_whole(open_page, studio):
    hidden = [{"kind": "dense", "units": 16}] * 4
    run = studio.trained(epochs=1, data={"name": "moons"}, hidden=hidden)
    page = open_page(f"#/lab?run={run}", viewport=SIZES[0])
    neurons = page.get_by_role("group", name="Network and weights").get_by_role("img")
    expect(neurons).to_have_count(2 + 4 * 16 + 2)
    boxes = [neuron.bounding_box() for neuron in neurons.all()]
    assert all(box["y"] + box["height"] < SIZES[0]["height"] for box in boxes)
    fits(page)


def test_a_full_hd_screen_uses_its_width(open_page, studio):
    run = studio.trained(epochs=2)
    page = open_page(f"#/lab?run={run}", viewport={"width": 1920, "height": 1080})
    fits(page)
    curves = page.get_by_role("region", name="Curves").bounding_box()
    output = page.get_by_role("region", name="Model output").bounding_box()
    assert output["x"] > curves["x"] + curves["width"]
    assert output["x"] + output["width"] > 1880


def test_a_phone_has_tabs_and_play_in_reach(open_page):
    page = open_page(viewport=PHONE)
    for tab in ("Data", "Network", "Training", "Output"):
        page.get_by_role("tab", name=tab).click()
        play = page.get_by_role("button", name="Play", exact=True).bounding_box()
        assert play["y"] + play["height"] <= PHONE["height"]
        scrolls_not_sideways(page)
    page.get_by_role("tab", name="Training").click()
    press(page, "One epoch")
    expect(live(page)).to_contain_text(stands(1, "paused"))
    page.get_by_role("tab", name="Output").click()
    expect(page.get_by_role("img", name="Decision boundary")).to_be_visible()
    scrolls_not_sideways(page)


@pytest.mark.parametrize(
    "size", [(1024, 768), (800, 1280), (720, 450), (640, 360)], ids=lambda size: f"{size[0]}"
)
def test_sizes_between_scroll_no_sideways(open_page, studio, size):
    run = studio.trained(epochs=2)
    page = open_page(f"#/lab?run={run}", viewport={"width": size[0], "height": size[1]})
    expect(live(page)).to_contain_text("finished")
    scrolls_not_sideways(page)


def test_settings_suit_the_data_until_they_are_changed(open_page, studio):
    page = open_page()
    epochs = page.get_by_role("textbox", name="Epochs", exact=True)
    expect(epochs).to_have_value("100")
    page.get_by_role("combobox", name="Algorithm").select_option("genetic_algorithm")
    page.get_by_role("button", name="Put back: Algorithm").click()
    expect(page.get_by_role("combobox", name="Algorithm")).to_have_value("adam")
    epochs.fill("7")
    epochs.press("Enter")
    choose_data(page, "mnist")
    expect(epochs).to_have_value("7")
    page.get_by_role("button", name="Put back: Epochs").click()
    suited = next(one for one in studio.ask("api/data")["data"] if one["name"] == "mnist")["suited"]
    expect(epochs).to_have_value(str(suited["epochs"]))
    expect(page.get_by_role("button", name=re.compile("^Put "))).to_have_count(0)


def test_an_opened_evolution_leaves_nothing_to_other_data(open_page, studio):
    run = studio.trained(epochs=2, data={"name": "moons"}, algorithm={"name": "genetic_algorithm"})
    page = open_page(f"#/lab?run={run}")
    expect(page.get_by_role("combobox", name="Algorithm")).to_have_value("genetic_algorithm")
    choose_data(page, "mnist")
    expect(page.get_by_role("combobox", name="Algorithm")).to_have_value("adam")


def test_a_running_training_takes_up_what_is_changed(open_page, studio):
    run = studio.ask("api/runs", {"experiment": {"epochs": 5000}})["id"]
    page = open_page(f"#/lab?run={run}")
    press(page, "Play")
    wait_until(lambda: studio.ask(f"api/runs/{run}")["epoch"] >= 5, "it does not learn")
    write(page, "Learning rate", "0.02")
    write(page, "Batch size", "7")
    page.get_by_role("combobox", name="Regularization").select_option("l1")
    write(page, "Strength", "0.001")
    wait_until(
        lambda: (
            studio.ask(f"api/runs/{run}")["regularization"]
            == {"regularizer": "l1", "strength": 0.001}
        ),
        "the penalty stays",
    )
    now = studio.ask(f"api/runs/{run}")
    assert (now["learning_rate"], now["batch_size"]) == (0.02, 7)
    assert now["epoch"] >= 5
    assert now["status"] == "running"
    expect(page.get_by_role("button", name="Put 4 back")).to_be_visible()
    page.get_by_role("button", name="Put back: Batch size").click()
    wait_until(lambda: studio.ask(f"api/runs/{run}")["batch_size"] == 32, "it is not put back")
    expect(page.get_by_role("button", name="Put back: Batch size")).to_have_count(0)
    script = studio.ask(f"api/runs/{run}/script")["script"]
    assert "change_batch_size(training, 7)" in script
    assert "change_regularizer(training, L1(strength=0.001))" in script
    write(page, "Seed", "3")  # which needs a fresh network: it begins with the same settings
    expect(page.get_by_role("textbox", name="Strength")).to_have_value("0.001")
    press(page, "One epoch")
    expect(live(page)).to_contain_text(stands(1, "paused"))
    assert studio.ask(f"api/runs/{run}")["status"] == "paused"
    assert "run=" + str(run) not in page.url


BRED = {"name": "genetic_algorithm", "settings": {"population_size": 6}}
EVOLVED = (
    ".population svg",
    ".evolve-curves canvas",
    # a matrix of many classes scrolls in its place; a drawing is seen whole
    ".evolve-champion :is([role=tabpanel]:has(table), [role=tabpanel] :is(svg, canvas))",
    ".evolve-family :is(.tree, .telling)",
    ".evolve-child :is(.saveable, .spread)",
    ".evolve-race :is(.race, .telling .button)",
)


def evolved(studio: Studio, name: str = "iris", algorithm: object = BRED) -> int:
    """An evolution just now: a studio with many runs lets the populations of others go."""
    few = {"epochs": 3, "hidden": FEW, "batch_size": 64}
    return studio.trained(data={"name": name}, algorithm=algorithm, **few)


def test_the_evolution_of_every_data_set_fits(open_page, studio, runs):
    pages = [open_page(viewport=SIZES[0], locale=locale) for locale in ("en-GB", "es-ES")]
    for name, descent in runs.items():
        run = evolved(studio, name)
        for page in pages:
            page.goto(f"#/evolve?run={run}&with={descent}")
            expect(page.get_by_role("combobox").first).to_have_value(str(run))
            expect(page.get_by_role("slider", name=re.compile("Individu"))).to_be_visible()
            expect(page.locator(".evolve-race .race")).to_be_visible()
            fits_in_each_size(page, name, EVOLVED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_family_of_evolution_fits(open_page, studio, scheme):
    catalogue = studio.ask("api/catalogue")["algorithms"]
    page = open_page(viewport=SIZES[0], color_scheme=scheme, locale="es-ES")
    for name in [one["name"] for one in catalogue if one["is_evolution"]]:
        run = evolved(studio, algorithm={"name": name})
        page.goto(f"#/evolve?run={run}")
        expect(page.get_by_role("combobox").first).to_have_value(str(run))
        expect(page.get_by_role("slider", name="Individuo")).to_be_visible()
        fits_in_each_size(page, name, EVOLVED)


def test_an_empty_evolve_fits(open_page, studio):
    page = open_page(f"#/evolve?run={studio.trained(epochs=1)}", locale="es-ES")
    expect(page.get_by_role("button", name="Evolucionar iris")).to_be_visible()
    for size in SIZES:
        page.set_viewport_size(size)
        fits(page)


def test_a_full_hd_screen_shows_evolve_over_its_width(open_page, studio):
    run = evolved(studio)
    page = open_page(f"#/evolve?run={run}", viewport={"width": 1920, "height": 1080})
    expect(page.get_by_role("slider", name="Individual")).to_be_visible()
    fits(page, EVOLVED)
    boxes = [page.locator(f".evolve-{one}").bounding_box() for one in ("population", "race")]
    assert boxes[0]["x"] < 40
    assert boxes[1]["x"] + boxes[1]["width"] > 1880


def test_a_phone_has_tabs_in_evolve_and_play_in_reach(open_page, studio):
    page = open_page(f"#/evolve?run={evolved(studio)}", viewport=PHONE)
    for tab in ("Population", "Curves", "Output", "Family", "Child", "Race"):
        page.get_by_role("tab", name=tab, exact=True).click()
        page.wait_for_timeout(200)
        step = page.get_by_role("button", name="One generation").bounding_box()
        assert step["y"] + step["height"] <= PHONE["height"]
        scrolls_not_sideways(page)


CLASSES = (
    ".results-reading .measures",
    ".results-report .scroll",
    ".results-matrix .scroll",
    ".results-confidence .histogram",
    ".results-misses .panel",
)
NUMBERS = (
    ".results-reading .measures",
    ".results-matrix .scatter",
    ".results-confidence .histogram",
    ".results-misses .scroll",
)


@pytest.mark.parametrize("locale", ["en-GB", "es-ES"])
def test_the_results_of_every_data_set_fit(open_page, studio, runs, locale):
    cards = {card["name"]: card for card in studio.ask("api/data")["data"]}
    page = open_page(viewport=SIZES[0], locale=locale)
    for name, run in runs.items():
        page.goto(f"#/results?run={run}")
        expect(page.get_by_role("combobox").first).to_have_value(str(run))
        expect(page.get_by_role("table").first).to_be_visible()
        parts = NUMBERS if cards[name]["classes"] is None else CLASSES
        fits_in_each_size(page, name, parts)


def test_a_full_hd_screen_shows_results_over_its_width(open_page, studio):
    run = studio.trained(epochs=2)
    page = open_page(f"#/results?run={run}", viewport={"width": 1920, "height": 1080})
    expect(page.get_by_role("table").first).to_be_visible()
    fits(page, CLASSES)
    boxes = [page.locator(f".results-{one}").bounding_box() for one in ("reading", "confidence")]
    assert boxes[0]["x"] < 40
    assert boxes[1]["x"] + boxes[1]["width"] > 1880


def test_a_phone_has_tabs_in_results(open_page, studio):
    page = open_page(f"#/results?run={studio.trained(epochs=2)}", viewport=PHONE)
    tabs = ("Report", "Classification report", "Confusion matrix", "Confidence", "Errors")
    expect(page.get_by_role("tab")).to_have_text(list(tabs))
    for tab in tabs:
        page.get_by_role("tab", name=tab, exact=True).click()
        expect(page.get_by_role("tabpanel").get_by_role("heading")).to_be_visible()
        scrolls_not_sideways(page)
