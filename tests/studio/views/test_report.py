"""The HTML report of a run: in the language of the page, none of its words in another."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from string import Formatter

import pytest

from edunn.messages import ENGLISH
from edunn.studio.views.report import report_of_run

SPANISH = json.loads((files("edunn.messages") / "messages.es.json").read_text("utf-8"))
DENSE = [{"kind": "dense", "units": 4, "activation": "leaky_relu"}]
OF_THE_DATA = re.compile(r"\(None, [\d, ]+\)|(?<=objetivo )\w+|\bcurve\b")
"""A shape, as Python writes it, and the names of a target and a data set."""

PLOTS_AND_REPORTS = ("report.", "plot.", "recipe.", "change.")


class Texts(HTMLParser):
    """The texts of a page, without its styles, and without the program that repeats the run."""

    def __init__(self, page):
        super().__init__()
        self.found, self.closed = [], [False]
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.closed.append(tag in ("style", "pre"))

    def handle_data(self, data):
        if not self.closed[-1] and data.strip():
            self.found.append(data.strip())


def english_only():
    """The words of the English catalogue that are in none of the Spanish one."""
    texts = {code: text for code, text in ENGLISH.items() if code.startswith(PLOTS_AND_REPORTS)}
    spanish = {word for code in texts for word in words_of(SPANISH[code])}
    return {word for text in texts.values() for word in words_of(text)} - spanish


def words_of(template):
    literal = " ".join(part for part, *_ in Formatter().parse(template))
    return set(re.findall(r"[^\W\d_]{2,}", literal.lower()))


@pytest.fixture
def reports(lab):
    """Runs whose reports say different things."""
    genetic = {"name": "genetic_algorithm", "settings": {"population_size": 8}}
    common = {"hidden": DENSE, "epochs": 2}
    runs = [
        lab.begin(**common),
        lab.begin(**common, data={"name": "diabetes"}),
        lab.begin(**common, data={"name": "curve"}, loss="huber"),
        lab.begin(**common, data={"name": "moons"}, algorithm=genetic),
        lab.begin(**common, data={"name": "xor"}),
    ]
    for run in runs:
        lab.finished(run)
    lab.tell(runs[0], "extend", epochs=1)
    lab.finished(runs[0])
    return lambda language: [report_of_run(lab.session, run, language) for run in runs]


def test_a_spanish_report_has_no_english_word_of_the_catalogue(reports):
    forbidden = english_only()
    assert {"accuracy", "rows", "curves", "settings", "boundary", "fitness"} <= forbidden
    for page in reports("es"):
        assert '<html lang="es">' in page
        for text in Texts(page).found:
            assert not forbidden & words_of(OF_THE_DATA.sub("", text)), text


def test_a_spanish_report_says_the_same_as_an_english_one(reports):
    for english, spanish in zip(reports("en"), reports("es"), strict=True):
        assert '<html lang="en">' in english
        assert len(Texts(english).found) == len(Texts(spanish).found)
    first = unescape(reports("es")[0])
    for words in ("Curvas de aprendizaje", "Todas las épocas completadas.", "Tras 2 épocas: más"):
        assert words in first
    assert "relu con fuga" in first


def test_a_legend_has_room_for_its_spanish_words(reports):
    """Room is measured for the words that are drawn, not for the English ones."""
    second = re.compile(r'>entrenamiento</text><path d="M([\d.]+),')
    for page in reports("es")[:2]:
        assert float(second.search(page)[1]) > 40 + 28 + 6 * len("entrenamiento")
