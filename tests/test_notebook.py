"""What a notebook shows of each value: short, escaped, well-formed HTML without scripts."""

from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import numpy as np
import pytest

from edunn import Model, check_gradients, data
from edunn.data import Dataset
from edunn.experiments import Outcome, Race, Recipe, compare, repeat

VOID = {"br", "hr", "img", "input", "meta", "link"}
WICKED = "<script>alert('&')</script>"


class Reader(HTMLParser):
    """Checks that every element is closed, and collects what there is."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.words, self.attributes = [], [], [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        self.words.append(words)


IRIS = data.load("iris")
SMALL = Recipe([[4], [3, "softmax"]], settings={"epochs": 3})


@pytest.fixture(scope="module")
def values():
    model = Model([[4], [5, "relu"], [3, "softmax"]], seed=0)
    history = model.train("adam", IRIS, epochs=3)
    with ThreadPoolExecutor(1) as here:
        runs = repeat(SMALL, "iris", 3, here)
        compared = compare({"a": SMALL, "b": SMALL.varied(epochs=1)}, "iris", 3, here)
        gridded = compare(SMALL.grid(epochs=[1, 2], learning_rate=[0.1, 1.0]), "iris", 2, here)
    race = Race({"adam": SMALL, "pgpe": Recipe(SMALL.network, "pgpe")}, IRIS, 12_000, 1)
    return {
        "model": model,
        "untrained": Model([[2], [1]]),
        "large": Model([[28, 28, 1], ["conv", 4, [3, 3]], ["flatten"], [10, "softmax"]]),
        "summary": model.summary(),
        "history": history,
        "evolution": Model([[4], [3, "softmax"]], seed=0).train("snes", IRIS, epochs=2),
        "evaluation": model.evaluate(IRIS),
        "report": model.evaluate(IRIS).report,
        "regression": Model([[1], [1]], "mse").evaluate([[1.0], [2.0]], [1.0, 2.0]),
        "trace": model.trace(IRIS.inputs[:2], IRIS.labels[:2]),
        "step": model.trace(IRIS.inputs[:1], IRIS.labels[:1])["z1"],
        "check": check_gradients(model, IRIS.take(slice(5))),
        "dataset": IRIS,
        "head": IRIS.head(3),
        "runs": runs,
        "comparison": compared,
        "grid": gridded,
        "race": race,
        "outcome": Outcome.of(race),
        "unfinished": Outcome(race, ()),
        "chart": history.plot(),
        "nothing yet": Model([[1], [1]]).history,
    }


NAMES = [
    *("model", "untrained", "large", "summary", "history", "evolution", "evaluation", "report"),
    *("regression", "trace", "step", "check", "dataset", "head", "runs", "comparison", "grid"),
    *("race", "outcome", "unfinished", "chart", "nothing yet"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_well_formed_html_without_scripts_or_addresses(values, name):
    page = values[name]._repr_html_()
    reader = Reader(page)
    assert not {"script", "link", "iframe", "style"} & set(reader.tags)
    assert not [attribute for attribute in reader.attributes if attribute.startswith("on")]
    assert "http" not in page.replace("http://www.w3.org/", "")
    assert len(page) < 100_000


@pytest.mark.parametrize("name", NAMES)
def test_at_the_prompt_a_value_is_short(values, name):
    if name in ("summary", "head"):
        assert repr(values[name]) == str(values[name])
        return
    assert len(repr(values[name])) < 400
    assert "array(" not in repr(values[name])


def test_values_show_their_numbers_and_pictures(values):
    words = {name: Reader(values[name]._repr_html_()) for name in NAMES}
    assert "Total params: 43" in words["summary"].words
    assert "setosa" in words["model"].words
    assert words["model"].tags.count("svg") == 1
    assert words["history"].tags.count("svg") == 2
    assert words["evolution"].tags.count("svg") == 3
    assert "virginica" in words["evaluation"].words
    assert "precision" in words["report"].words
    assert words["trace"].tags.count("details") == len(values["trace"].steps) + 5
    assert words["trace"].tags.count("math") == len(values["trace"].steps)
    assert words["runs"].tags.count("svg") == 2
    assert words["grid"].tags.count("rect") > 4
    assert "adam" in words["race"].words
    assert "5.1" in words["head"].words


def test_a_summary_is_still_a_text(values):
    summary = values["summary"]
    assert isinstance(summary, str)
    assert summary.splitlines()[0].startswith("Layer (type)")
    assert type(summary + "") is str


def test_names_of_strangers_are_shown_as_text():
    rows = np.random.default_rng(0).normal(size=(20, 2))
    names = [WICKED, "no"] * 10
    strange = Dataset.from_arrays(rows, names, feature_names=[WICKED, "b"], name=WICKED)
    model = Model([[2], [3, "tanh"], [2, "softmax"]], seed=0)
    history = model.train("adam", strange, epochs=2)
    for value in (
        strange,
        strange.head(),
        model,
        history,
        model.evaluate(strange),
        model.trace(rows[:1], names[:1]),
        model.plot_boundary(strange),
    ):
        assert "script" not in Reader(value._repr_html_()).tags
