from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.experiments.worlds import TINY, result

from edunn.experiments import Reproduction, html_report
from edunn.experiments.article import Result, Verdict
from edunn.experiments.pages.article import SIGNS
from edunn.messages import Message

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Reads a page strictly: every tag is closed in its turn."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def values(self, name):
        return [value for key, value in self.attributes if key == name]


@pytest.fixture(scope="module")
def page():
    rows = (result("iris", [0.95, 0.98]), result("iris-deep", [0.97, 0.98], held_out=0.9))
    foreign = Result(replace(TINY, title="<script>alert(1)</script>"), rows[0].runs)
    return html_report(Reproduction((*rows, foreign), quick=True, seconds=61))


def test_the_page_is_well_formed(page):
    reader = Reader(page)
    assert reader.open == []
    assert reader.values("lang") == ["en"]
    assert "width=device-width, initial-scale=1" in reader.values("content")


def test_the_page_stands_alone(page):
    reader = Reader(page)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "http" not in page
    assert "@import" not in page
    assert "url(" not in page
    targets = {f"#{key}" for key in reader.values("id")}
    assert set(reader.values("href")) <= targets


def test_what_goes_in_is_escaped(page):
    assert "&lt;script&gt;alert(1)" in page


def test_every_picture_has_a_text_alternative(page):
    reader = Reader(page)
    pictures = reader.tags.count("svg")
    assert pictures == 3 + 3 * 4  # a strip each, and two charts and two matrices each
    assert reader.tags.count("desc") == pictures
    assert reader.values("role").count("img") == pictures


def test_the_page_has_numbers_and_verdicts(page):
    assert "0.965 (0.950 .. 0.980)" in page
    assert "✗ does not hold" in page
    assert "weighted avg" in page
    assert "1 min 1 s" in page
    assert "quick version" in page
    assert "quick version" not in html_report(Reproduction(()))


def test_every_verdict_has_a_sign_of_its_own():
    assert len(set(SIGNS.values())) == len(Verdict)


def test_it_tells_what_deserves_attention_in_the_trainings():
    fine = result("iris", [0.95, 0.98])
    note = Message("doctor.rate_too_high.jumps", rate=0.2)
    first, second = fine.runs.runs
    odd = replace(fine, runs=replace(fine.runs, runs=(replace(first, notes=(note,)), second)))
    told = f"With 1 of 2 seeds: {note}"
    assert html_report(Reproduction((odd,), quick=True, seconds=1)).count(told) == 1
    assert "With 1 of 2" not in html_report(Reproduction((fine,), quick=True, seconds=1))
