"""What the cells of a lesson show: text, pictures and tables, as in its notebook.

They come with the package. In a checkout, where they have not been made yet, the lesson is run in
a process of its own when it is first opened, and the page asks again until it is done.
"""

from typing import Literal

from flask import Response
from pydantic import Field

from edunn.lessons import find
from edunn.lessons.results import Results, kept, made
from edunn.studio.messages import Busy, Message
from edunn.studio.routing import reply, session, topic
from edunn.studio.session import Session
from edunn.studio.views.lessons import LessonPath

api = topic("lesson results")


class Shown(Message):
    """Something that a cell shows."""

    kind: Literal["text", "html"]
    content: str = Field(description="Text as it was printed, or HTML with pictures as SVG.")


class LessonResults(Message):
    """What the cells of a lesson show, each at its place."""

    is_ready: bool = Field(description="Whether the lesson has run; else ask again.")
    cells: list[list[Shown]] = Field(description="Empty while it runs.")


def results_of(session: Session, number: int) -> LessonResults:
    """The results of a lesson, which is run if they are missing.

    Raises:
        UnknownNameError: there is no lesson of that number.
        DataError: a cell of it failed.
    """
    lesson = find(number)
    results = kept(lesson)
    if results is None:
        try:
            results = session.jobs.result(("lesson", number), lambda: made(lesson), is_kept=True)
        except Busy:
            return LessonResults(is_ready=False, cells=[])
    return LessonResults(is_ready=True, cells=_as_messages(results))


def _as_messages(results: Results) -> list[list[Shown]]:
    return [[Shown(kind=kind, content=content) for kind, content in cell] for cell in results]


@api.get("/lessons/<int:lesson>/results", responses={200: LessonResults})
def get_lesson_results(path: LessonPath) -> Response:
    """What the cells of a lesson show."""
    return reply(results_of(session(), path.lesson))
