"""Lessons: the course on the page, beside the studio it tells of.

A lesson comes in parts: text as HTML, cells of code, exercises, and questions with their answers.
It is read from the two notebooks of the package: the student's has the place to write and the
check, the teacher's the solution. Formulas stay LaTeX, in elements of the class `math`, and the
page sets them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import count, dropwhile, takewhile
from pathlib import Path
from textwrap import dedent
from threading import Lock
from typing import Annotated, Any, Literal, TypeAlias, final

from flask import Response
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pydantic import Field

from edunn.lessons import Lesson, every_lesson, find
from edunn.studio.messages import Message
from edunn.studio.routing import reply, topic
from edunn.studio.views.progress import Kind

api = topic("lessons")

Cell: TypeAlias = dict[str, Any]

HERE = re.compile(r"http://127\.0\.0\.1:\d+/(?=#/)")
"""Links of the lessons to a studio: on this page they lead to the studio itself."""

HEAD = re.compile(r"\A# [^\n]*\n+(\*The (student|teacher)'s notebook.*?\*\n+)?", re.S)
"""What the page says itself: the title, and what is true of a notebook only."""

QUESTION = re.compile(
    r"^(?P<number>\d+)\. (?P<text>[^\n]+(?:\n(?!\s*<details>)[^\n]*)*)\n+"
    r"\s*<details><summary>Answer</summary>\n(?P<answer>.*?)</details>\n?",
    re.M | re.S,
)
STUB = re.compile(r"\A# Exercise \d+: your answer\s*")
IMPORTS = "import numpy as np\n\n\n"
"""An answer runs by itself, without the cells of the lesson above it."""

TEXT = re.compile(r"\A(?P<name>\w+) = '''\n(?P<program>.*)\n'''\nexec\((?P=name)\)\Z", re.S)
"""A program kept as a text, because a notebook cannot save its cells as a file: here it is code."""

SOLUTION = re.compile(r"\A\*\*Solution of exercise \d+\*\*\s*")
CHECK = re.compile(r'edunn\.check\("(\w+)"')


class LessonPath(Message):
    """The number of a lesson."""

    lesson: int = Field(ge=0, le=999)


class Item(Message):
    """Something to do in a lesson: the kind and name of its mark."""

    kind: Kind
    name: str


class Prose(Message):
    """Text, as HTML without scripts or styles."""

    kind: Literal["prose"] = "prose"
    html: str


class CodeCell(Message):
    """A cell of Python."""

    kind: Literal["code"] = "code"
    source: str
    place: int = Field(description="Its number among the results of the lesson, from 0.")


class ExercisePart(Message):
    """An exercise, and its solution to unfold."""

    kind: Literal["exercise"] = "exercise"
    number: int
    html: str
    stub: str = Field(description="The first lines of the code that is asked for, if any.")
    mark: Item = Field(description="What its code or words are kept under.")
    checks: list[str] = Field(description="The functions in it that can be checked.")
    solution: list[Prose | CodeCell]


class QuestionPart(Message):
    """A question, and its answer to unfold."""

    kind: Literal["question"] = "question"
    number: int
    html: str
    answer: str = Field(description="As HTML.")


Part: TypeAlias = Annotated[
    Prose | CodeCell | ExercisePart | QuestionPart, Field(discriminator="kind")
]


class LessonCard(Message):
    """A lesson in the list."""

    number: int
    title: str
    minutes: int
    needs: str = Field(description="What comes before it.")
    able: str = Field(description="What comes after: you will be able to ...")
    items: list[Item]


class LessonList(Message):
    """All lessons, in order."""

    lessons: list[LessonCard]


class LessonView(Message):
    """A lesson with all its parts."""

    card: LessonCard
    parts: list[Part]


@lru_cache(maxsize=64)
def lesson_view(number: int) -> LessonView:
    """A lesson in its parts.

    Raises:
        UnknownNameError: there is no lesson of that number.

    Example:
        >>> view = lesson_view(1)
        >>> view.card.title, sum(part.kind == "question" for part in view.parts)
        ('A neuron by hand', 3)
    """
    lesson = find(number)
    return LessonView(card=_card(lesson), parts=list(_Reading(lesson).parts()))


def _card(lesson: Lesson) -> LessonCard:
    return LessonCard(
        number=lesson.number,
        title=lesson.title,
        minutes=lesson.minutes,
        needs=lesson.needs,
        able=lesson.able,
        items=[Item.model_validate({"kind": kind, "name": name}) for kind, name in lesson.items],
    )


def _cells(notebook: Path) -> list[Cell]:
    """The cells of a notebook, the first one without what only a notebook says."""
    cells: list[Cell] = json.loads(notebook.read_text("utf-8"))["cells"]
    cells[0]["source"] = HEAD.sub("", cells[0]["source"])
    return cells


@final
class _Reading:
    """The two notebooks of a lesson, read side by side: the student's, and the solutions.

    Cells of code are counted as they stand in the teacher's notebook, which is the one that is run.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._number = lesson.number
        self._student = _cells(lesson.student)
        self._teacher = iter(_cells(lesson.teacher))
        self._places = count()

    def parts(self) -> Iterator[Part]:
        """The parts, each exercise with its place to write, its checks and its solution."""
        exercises = count(1)
        for k, cell in enumerate(self._student):
            if _is(cell, "exercise"):
                yield self._exercise(next(exercises), cell, self._student[k + 1 :])
            elif _is(cell, "answer") or _is(cell, "check"):
                continue
            elif cell["cell_type"] == "code":
                yield self._code(cell)
            else:
                yield from _texts(cell["source"])

    def _exercise(self, number: int, task: Cell, below: Sequence[Cell]) -> ExercisePart:
        stub, checks = _asked(below)
        answer = Item(kind="answer", name=f"{self._number}.{number}")
        return ExercisePart(
            number=number,
            html=html_of(re.sub(r"\A### [^\n]*\n+", "", task["source"])),
            stub=f"{IMPORTS}{stub}\n" if stub else "",
            mark=Item(kind="exercise", name=checks[0]) if checks else answer,
            checks=checks,
            solution=list(self._solution()),
        )

    def _solution(self) -> Iterator[Prose | CodeCell]:
        """The next solution of the teacher's notebook."""
        is_of_it = partial(_is, tag="solution")
        rest = dropwhile(lambda cell: not is_of_it(cell), self._teacher)
        for cell in takewhile(is_of_it, rest):
            if cell["cell_type"] == "code":
                yield self._code(cell)
            else:
                yield from _prose(SOLUTION.sub("", cell["source"]))

    def _code(self, cell: Cell) -> CodeCell:
        return CodeCell(source=cell["source"], place=next(self._places))


