"""Lessons in their parts, as the page gets them."""

import re

import pytest

from edunn.errors import UnknownNameError
from edunn.exercises import find
from edunn.lessons import every_lesson
from edunn.lessons import find as find_lesson
from edunn.lessons.results import code_of
from edunn.studio.views.lessons import html_of, lesson_view

NUMBERS = range(1, 18)


def texts_of(view):
    for part in view.parts:
        if part.kind in ("prose", "question", "exercise"):
            yield part.html
        if part.kind == "question":
            yield part.answer
        if part.kind == "exercise":
            yield from (piece.html for piece in part.solution if piece.kind == "prose")


def test_every_lesson_is_there():
    assert [lesson.number for lesson in every_lesson()] == list(NUMBERS)
    with pytest.raises(UnknownNameError):
        lesson_view(18)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_has_text_exercises_with_solutions_and_three_questions(number):
    view = lesson_view(number)
    exercises = [part for part in view.parts if part.kind == "exercise"]
    questions = [part for part in view.parts if part.kind == "question"]
    assert [part.number for part in exercises] == list(range(1, len(exercises) + 1))
    assert all(part.solution for part in exercises)
    assert [part.number for part in questions] == [1, 2, 3]
    assert all(part.answer for part in questions)
    for name in (name for part in exercises for name in part.checks):
        assert find(name).name == name
    kinds = [item.kind for item in view.card.items]
    assert kinds.count("question") == 3
    assert len({(item.kind, item.name) for item in view.card.items}) == len(kinds)


@pytest.mark.parametrize("number", NUMBERS)
def test_its_html_is_plain(number):
    for html in texts_of(lesson_view(number)):
        assert html.strip()
        assert not re.search(r"<(script|style|iframe|img|form|details)|\son\w+=|javascript:", html)
        assert "127.0.0.1" not in html
        assert "{code-cell}" not in html
        assert "$$" not in html


@pytest.mark.parametrize("number", NUMBERS)
def test_cells_stand_in_the_order_in_which_they_are_run(number):
    cells, items = [], []
    for part in lesson_view(number).parts:
        if part.kind == "code":
            cells.append(part)
        elif part.kind == "exercise":
            cells += [piece for piece in part.solution if piece.kind == "code"]
            items += [("exercise", name) for name in part.checks] or [("answer", part.mark.name)]
            assert (part.mark.kind, part.mark.name) in items
        elif part.kind == "question":
            items.append(("question", f"{number}.{part.number}"))
    assert [cell.source for cell in cells] == code_of(find_lesson(number))
    assert [cell.place for cell in cells] == list(range(len(cells)))
    assert tuple(items) == find_lesson(number).items
    assert not any("assert" in cell.source for cell in cells)


def test_a_program_kept_as_text_is_code_on_the_page():
    stubs = [part.stub for part in lesson_view(17).parts if part.kind == "exercise"]
    assert "\n\nclass Dense:\n" in stubs[0]
    assert not any("exec(" in stub or "'''" in stub for stub in stubs)


def test_a_link_to_the_studio_leads_to_this_studio():
    links = [
        link for html in texts_of(lesson_view(5)) for link in re.findall('href="([^"]+)"', html)
    ]
    assert [link for link in links if link.startswith("#/lab?e=")]


def test_a_place_to_write_runs_by_itself():
    part = next(part for part in lesson_view(4).parts if part.kind == "exercise")
    assert part.checks == ["mse"]
    assert part.stub == "import numpy as np\n\n\ndef mse(y, t):\n    ...\n"
    compile(part.stub, "stub", "exec")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](javascript:alert(1))"])
def test_markdown_can_run_nothing(text):
    assert "<script" not in html_of(text)
    assert "href" not in html_of(text)
