"""What cells show: as a notebook has it, the same in each run, and never that of other code."""

import json
from dataclasses import replace

import pytest

from edunn.errors import DataError
from edunn.lessons import find
from edunn.lessons.results import Shown, kept, made, place_of
from edunn.lessons.running import shown_by


def lesson_of(folder, *sources):
    """A lesson with these cells of code."""
    lesson = replace(find(1), student=folder / "01-one.ipynb")
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    lesson.teacher.write_text(json.dumps({"cells": cells}), "utf-8")
    return lesson


def test_a_cell_shows_what_it_prints_and_its_last_value():
    names = {}
    assert shown_by("a = 1", names) == []
    assert shown_by("print('one')\na + 1", names) == [("text", "one\n"), ("text", "2")]
    assert shown_by("None", names) == []
    assert shown_by("if a:\n    a", names) == []


def test_a_picture_is_html():
    source = "from edunn.plots import curves\ncurves('Loss', {'training': [0.9, 0.4]})"
    ((kind, content),) = shown_by(source, {})
    assert kind == "html"
    assert "<svg" in content


def test_results_are_kept_for_this_very_code_only(tmp_path):
    lesson = lesson_of(tmp_path, "x = 20", "print(x + 1)")
    assert kept(lesson) is None
    assert made(lesson) == [[], [Shown("text", "21\n")]]
    assert kept(lesson) == made(lesson)
    lesson_of(tmp_path, "x = 30", "print(x + 1)")
    assert kept(lesson) is None
    place_of(lesson).write_text("{", "utf-8")
    assert kept(lesson) is None


def test_two_runs_give_the_same_bytes(tmp_path):
    lesson = lesson_of(tmp_path, "print({'b', 'a', 'c'})\nimport os\nprint(os.listdir())")
    made(lesson)
    first = place_of(lesson).read_bytes()
    made(lesson)
    assert place_of(lesson).read_bytes() == first
    assert kept(lesson)[0][0].content.endswith("[]\n")  # an empty folder


def test_a_cell_that_fails_is_told(tmp_path):
    with pytest.raises(DataError, match="lesson 1 does not run: ZeroDivisionError"):
        made(lesson_of(tmp_path, "1 / 0"))
    assert not place_of(lesson_of(tmp_path)).exists()


def test_a_folder_that_cannot_be_written_to_is_no_trouble(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("edunn.lessons.results.write_atomically", refuse)
    assert made(lesson_of(tmp_path, "1 + 1")) == [[Shown("text", "2")]]
