"""A walk through all screens in Spanish: no English sentence is left on any of them."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.driving import TOUR_WAS_SEEN, comes_to_rest, wait_until
from tests.browser.hand import draw, three
from tests.browser.lab import all_data, close, drawer, menu_item, press

TEXTS = """() => {
  const found = new Set();
  const code = "pre, code, kbd, .katex, [translate=no], math, script, style, option[value=en]";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest(code)) found.add(walker.currentNode.data.trim());
  for (const one of document.querySelectorAll("*:not([translate=no])"))
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "label"])
      if (one.hasAttribute(name)) found.add(one.getAttribute(name));
  return [...found];
}"""
ENGLISH = re.compile(
    r"\b(the|of|and|with|is|are|was|not|it|to|from|by|than|for|this|there|your|must|all|each|only|"
    r"run|runs|loss|network|training|held|layer|layers|weight|weights|show|open|close|dismiss|"
    r"learning|neuron|neurons|epochs|row|rows|press|choose|draw|save|delete|accuracy|prediction|"
    r"input|output|size|step|steps|data|points|table|reset|play|more|search|next|back|none|best)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|AND|OR|^and(?=:|$)|`[^`]*`|\w+\.\w+|\w+_\w+")
"""Names of books, code, files and columns, which no translation changes."""


@pytest.fixture
def walk(open_page):
    """A page in Spanish, and the function that notes what it says."""
    return lambda path: open_page(path, locale="es-ES")


def english_on(page: Page) -> list[str]:
    comes_to_rest(page)  # pictures and their texts follow the rest
    return [text for text in page.evaluate(TEXTS) if ENGLISH.search(QUOTED.sub("", text))]


def opened(page: Page) -> Page:
    """The page with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    return page


@pytest.fixture(scope="module")
def runs(studio) -> dict[str, int]:
    """Runs of each kind: their views say different things."""
    tiny = {"hidden": [{"kind": "dense", "units": 4, "activation": "leaky_relu"}], "epochs": 5}
    dropped = [*tiny["hidden"], {"kind": "dropout", "rate": 0.2}]
    layers = [("self_attention", {"heads": 1, "causal": True}), ("gru", {"units": 3})]
    sequences = [{"kind": "layer", "name": name, "settings": own} for name, own in layers]
    bred = {"name": "genetic_algorithm", "settings": {"population_size": 8}}
    sampled = {"name": "snes", "settings": {"population_size": 8}}
    moons, curve = {"name": "moons"}, {"name": "curve"}
    return {
        "descent": studio.trained(**tiny | {"hidden": dropped}),
        "regression": studio.trained(**tiny, data=curve, loss="huber"),
        "sequences": studio.trained(**tiny | {"hidden": sequences}, data={"name": "parity"}),
        "bred": studio.trained(**tiny, data=moons, algorithm=bred),
        "sampled": studio.trained(**tiny, data=moons, algorithm=sampled),
        "fast": studio.trained(
            "diverged",
            **tiny,
            algorithm={"name": "gradient_descent", "settings": {"learning_rate": 1e9}},
        ),
    }


