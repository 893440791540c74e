"""The results of a lesson as the page gets them; it is run where they are missing."""

import json
from dataclasses import replace

import pytest

from edunn.errors import UnknownNameError
from edunn.lessons import find
from edunn.lessons.results import kept
from edunn.studio.views import lesson_results
from edunn.studio.views.lesson_results import results_of


@pytest.fixture
def slow_lesson(tmp_path, monkeypatch):
    lesson = replace(find(1), student=tmp_path / "01-one.ipynb")
    source = "import time\ntime.sleep(2)\nprint(6 * 7)"
    cell = {"cell_type": "code", "metadata": {}, "source": source}
    lesson.teacher.write_text(json.dumps({"cells": [cell]}), "utf-8")
    monkeypatch.setattr(lesson_results, "find", lambda number: lesson)
    return lesson


def test_a_lesson_that_nobody_has_run_runs_while_the_page_asks(lab, slow_lesson, hurried):
    first = results_of(lab.session, 1)
    assert (first.is_ready, first.cells) == (False, [])
    lab.wait(lambda: results_of(lab.session, 1).is_ready)
    (cell,) = results_of(lab.session, 1).cells
    assert [(shown.kind, shown.content) for shown in cell] == [("text", "42\n")]
    assert kept(slow_lesson) is not None


def test_there_is_no_lesson_18(lab):
    with pytest.raises(UnknownNameError):
        results_of(lab.session, 18)