def _asked(below: Sequence[Cell]) -> tuple[str, list[str]]:
    """The first lines of an answer, and its checks, from the cells below an exercise."""
    stub, checks = "", []
    for cell in below:
        if _is(cell, "answer"):
            stub = STUB.sub("", cell["source"]) if cell["cell_type"] == "code" else ""
        elif _is(cell, "check"):
            checks += CHECK.findall(cell["source"])
        else:
            break
    return TEXT.sub(r"\g<program>", stub), checks


def _texts(text: str) -> Iterator[Prose | QuestionPart]:
    """A text cut at its questions."""
    end = 0
    for found in QUESTION.finditer(text):
        yield from _prose(text[end : found.start()])
        answer = html_of(dedent(found["answer"]))
        question = html_of(" ".join(found["text"].split()))
        yield QuestionPart(number=int(found["number"]), html=question, answer=answer)
        end = found.end()
    yield from _prose(text[end:])


def _prose(text: str) -> Iterator[Prose]:
    if text.strip():
        yield Prose(html=html_of(text))


def _is(cell: Cell, tag: str) -> bool:
    return tag in cell["metadata"].get("tags", ())


def html_of(text: str) -> str:
    r"""Markdown as HTML; HTML in it is shown as text.

    Example:
        >>> html_of("The loss is $L^2$ <b>")
        '<p>The loss is <span class="math inline">L^2</span> &lt;b&gt;</p>\n'
    """
    with _RENDERING:
        html = str(_MARKDOWN.render(text))
    return HERE.sub("", html.replace("<th></th>", "<td></td>"))  # a corner is no head


_RENDERING = Lock()
"""The parser's table of escaped letters is filled at the first link, without a look at threads."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(dollarmath_plugin)


@api.get("/lessons", responses={200: LessonList})
def get_lessons() -> Response:
    """All lessons of the course."""
    cards = [lesson_view(lesson.number).card for lesson in every_lesson()]
    return reply(LessonList(lessons=cards))


@api.get("/lessons/<int:lesson>", responses={200: LessonView})
def get_lesson(path: LessonPath) -> Response:
    """One lesson with all its parts."""
    return reply(lesson_view(path.lesson))