@pytest.mark.parametrize("kind", ["descent", "regression", "bred", "fast"])
def test_the_lab(walk, runs, kind):
    page = walk(f"#/lab?run={runs[kind]}")
    expect(page.locator(".bar-facts")).to_be_visible()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert english_on(page) == []
    for button in ("Conjunto de datos: ", "Editar capas", "Más ajustes", "Opciones: Pérdida"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert english_on(opened(page)) == [], button
        for tab in page.get_by_role("dialog").get_by_role("tab").all():
            tab.click()
            assert english_on(page) == [], button
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_every_choice_of_the_lab(walk, studio):
    page = walk("#/lab")
    algorithm = drawer(page, "Más ajustes").get_by_role("combobox", name="Algoritmo")
    expect(algorithm).to_be_visible()
    for name in [one["name"] for one in studio.ask("api/catalogue")["algorithms"]]:
        algorithm.select_option(name)
        assert english_on(page) == [], name
    close(page)
    layers = drawer(page, "Editar capas")
    opened(page)
    for label in ("Activación", "Activación de salida", "Pérdida", "Inicialización"):
        field = layers.get_by_label(label, exact=True).first
        for value in field.evaluate("one => [...one.options].map(({ value }) => value)"):
            field.select_option(value)
            assert page.evaluate("document.documentElement.lang") == "es"
        assert english_on(page) == [], label


def test_the_dialogs_of_the_lab(walk, runs, forgiven):
    forgiven.append("400")
    page = walk(f"#/lab?run={runs['descent']}")
    for item in ("Código en Python", "Veinte semillas"):
        menu_item(page, item, menu="Más").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert english_on(page) == [], item
        close(page)
    for name in ("Atajos de teclado", "Preferencias"):
        drawer(page, name)
        assert english_on(page) == [], name
        close(page)
    data = all_data(page)
    for name in ("Colocar puntos a mano", "Pegar una tabla"):
        data.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        assert english_on(page) == [], name
        page.keyboard.press("Escape")
    for text in ("a,b\n1,x\n2,y\n3,\n", "a,b\n1,x\n2\n", "edad\n", "id,b\n1,x\n2,y\n"):
        table = {"name": "mi tabla.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.get_by_label("Tu propio archivo CSV").set_input_files(table)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        dialog.get_by_label("Nombre").fill("../mal")
        assert english_on(page) == [], text
        add = dialog.get_by_role("button", name="Usar esta tabla")
        if add.is_enabled():
            add.click()
            expect(dialog.get_by_role("alert")).to_be_visible()
            assert english_on(page) == [], text
        page.keyboard.press("Escape")


@pytest.mark.parametrize("kind", ["descent", "regression", "bred", "sequences"])
def test_inside(walk, runs, kind):
    page = walk(f"#/inside?run={runs[kind]}&part=training")
    steps = page.locator(".stepper .phases button")
    expect(steps.first).to_be_visible()
    for step in steps.all():
        step.click()
        assert english_on(page) == []


def test_draw(walk):
    page = walk("#/draw")
    expect(page.get_by_role("button", name="Deshacer")).to_be_visible()
    assert english_on(page) == []
    page.get_by_label("Dibujar con el teclado").check()
    page.get_by_label("Dibujar con el teclado").uncheck()
    draw(page, three(left=0.2, top=0.2, height=0.5), paper="^Papel")
    expect(page.locator(".nearest img, .nearest canvas").first).to_be_visible()
    page.get_by_role("button", name="Guardar como 3").click()
    assert english_on(page) == []
    page.get_by_role("button", name="Ajustar con 1 cifra").click()
    expect(page.get_by_role("button", name=re.compile("^Usar «mis cifras»"))).to_be_visible()
    assert english_on(page) == []


@pytest.mark.parametrize("kind", ["bred", "sampled"])
def test_evolve(walk, runs, kind):
    page = walk(f"#/evolve?run={runs[kind]}&with={runs['descent']}")
    expect(page.get_by_role("slider", name="Individuo")).to_be_visible()
    assert english_on(opened(page)) == []
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert english_on(page) == []
    options = page.get_by_role("main").get_by_role("button", name=re.compile("^Opciones: "))
    for place in range(options.count()):
        options.nth(place).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        for switch in page.get_by_role("dialog").get_by_role("checkbox").all():
            switch.check()
        assert english_on(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert english_on(page) == []


def test_evolve_before_anything_has_evolved(walk, runs):
    page = walk(f"#/evolve?run={runs['descent']}")
    expect(page.get_by_role("button", name="Evolucionar iris")).to_be_visible()
    assert english_on(page) == []


@pytest.mark.parametrize("kind", ["descent", "regression"])
def test_results(walk, runs, kind):
    page = walk(f"#/results?run={runs[kind]}")
    expect(page.get_by_role("table").first).to_be_visible()
    assert english_on(opened(page)) == []


def test_runs(walk, runs):
    page = walk("#/runs?pick=" + ",".join(map(str, runs.values())))
    expect(page.get_by_role("region", name="Comparar").first).to_be_visible()
    assert english_on(page) == []
    for item in ("Guardar la red …", "Código en Python …", "Borrar …"):
        page.get_by_role("button", name=re.compile("^Acciones para")).first.click()
        assert english_on(page) == []
        page.get_by_role("menuitem", name=item).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert english_on(page) == [], item
        page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^curl")).first.click()
    assert english_on(page) == []
    page.keyboard.press("Escape")


def test_a_refused_network(walk, forgiven):
    forgiven.append("400")
    page = walk("#/runs")
    broken = {"name": "mala.edunn", "mimeType": "text/plain", "buffer": b"not a network at all"}
    page.get_by_label("Subir una red (archivo .edunn)").set_input_files(broken)
    expect(page.get_by_role("alert")).to_be_visible()
    assert english_on(page) == []


DONE = """(name) => {
  const tour = JSON.parse(localStorage.getItem("edunn-studio-tour"));
  tour.state.done.push(name);
  localStorage.setItem("edunn-studio-tour", JSON.stringify(tour));
}"""


def test_the_tour(open_page):
    page = open_page("", tour=True, locale="es-ES")
    tour = page.get_by_role("complementary", name="Visita")
    for name in ("play", "rate", "doctor", "layer", "inside", "learn"):
        expect(tour).to_be_visible()
        assert english_on(page) == [], name
        page.evaluate(DONE, name)
        page.reload()
        expect(tour.get_by_role("status")).not_to_be_empty()
        assert english_on(page) == [], name
        tour.get_by_role("button", name=re.compile("^(Siguiente|Terminar)$")).click()


def test_the_language_of_the_page_is_that_of_its_parts(open_page):
    page = open_page("#/runs", locale="en-GB")
    page.add_init_script(TOUR_WAS_SEEN)
    press(page, "Preferences")
    page.get_by_label("Language").select_option("es")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Atajos de teclado").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    # what was announced before the change stays English until it is taken away, after some seconds
    wait_until(lambda: english_on(page) == [], "a part stays English")


def test_no_setting_of_the_lab_is_cut_where_it_was_changed(walk, studio):
    """Spanish names are longer: beside the dot and the button they take two lines."""
    fast = {"name": "gradient_descent", "settings": {"learning_rate": 0.5}}
    run = studio.trained(hidden=[], epochs=3, algorithm=fast)
    page = walk(f"#/lab?run={run}")
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.locator(".settings .marked.changed").first).to_be_visible()
    labels = page.locator(".settings .field > label")
    is_cut = "(one) => one.scrollWidth > one.clientWidth + 1"
    assert labels.evaluate_all(f"all => all.filter({is_cut}).map((one) => one.innerText)") == []
    heights = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert heights[0] <= heights[1]
