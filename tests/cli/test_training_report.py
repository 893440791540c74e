"""`edunn train -o report.html`: what a reader needs in order to judge the network and repeat it."""

import re
import shlex
from html import unescape
from html.parser import HTMLParser

import pytest

from edunn import Model
from edunn.cli.commands import command_of
from edunn.data.origin import Origin
from edunn.messages.shares import percent


class Page(HTMLParser):
    """The text of a page, the titles of its pictures, and whether all tags are closed."""

    VOID = ("meta", "br", "input", "img")

    def __init__(self, source):
        super().__init__()
        self.open, self.words, self.attributes = [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.attributes += attributes
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def page_of(edunn, path, *arguments):
    answer = edunn("train", *arguments, "-o", path, "--quiet")
    assert answer.code == 0, answer.err
    page = Page(path.read_text("utf-8"))
    assert not page.open
    return page, " ".join(" ".join(page.words).split())


def test_tells_all_about_a_network_of_two_inputs(edunn, tmp_path):
    saved = tmp_path / "moons.edunn"
    _, text = page_of(
        edunn, tmp_path / "moons.html", "moons", "--epochs", 9, "--seed", 3, "-o", saved
    )
    for words in (
        *("Learning curves", "training", "validation", "Held-out rows", "Training set"),
        *("Precision", "Confusion matrix", "Decision boundary", "Settings and network"),
        *("Seed 3", "Versions EduNN", "NumPy", "Date 20", "edunn train moons --epochs 9 --seed 3"),
        *("adam, rate 0.01, 9 epochs", "114 parameters", "dense 8"),
    ):
        assert words in text, words
    accuracy = Model.from_file(saved).history[-1].val_accuracy
    assert f"Accuracy of {percent(accuracy)} on held-out rows." in text


def test_has_no_script_and_loads_nothing(edunn, tmp_path):
    page, _ = page_of(edunn, tmp_path / "iris.html", "iris", "--epochs", 2)
    loaded = [value for name, value in page.attributes if name in ("src", "href")]
    assert all(value.startswith("data:") for value in loaded)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert "<script" not in (tmp_path / "iris.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "there", "absent"),
    [
        (["iris"], "Confusion matrix", "Decision boundary"),
        (["curve"], "Predicted over true", "Confusion matrix"),
        (["xor"], "on training set", "Held-out rows"),
        (["diabetes"], "Losses are those of standardized targets", "Decision boundary"),
        (["iris", "--algorithm", "genetic_algorithm"], "Fitness", "Decision boundary"),
    ],
)
def test_has_what_applies(edunn, tmp_path, arguments, there, absent):
    _, text = page_of(edunn, tmp_path / "page.html", *arguments, "--epochs", 3)
    assert there in text
    assert absent not in text


def test_the_names_of_a_stranger_are_text(edunn, tmp_path):
    table = tmp_path / "table.csv"
    rows = [f"{k},{k % 5},<script>{k % 2}</script>" for k in range(30)]
    table.write_text("\n".join(["a,<b>,kind", *rows]))
    _, text = page_of(edunn, tmp_path / "page.html", table, "--epochs", 2)
    assert "<script>0</script>" in text
    assert "&lt;script&gt;" in (tmp_path / "page.html").read_text("utf-8")


def test_the_command_repeats_the_training(edunn, ask, flowers, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "net.edunn"
    options = [
        *("--target", "species", "--numeric", "length", "--missing-values=-,--", "--test", 0.3),
        *("--hidden", "6, 4 tanh", "--epochs", 4, "--set", "beta1=0.8", "--seed", 5),
    ]
    first = ask("train", flowers, *options, "-o", path)
    command = command_of(Model.from_file(path).origin)
    assert str(tmp_path) not in command
    name, verb, *words = shlex.split(command)
    assert (name, verb) == ("edunn", "train")
    again = ask("train", *words)
    assert again["history"] == first["history"]


def test_a_path_of_mine_is_in_no_report(edunn, flowers, tmp_path):
    page_of(edunn, tmp_path / "page.html", flowers, "--epochs", 1)
    source = unescape((tmp_path / "page.html").read_text("utf-8"))
    assert str(tmp_path) not in source
    assert re.search(r"edunn train flowers\.csv", source)


def test_a_model_of_a_program_has_no_command():
    assert command_of(Origin({}, None, 0, "")) == "edunn train -"
